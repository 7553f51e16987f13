import assert from 'node:assert/strict';
import { DiagnosticsPublisher } from '../../server/src/lsp/diagnosticsPublisher';
import type { Documents } from '../../server/src/lsp/documents';
import type { FileDiagnostics } from '../../server/src/lsp/fileDiagnostics';
import { eventually } from '../support/connection';

const ROOT = 'file:///p/baml_src';
const FILE = `${ROOT}/a.baml`;
/** Steps of work for each version of the file, and how long one takes. */
const STEPS = 10;
const STEP_MS = 2;

/** An open file whose check takes time by a clock of its own; `each` is called at every step. */
function file(each: (change: () => void) => void) {
  let [version, time, work, begun] = [1, 0, 0, 0];
  const told: number[] = [];
  let left = { of: 0, steps: 0 };
  const prepareDiagnostics = (_: string, isTimeUp: () => boolean): boolean => {
    if (left.of !== version) {
      left = { of: version, steps: STEPS };
      begun++;
    }
    while (left.steps > 0) {
      if (isTimeUp()) return false;
      left.steps--;
      work++;
      time += STEP_MS;
      each(change);
    }
    return true;
  };
  const project = {
    root: ROOT,
    isReady: true,
    isRead: true,
    own: new Set([FILE]),
    project: { prepare: () => true, prepareDiagnostics, takeAffected: () => new Set() },
  };
  const documents = {
    membership: 0,
    projects: () => [project],
    openDocuments: () => new Map([[FILE, { uri: FILE, version, text: '' }]]),
    editorUri: (uri: string) => uri,
  };
  const files = { basis: {}, inProject: () => ({ diagnostics: [], json: String(version), id: '' }), forget: () => {} };
  const publisher = new DiagnosticsPublisher(
    documents as unknown as Documents,
    files as unknown as FileDiagnostics,
    (params) => void told.push(params.version!),
    () => time,
  );
  const change = (): void => {
    version++;
    publisher.changed();
  };
  return { change, told, publisher, counts: () => ({ work, begun, version }) };
}

describe('diagnostics while keys arrive', () => {
  it('what was begun for a text that is no longer the newest costs one look', async () => {
    let isFirst = true;
    const one = file((change) => {
      if (isFirst) setImmediate(change);
      isFirst = false;
    });
    one.change();
    await eventually(() => one.told.length > 0 && !one.publisher.isBusy, 'diagnostics');
    assert.deepEqual(one.told, [3]);
    assert.deepEqual(one.counts(), { work: 1 + STEPS, begun: 2, version: 3 });
  });

  it('keys without an end do not keep the editor waiting', async () => {
    let keys = 0;
    const one = file((change) => {
      if (keys++ < 200) setImmediate(change);
    });
    one.change();
    await eventually(() => one.told.length > 0 && !one.publisher.isBusy, 'diagnostics');
    assert.ok(one.told.length > 3, `${one.told.length} told`);
    assert.equal(one.told.at(-1), one.counts().version);
  });
});
