import * as assert from 'node:assert/strict';
import fc from 'fast-check';
import { fieldOf } from '../../../server/src/runtime/coerce/fieldOf';
import { matchesKey } from '../../../server/src/runtime/coerce/match';
import type { Member, Members } from '../../../server/src/runtime/coerce/types';

/** A class of which only the names of its fields matter. */
function classOf(names: readonly string[]): Members {
  const fields = names.map((rendered) => ({ name: rendered, rendered }) as Member);
  return {
    fields: () => fields,
    byName: () => new Map([...names.entries()].reverse().map(([at, name]) => [name, at])),
    known: () => true,
  };
}

describe('the field a key of the text means', () => {
  it('is the first whose name it is, whatever the case', () => {
    const members = classOf(['id', 'fullName', 'FULLNAME', 'größe']);
    assert.equal(fieldOf(members, 'id'), 0);
    assert.equal(fieldOf(members, 'ID'), 0);
    assert.equal(fieldOf(members, 'FullName'), 1);
    assert.equal(fieldOf(members, 'FULLNAME'), 1, 'the first one, not the one of the same case');
    assert.equal(fieldOf(members, 'größe'), 3);
    assert.equal(fieldOf(members, 'weight'), -1);
  });

  it('is one that is not written of plain letters if that comes first', () => {
    const members = classOf(['full name', 'fullName']);
    assert.ok(matchesKey('fullname', 'full name'));
    assert.equal(fieldOf(members, 'fullName'), 0);
  });

  it('is the one that trying one name after the other finds', () => {
    const name = fc.string({
      unit: fc.constantFrom('a', 'A', 'b', 'B', '_', '-', ' ', '.', 'é', 'E', '1'),
      maxLength: 4,
    });
    fc.assert(
      fc.property(fc.array(name, { maxLength: 8 }), fc.array(name, { maxLength: 12 }), (names, keys) => {
        const members = classOf(names);
        for (const key of keys) {
          const tried = names.findIndex((one) => one === key || matchesKey(key, one));
          assert.equal(fieldOf(members, key), tried, JSON.stringify({ names, key }));
        }
      }),
      { numRuns: 2000 },
    );
  });
});
