import assert from 'node:assert/strict';
import { sourceText } from '../../../../server/src/language/features/hover/source';
import { parseFile } from '../../../../server/src/language/project/sourceFile';

const shown = (text: string, from = text.search(/\S/)) =>
  sourceText(parseFile('a.baml', text), { start: from, end: text.length });

describe('a declaration as it is shown', () => {
  it('loses the indentation its lines share', () => {
    assert.equal(shown('    class A {\n      a int\n    }'), 'class A {\n  a int\n}');
  });

  it('loses the middle of very many lines, and the end of very long ones', () => {
    const lines = shown(`class A {\n${'  a int\n'.repeat(500)}}`).split('\n');
    assert.equal(lines.length, 24);
    assert.deepEqual(lines.slice(-2), ['  …', '}']);
    assert.equal(shown(`class A { ${'a'.repeat(10_000)} }`).length, 161);
  });

  it('does not show keys that are written in it', () => {
    assert.equal(
      shown('client K {\n  api_key "sk-1"\n  "Authorization" "Bearer x"\n  token env.T\n  model "m"\n}'),
      'client K {\n  api_key "…"\n  "Authorization" "…"\n  token env.T\n  model "m"\n}',
    );
    assert.ok(!shown('client<llm> K { provider openai, options { api_key "sk-1" } }').includes('sk-1'));
  });
});
