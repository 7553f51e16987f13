import assert from 'node:assert/strict';
import { compareDiagnostics, subject } from './diagnostics';

describe('diagnostics of the official compiler', () => {
  it('are ours too: same severity, same place; and where it says nothing, neither do we', () => {
    const files = compareDiagnostics(`${__TEST_ROOT__}/${subject.folder}`);
    assert.ok(files.length > 300);
    assert.deepEqual(
      files.flatMap(({ missed, unwanted }) => [...missed, ...unwanted]),
      [],
    );
  });
});
