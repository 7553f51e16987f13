import * as assert from 'node:assert/strict';
import { QuirkTrace } from '../../../server/src/runtime/quirks/trace';
import { quirkSentence } from '../../../server/src/runtime/quirks/words';
import { outputOf, source } from '../stream/cases';

/** The sentences about what shows while `text` comes, one character at a time. */
function sentences(type: string, types: string, text: string): string[] {
  const trace = new QuirkTrace(outputOf(source(type, types)));
  for (const character of text) trace.feed({ t: 0, batch: 0, text: character });
  return trace.intervals.map(quirkSentence);
}

describe('quirks in sentences', () => {
  it('say what is seen, where, for how long, and what to read', () => {
    assert.deepEqual(sentences('T', 'class T {\n  n int\n  t string\n}', '{"n":1,"t":"a'), [
      'Your program sees `null` at `n` from here on (minified-scalar): in JSON without blanks, an unquoted value followed by a ' +
        'comma swallows the rest of its object until the brace. See docs/quirks.md#minified-scalar.',
      'Your program sees `null` at `t` from here on (minified-scalar): in JSON without blanks, an unquoted value followed by a ' +
        'comma swallows the rest of its object until the brace. See docs/quirks.md#minified-scalar.',
    ]);
  });

  it('count characters, and name the answer itself', () => {
    const [first] = sentences('string[]', '', 'Hi ["a"]');
    assert.match(
      first!,
      /^Your program sees `\["H"\]` for the answer for 3 characters \(empty-root\): before any bracket/,
    );
    const [comma] = sentences('T', 'class T {\n  name string\n}', '{"name": Ann Lee, "');
    assert.match(comma!, /^Your program sees `"Ann Lee,"` at `name` for 1 character \(comma-blank\)/);
  });
});
