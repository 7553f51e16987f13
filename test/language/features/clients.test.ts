import assert from 'node:assert/strict';
import { createProject } from '../../../server/src/language/languageService';

const SOURCE = `client<llm> B {
  provider openai
  options {
    model "m"
  }
}
client<llm> A {
  provider fallback
  options {
    strategy [B]
  }
}
client<llm> Nothing {
}
function F() -> string {
  client "anthropic/x"
  prompt #"x"#
}
`;

describe('clients', () => {
  const project = createProject();
  project.setFile('main.baml', SOURCE);
  const snapshot = project.snapshot();

  it('are listed by name, those that can be called', () => {
    assert.deepEqual(snapshot.clients(), [
      { name: 'A', provider: 'fallback' },
      { name: 'B', provider: 'openai' },
    ]);
  });

  it('another one than its own comes along with the function, and what it leads to', () => {
    const own = snapshot.runnable('F');
    assert.ok(own.ok && Object.keys(own.runnable.clients).length === 0);
    const other = snapshot.runnable('F', 'A');
    assert.ok(other.ok);
    assert.deepEqual(Object.keys(other.runnable.clients).sort(), ['A', 'B']);
  });

  it('mistakes of the other client forbid the run', () => {
    const broken = createProject();
    broken.setFile('main.baml', SOURCE.replace('strategy [B]', 'strategy [C]'));
    assert.ok(broken.snapshot().runnable('F').ok);
    assert.ok(!broken.snapshot().runnable('F', 'A').ok);
  });
});
