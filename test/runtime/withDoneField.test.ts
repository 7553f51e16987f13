import assert from 'node:assert/strict';
import { createProject } from '../../server/src/language/languageService';
import { createEngine } from '../../server/src/runtime/stream/engine';
import { withDoneField } from '../../server/src/runtime/withDoneField';

const SOURCE = `class A {
  name string
  note string
}
function F() -> A {
  client "openai/gpt-4o"
  prompt #"{{ ctx.output_format }}"#
}
`;

describe('types with one more field done', () => {
  const project = createProject();
  project.setFile('file:///a.baml', SOURCE);
  const found = project.snapshot().runnable('F');
  assert.ok(found.ok);
  const output = { returns: found.runnable.function.returns, schema: found.runnable.schema };
  const at = (text: string) => ({
    uri: 'file:///a.baml',
    start: SOURCE.indexOf(text),
    end: SOURCE.indexOf(text) + text.length,
  });

  it('withhold that field until it is whole, and no other', () => {
    const engine = createEngine(withDoneField(output, at('note'))!);
    engine.feed({ t: 0, batch: 0, text: '{"name": "ab", "note": "cd' });
    const open = engine.snapshot();
    assert.deepEqual(open.kind === 'value' && open.value, { name: 'ab', note: null });
    engine.feed({ t: 0, batch: 0, text: '"}' });
    const closed = engine.snapshot();
    assert.deepEqual(closed.kind === 'value' && closed.value, { name: 'ab', note: 'cd' });
  });

  it('are none when no field stands there', () => {
    assert.equal(withDoneField(output, at('class')), undefined);
  });
});
