import assert from 'node:assert/strict';
import fc from 'fast-check';
import { bamlType } from '../../../server/src/language/syntax/foreignTypes';
import { parse } from '../../../server/src/language/syntax/parse';

const CASES: readonly (readonly [string, string | undefined])[] = [
  ['Optional[int]', 'int?'],
  ['List[Optional[str]]', '(string?)[]'],
  ['Dict[str, List[int]]', 'map<string, int[]>'],
  ['Union[str, int]', 'string | int'],
  ['Optional[Union[A, B]]', '(A | B)?'],
  ['Literal["a", \'b\', 3]', '"a" | "b" | 3'],
  ['Array<string | null>', '(string | null)[]'],
  ['Record<string, Foo[]>', 'map<string, Foo[]>'],
  ['ReadonlyArray<Map<string, boolean>>', 'map<string, bool>[]'],
  ['Vec<Option<i32>>', '(i32?)[]'],
  ['Optional[Optional[str]]', 'string?'],
  ['List[number]', undefined],
  ['Foo[int]', undefined],
  ['List[int', undefined],
  ['List[]', undefined],
  ['Dict[str]', undefined],
  ['', undefined],
];

describe('types of other languages', () => {
  for (const [source, expected] of CASES) {
    it(`${source || 'nothing'} ${expected === undefined ? 'is left to the person' : `is ${expected}`}`, () => {
      assert.equal(bamlType(source), expected);
    });
  }

  it('what is given can be read, whatever was written', () => {
    const name = fc.constantFrom(
      'List',
      'Optional',
      'Dict',
      'Union',
      'Literal',
      'str',
      'int',
      'Foo',
      '"a"',
      '3',
      'Map',
    );
    const sign = fc.constantFrom('[', ']', '<', '>', ',', ' | ', '?', '(', ')', '');
    fc.assert(
      fc.property(fc.array(fc.tuple(name, sign), { minLength: 1, maxLength: 8 }), (parts) => {
        const type = bamlType(parts.flat().join(''));
        if (type === undefined) return;
        const errors = parse(`class A {\n  a ${type}\n}\n`).errors.map(({ message }) => message);
        // Literals take no `[]` of their own; those are put in parentheses.
        assert.deepEqual(errors, [], type);
      }),
      { numRuns: 2000 },
    );
  });
});
