import assert from 'node:assert/strict';
import { createProject } from '../../server/src/language/languageService';
import type { Documents } from '../../server/src/lsp/documents';
import type { OpenProject } from '../../server/src/lsp/openProject';
import { Rehearsal } from '../../server/src/lsp/rehearsal';

const ROOT = 'file:///w/baml_src';
const URI = `${ROOT}/a.baml`;
const TEXT = 'class A {\n  one int\n  two B?\n}\n\nclass B {\n  three string\n}\n';
const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

/** A rehearsal on one open file, with a clock that goes on by a millisecond whenever it is read. */
function rehearsed(pace: { quietMs: number; budgetMs: number }) {
  const original = createProject();
  original.setFile(URI, TEXT);
  const copies: { edits: number }[] = [];
  const project = {
    ...original,
    copy() {
      const copy = original.copy();
      const seen = { edits: 0 };
      copies.push(seen);
      const setFile = (uri: string, text: string) => {
        seen.edits++;
        copy.setFile(uri, text);
      };
      return { ...copy, setFile };
    },
  };
  const open: OpenProject = {
    root: ROOT,
    project,
    ready: Promise.resolve(),
    isReady: true,
    isRead: true,
    own: new Set([URI]),
    unreadable: new Map(),
  };
  const documents = {
    encoding: 'utf-16',
    projects: () => [open],
    openDocuments: () => new Map([[URI, { uri: URI, version: 1, text: TEXT }]]),
  } as unknown as Documents;
  const settings = { current: { checks: {} }, pages: undefined } as unknown as ConstructorParameters<
    typeof Rehearsal
  >[1];
  let time = 0;
  let isBusy = false;
  const rehearsal = new Rehearsal(
    documents,
    settings,
    () => ++time,
    () => isBusy,
    pace,
  );
  return {
    rehearsal,
    original,
    copies,
    clock: () => time,
    busy: (is: boolean) => (isBusy = is),
  };
}

describe('the rehearsal', () => {
  it('types into a copy, once, and leaves the project as it is', async () => {
    const { rehearsal, original, copies, clock } = rehearsed({ quietMs: 5, budgetMs: 2_000 });
    rehearsal.disturbed();
    const before = original.snapshot();
    for (let seen = -1; seen !== clock();) {
      seen = clock();
      await pause(100);
    }
    assert.equal(copies.length, 1);
    assert.ok(copies[0]!.edits > 20, `${copies[0]!.edits} edits`);
    assert.equal(original.snapshot(), before);
    assert.equal(original.snapshot().text(URI), TEXT);
    const end = clock();
    rehearsal.disturbed();
    await pause(50);
    assert.equal(clock(), end, 'never again');
  });

  it('ends when it has taken its time', async () => {
    const { rehearsal, clock } = rehearsed({ quietMs: 1, budgetMs: 20 });
    rehearsal.disturbed();
    await pause(60);
    const end = clock();
    assert.ok(end < 60, `${end} ms`);
    rehearsal.disturbed();
    await pause(30);
    assert.equal(clock(), end);
  });

  it('waits for a pause, and for the end of other work', async () => {
    const { rehearsal, copies, busy } = rehearsed({ quietMs: 30, budgetMs: 100 });
    busy(true);
    rehearsal.disturbed();
    await pause(60);
    assert.equal(copies.length, 0);
    busy(false);
    rehearsal.disturbed();
    await pause(5);
    rehearsal.disturbed();
    assert.equal(copies.length, 0);
    await pause(80);
    assert.equal(copies.length, 1);
    rehearsal.dispose();
  });
});
