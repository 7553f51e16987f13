import assert from 'node:assert/strict';
import { isOurs, leftOut } from '../../client/src/coexistence';

const [V0, V1] = ['Boundary.baml-extension', 'Boundary.baml-language'];

/** What is left to an official extension. */
function left(...present: string[]): string[] {
  const found = leftOut('auto', present);
  return found === 'all' ? ['all'] : [...found].sort();
}

describe('beside an official extension', () => {
  it('everything is served where there is none', () => assert.deepEqual(left(), []));

  it('v0 keeps what it does; its formatter is off, so ours is the one', () => {
    assert.deepEqual(left(V0), ['codeLens', 'definition', 'diagnostics', 'rename']);
  });

  it('v1 keeps what it does, its formatter among it; it renames nothing, so we do', () => {
    const kept = left(V1);
    assert.ok(kept.includes('formatting') && kept.includes('semanticTokens'));
    assert.ok(!kept.includes('rename') && !kept.includes('other'));
  });

  it('with both there is one of each', () => {
    assert.deepEqual(left(V0, V1), [...new Set([...left(V0), ...left(V1)])].sort());
  });

  it('the setting has the last word', () => {
    assert.deepEqual(leftOut('on', [V0, V1]), new Set());
    assert.equal(leftOut('off', []), 'all');
  });

  it('problems about streaming are ours alone', () => {
    assert.ok(isOurs('stream-not-null-late'));
    assert.ok(!isOurs('unknown-types') && !isOurs('syntax') && !isOurs('version-one'));
  });
});
