/** Why a value was held, in one sentence for somebody who does not know the attribute. `holdReason` says it in a few words. */
import type { Hold } from '../../protocol/run';
import type { Sentence } from '../../protocol/words';

export function causeSentence({ cause, on, waitsFor }: Hold): Sentence {
  const carrier = on ? ` on ${on}` : '';
  switch (cause) {
    case 'done':
      return [
        { code: '@stream.done' },
        `${carrier} shows the value to your code only when all of its text has arrived.`,
      ];
    case 'block-done':
      return [
        { code: '@@stream.done' },
        `${carrier} shows the object to your code only when all of its text has arrived.`,
      ];
    case 'not-null':
      return [
        { code: '@stream.not_null' },
        `${carrier} hides the object around it from your code until `,
        waitsFor === undefined ? 'that field' : { code: waitsFor },
        ' has a value.',
      ];
    case 'atomic':
      return [
        'Its type comes in one piece: it is visible once its last character is certain. No attribute causes this.',
      ];
    case 'union':
      return ['Which variant of its union it is was not certain before. No attribute causes this.'];
    case 'parent':
      return ['The value around it was withheld, and it with that.'];
    case 'prose':
      return ['Nothing but text before the value had arrived: prose, or the line that opens a code fence.'];
    case 'parser':
      return ['The parser could not tell where it ends, because it is not quoted. No attribute causes this.'];
  }
}
