import * as assert from 'node:assert/strict';
import * as fc from 'fast-check';
import type { Json } from '../../../server/src/ir/json';
import type { Raw } from '../../../server/src/runtime/json/raw';
import { parseStrict } from '../../../server/src/runtime/json/strict';
import { sameJson } from '../stream/sameJson';

function plain(raw: Raw): Json {
  switch (raw.kind) {
    case 'string':
    case 'number':
    case 'word':
      return raw.value;
    case 'list':
      return raw.items.map(plain);
    case 'object':
      return Object.fromEntries(raw.keys.map((key, index) => [key, plain(raw.values[index]!)]));
    default:
      return null;
  }
}

describe('strict JSON', () => {
  it('agrees with JSON.parse on any JSON', () => {
    fc.assert(
      fc.property(fc.json({ maxDepth: 6 }), fc.constantFrom('', ' ', '\n\t'), (text, blanks) => {
        const raw = parseStrict(blanks + text + blanks, 0);
        assert.ok(raw !== null);
        assert.ok(sameJson(plain(raw), JSON.parse(text)), text);
      }),
    );
  });

  it('refuses what JSON.parse refuses', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(...'{}[]",:\\ 1.-eE0tru') }), (text) => {
        let valid = true;
        try {
          JSON.parse(text);
        } catch {
          valid = false;
        }
        if (!valid) assert.equal(parseStrict(text, 0), null);
      }),
    );
  });

  const refused: readonly [string, string][] = [
    ['lone surrogate escapes', '"\\ud800"'],
    ['overflowing numbers', '1e400'],
    ['128 levels and more', '['.repeat(128) + ']'.repeat(128)],
    ['raw control characters', '"a\nb"'],
  ];
  for (const [what, text] of refused) it(`refuses ${what}`, () => assert.equal(parseStrict(text, 0), null));

  it('keeps duplicate keys, offsets, and marks a number at the top as unfinished', () => {
    const raw = parseStrict(' {"a": 1, "a": 2}', 10);
    assert.ok(raw?.kind === 'object');
    assert.deepEqual([raw.keys, raw.start, raw.end, raw.complete], [['a', 'a'], 11, 27, true]);
    assert.equal(parseStrict('12', 0)?.complete, false);
  });
});
