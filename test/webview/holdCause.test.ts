import assert from 'node:assert/strict';
import type { Hold } from '../../protocol/run';
import { plain } from '../../protocol/words';
import { causeSentence } from '../../webview/src/holdCause';

describe('the cause of a hold, for somebody who does not know it', () => {
  const CASES: readonly (readonly [Hold, string])[] = [
    [
      { cause: 'done', on: 'field currency' },
      '@stream.done on field currency shows the value to your code only when all of its text has arrived.',
    ],
    [
      { cause: 'block-done', on: 'class Item', waitsFor: 'items[0].price' },
      '@@stream.done on class Item shows the object to your code only when all of its text has arrived.',
    ],
    [
      { cause: 'not-null', on: 'field type', waitsFor: 'type' },
      '@stream.not_null on field type hides the object around it from your code until type has a value.',
    ],
    [{ cause: 'not-null' }, '@stream.not_null hides the object around it from your code until that field has a value.'],
    [
      { cause: 'atomic' },
      'Its type comes in one piece: it is visible once its last character is certain. No attribute causes this.',
    ],
    [{ cause: 'union' }, 'Which variant of its union it is was not certain before. No attribute causes this.'],
    [{ cause: 'parent' }, 'The value around it was withheld, and it with that.'],
    [{ cause: 'prose' }, 'Nothing but text before the value had arrived: prose, or the line that opens a code fence.'],
    [
      { cause: 'parser' },
      'The parser could not tell where it ends, because it is not quoted. No attribute causes this.',
    ],
  ];
  for (const [hold, sentence] of CASES) {
    it(`is a sentence: ${hold.cause}${hold.on ? ` on ${hold.on}` : ''}`, () =>
      assert.equal(plain(causeSentence(hold)), sentence));
  }
});
