import assert from 'node:assert/strict';
import type { Json } from '../../../server/src/ir/json';
import { parseExpression } from '../../../server/src/language/jinja/parseTemplate';
import { evaluate } from '../../../server/src/runtime/prompt/evaluate';

/** Expression, names, value or message. */
const cases: readonly (readonly [string, Record<string, Json>, Json])[] = [
  ['this > 0', { this: 5 }, true],
  ['this|length > 2', { this: 'ab' }, false],
  ['this.name == "x" and this.tags|length == 1', { this: { name: 'x', tags: ['a'] } }, true],
  ['this|regex_match("^[0-9]+$")', { this: '123' }, true],
  ['this in ["a", "b"]', { this: 'c' }, false],
  ['this is not none', { this: null }, false],
  ['this * 2', { this: 1.5 }, 3],
  ['a ~ b', { a: 'x', b: 1 }, 'x1'],
];

describe('expressions of checks', () => {
  for (const [text, names, expected] of cases) {
    it(`${text}  ${JSON.stringify(names)}`, () => {
      const { expression, errors } = parseExpression(text, (offset) => offset);
      assert.deepEqual(errors, []);
      const result = evaluate(expression, names);
      assert.deepEqual(result, { ok: true, value: expected, truth: Boolean(expected) });
    });
  }

  it('says what is wrong and where', () => {
    const text = 'this.a.b > 1';
    const result = evaluate(parseExpression(text, (offset) => offset).expression, { this: {} });
    assert.deepEqual(result, { ok: false, message: 'undefined value', span: { start: 0, end: 8 } });
  });

  it('ends', () => {
    const { expression } = parseExpression('range(90000)|map("string")|map("length")|sum', (offset) => offset);
    assert.equal(evaluate(expression, {}).ok, false);
  });
});
