import * as assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { LenientParser } from '../../../server/src/runtime/json/lenient';
import type { Raw } from '../../../server/src/runtime/json/raw';
import { reuse } from '../../../server/src/runtime/json/reuse';
import { parseStrict } from '../../../server/src/runtime/json/strict';
import { StrictWatch } from '../../../server/src/runtime/json/strictWatch';

/** What the watch says of a text, and what the two parsers make of it. */
function read(text: string): { watch: StrictWatch; strict: Raw | null; fixed: Raw | null; agrees: boolean } {
  const watch = new StrictWatch();
  const parser = new LenientParser(0);
  for (let at = 0; at < text.length; at += 3) {
    watch.feed(text.slice(at, at + 3), at);
    parser.feed(text.slice(at, at + 3));
  }
  const found = parser.settle();
  const fixed = found?.closed.length === 0 ? found.last : null;
  return { watch, strict: parseStrict(text, 0), fixed, agrees: watch.agrees(parser.places) };
}

/** JSON, spaced or not, and the same with a few characters lost or put in. */
const text = fc
  .record({
    value: fc.jsonValue(),
    indent: fc.constantFrom(0, 1, ' \t'),
    edits: fc.array(
      fc.tuple(
        fc.nat(),
        fc.constantFrom('', '"', '\\', ',', ':', '{', '}', '[', ']', ' ', '1', '-0', 'e', '\\u0041', '\\/', '\n'),
      ),
      { maxLength: 2 },
    ),
  })
  .map(({ value, indent, edits }) =>
    edits.reduce(
      (json, [at, put]) => {
        const to = at % (json.length + 1);
        return json.slice(0, to) + put + json.slice(put === '' ? to + 1 : to);
      },
      JSON.stringify(value, null, indent),
    ),
  );

describe('watching for strict JSON', () => {
  it('asks the strict parser about every text that it takes', () => {
    fc.assert(
      fc.property(text, (json) => {
        const { watch, strict } = read(json);
        if (strict !== null) assert.ok(watch.mayBeDocument, json);
      }),
      { numRuns: 3000, seed: 7 },
    );
  });

  it('agrees with the fixing parser only where the strict parser makes the same of the text', () => {
    let agreed = 0;
    fc.assert(
      fc.property(text, (json) => {
        const { strict, fixed, agrees } = read(json);
        if (!agrees) return;
        agreed++;
        assert.ok(strict !== null && fixed !== null, json);
        assert.equal(reuse(strict, fixed), fixed, json);
      }),
      { numRuns: 3000, seed: 7 },
    );
    assert.ok(agreed > 500, `${agreed} texts`);
  });

  const DISAGREE = [
    '["\\u0041"]',
    '["a\\/b"]',
    '[-0]',
    '{"a":1,"b":2}',
    '["say \\"x", 1]',
    '"text"',
    '12',
    '\u00a0[1]',
  ];
  for (const json of DISAGREE) {
    it(`leaves ${JSON.stringify(json)} to the strict parser`, () => assert.equal(read(json).agrees, false));
  }

  for (const json of [
    '[1, 2]',
    '{"a": [true, null, {"b": "c\\n"}]}',
    ' [] ',
    '[12.50, -1e3, 123456789012345678901234]',
  ]) {
    it(`takes ${JSON.stringify(json)} as the fixing parser reads it`, () => assert.equal(read(json).agrees, true));
  }
});
