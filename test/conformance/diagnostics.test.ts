import assert from 'node:assert/strict';
import { compareDiagnostics, compareVariations, subject } from './diagnostics';

describe('diagnostics of the official compiler', () => {
  it('are ours too: same severity, same place; and where it says nothing, neither do we', () => {
    const files = compareDiagnostics(`${__TEST_ROOT__}/${subject.folder}`);
    assert.ok(files.length > 300);
    assert.deepEqual(
      files.flatMap(({ missed, unwanted }) => [...missed, ...unwanted]),
      [],
    );
  });

  it('are ours too when pieces of a line are missing, misspelt, doubled or misplaced', () => {
    assert.deepEqual(compareVariations(`${__TEST_ROOT__}/fixtures/diagnostic-variations.jsonl`), []);
  });
});
