import assert from 'node:assert/strict';
import fc from 'fast-check';
import { nearest, typoLimit } from '../../server/src/language/text';

describe('nearest', () => {
  it('finds a misspelt name', () => {
    const names = ['string', 'int', 'float', 'Person'];
    assert.equal(nearest('flaot', names, 2), 'float');
    assert.equal(nearest('person', names, 2), 'Person');
    assert.equal(nearest('strng', names, 2), 'string');
    assert.equal(nearest('Address', names, 3), undefined);
  });

  it('counts swapped neighbours as one edit, and takes the first of equals', () => {
    assert.equal(nearest('ba', ['ab', 'bb'], 1), 'ab');
    assert.equal(nearest('x', ['a', 'b'], 1), 'a');
  });

  it('finds a name with one character left out, whatever the name', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[a-z]{4,12}$/), fc.nat(11), (name, at) => {
        const cut = name.slice(0, at % name.length) + name.slice((at % name.length) + 1);
        assert.equal(nearest(cut, [name], 1), name);
      }),
    );
  });

  it('counts as an exhaustive comparison does', () => {
    const word = fc.string({ unit: fc.constantFrom('a', 'b', 'c'), maxLength: 9 });
    fc.assert(
      fc.property(word, word, fc.nat(4), (a, b, limit) => {
        assert.equal(nearest(a, [b], limit), edits(a, b) <= limit ? b : undefined);
      }),
      { numRuns: 3000 },
    );
  });

  it('counts the same beyond ASCII and in other case', () => {
    const word = fc.string({ unit: fc.constantFrom('a', 'A', 'é', 'İ', '1', '_'), maxLength: 6 });
    fc.assert(
      fc.property(word, fc.array(word, { maxLength: 5 }), fc.nat(3), (wanted, words, limit) => {
        const counts = words.map((one) => edits(wanted.toLowerCase(), one.toLowerCase()));
        // The length that is compared first is that before lower case.
        if (words.some((one) => one.toLowerCase().length !== one.length)) return;
        const least = Math.min(...counts);
        assert.equal(nearest(wanted, words, limit), least <= limit ? words[counts.indexOf(least)] : undefined);
      }),
      { numRuns: 3000 },
    );
  });

  it('does not look at absurdly long words', () => {
    assert.equal(nearest('a'.repeat(1_000_000), ['a'.repeat(999_999)], 3), undefined);
  });
});

describe('the limit of a misspelling', () => {
  it('allows fewer slips in short words', () => {
    assert.deepEqual(['it', 'string', 'baml_client'].map(typoLimit), [1, 2, 3]);
  });
});

/** Edits between two words by the definition, part by part. */
function edits(a: string, b: string, known = new Map<string, number>()): number {
  if (!a || !b) return a.length + b.length;
  const key = `${a}|${b}`;
  const found = known.get(key);
  if (found !== undefined) return found;
  const [x, y] = [a.slice(0, -1), b.slice(0, -1)];
  const ways = [edits(x, b, known) + 1, edits(a, y, known) + 1, edits(x, y, known) + (a.at(-1) === b.at(-1) ? 0 : 1)];
  if (a.length > 1 && b.length > 1 && a.at(-1) === b.at(-2) && a.at(-2) === b.at(-1)) {
    ways.push(edits(a.slice(0, -2), b.slice(0, -2), known) + 1);
  }
  const least = Math.min(...ways);
  known.set(key, least);
  return least;
}
