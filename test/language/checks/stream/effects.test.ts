import assert from 'node:assert/strict';
import { growsVisibly, plain, reportedAt, rowSource, streamDifference, without } from '../../../support/streamClaims';

/**
 * The table of language reference 4.4, made by rule: each stream attribute on each kind of type at each kind of place. The adviser says
 * that an attribute does nothing exactly where the official runtime makes nothing of it.
 */
const TYPES = [
  ...['string', 'int', 'E', '"a" | "b"', 'C', 'Held', 'Needed', 'Wrapped', 'S', 'J', 'string[]', 'map<string, int>'],
  ...[
    'string?',
    'int?',
    'C?',
    'J?',
    'string[]?',
    'int | string',
    'C | string',
    'string | string[]',
    'S | string[]',
    'S | int',
  ],
];

const PLACES: Readonly<Record<string, (type: string, attribute: string) => string>> = {
  'a field': (type, attribute) => `${type} ${attribute}`,
  'an element': (type, attribute) => `(${type} ${attribute})[]`,
  'a value': (type, attribute) => `map<string, (${type} ${attribute})>`,
  'a member': (type, attribute) => `((${type}) ${attribute}) | float`,
  'a result': (type, attribute) => `-> ${type} ${attribute}`,
  'an element of a result': (type, attribute) => `-> (${type} ${attribute})[]`,
};

/** Codes that say so without fading the attribute, because something is to be done. */
const INEFFECTIVE = ['stream-with-state-inner-ineffective', 'stream-done-nullable-ineffective'];

describe('stream attributes: what is said about types and places is what happens', () => {
  for (const [place, write] of Object.entries(PLACES)) {
    for (const name of ['done', 'not_null', 'with_state']) {
      it(`@stream.${name} on ${place}`, () => {
        const wrong = TYPES.filter((type) => isComparable(type, place, name)).flatMap((type) => {
          const row = write(type, `«@stream.${name}»`);
          const source = rowSource(row);
          const { codes, faded } = reportedAt(source);
          const said = faded.length > 0 || codes.some((code) => INEFFECTIVE.includes(code));
          const differs = streamDifference(plain(source), without(source), 'F') !== undefined;
          // Lists and maps grow all the same, but for the letters of a null.
          const happens = differs && !(codes.includes('stream-done-nullable-ineffective') && growsVisibly(row));
          return said === !happens
            ? []
            : `${row}: ${happens ? 'it does something' : 'it does nothing'}, and we say ${codes.join(', ') || 'nothing'}`;
        });
        assert.deepEqual(wrong, []);
      });
    }
  }
});

/**
 * What cannot be asked: the state of a result that has no partial value, and unions of unions with two nulls, at which the official
 * compiler ends the process.
 */
function isComparable(type: string, place: string, name: string): boolean {
  if (name === 'with_state' && place === 'a result')
    return !/^(?:int|"|Wrapped|E|S \| int)/.test(type) || type === 'int | string';
  // Replaces what the alias says, which is another matter.
  return !(type === 'S' && name !== 'done');
}
