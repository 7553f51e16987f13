import assert from 'node:assert/strict';
import type { Hold } from '../../protocol/run';
import { heldBy, oneLine, plain } from '../../protocol/words';

describe('why something was held', () => {
  it('is a sentence after “held”, whatever the cause', () => {
    const say = (cause: Hold['cause']): string => plain(heldBy({ cause }));
    assert.equal(say('done'), 'by @stream.done');
    assert.equal(say('block-done'), 'by @@stream.done');
    assert.equal(say('not-null'), 'by @stream.not_null');
    assert.equal(say('atomic'), 'because its type comes in one piece, visible once its last character is certain');
    assert.equal(say('parent'), 'because the value around it was withheld');
    assert.equal(say('union'), 'because no variant of the union was certain yet');
    assert.equal(say('prose'), 'because nothing but text before the value had come yet');
    assert.equal(say('parser'), 'because the parser could not tell yet where the value ends');
  });

  it('names what carries the attribute, and what was waited for', () => {
    const hold: Hold = { cause: 'done', on: 'field name', waitsFor: 'total' };
    assert.equal(plain(heldBy(hold)), 'by @stream.done on field name; waited for total');
  });
});

describe('a message in one line', () => {
  for (const [message, told] of [
    ['', ''],
    ['The connection was lost.', 'The connection was lost.'],
    ['Use `{}` as value: {} fits.', 'Use `{}` as value: {} fits.'],
    ['Cannot be read:\nline 1\nline 2', 'Cannot be read…'],
    ['One.\r\nTwo.', 'One.…'],
    [
      'The answer does not fit the return type: Failed to coerce value: ParsingError { scope: [], reason: "a", causes: [] }',
      'The answer does not fit the return type: Failed to coerce value…',
    ],
    ['x'.repeat(160), 'x'.repeat(160)],
    [' '.repeat(200_000), `${' '.repeat(160)}…`],
    ['x'.repeat(20_000), `${'x'.repeat(160)}…`],
  ] as const) {
    it(`of ${message.length} characters: ${JSON.stringify(message.slice(0, 40))}`, () =>
      assert.equal(oneLine(message), told));
  }
});
