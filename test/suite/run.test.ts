import assert from 'node:assert/strict';
import * as fs from 'node:fs';
import * as vscode from 'vscode';
import type { RunEvent } from '../../protocol/run';
import { EMPTY, fold, frameAt } from '../../protocol/timeline';
import { snapshotAfter } from '../../protocol/snapshots';
import { toJson } from '../../protocol/value';
import { startExampleProvider, type ExampleProvider } from '../support/exampleProvider';
import { openOracle } from '../support/oracle';
import { api, closeAll, eventually, openBaml, workspaceFile } from './editor';

describe('a run in the editor', () => {
  let provider: ExampleProvider;
  before(async () => {
    provider = await startExampleProvider({ speed: 6 });
  });
  after(() => provider.close());
  afterEach(closeAll);

  it('streams, and its snapshots at three moments are what the official runtime makes of the same text', async () => {
    const events = await runToEnd('baml_src/receipt.baml', 'function ExtractReceiptInfo');
    const timeline = events.reduce(fold, EMPTY);
    const frames = timeline.frames.length;
    assert.ok(frames > 100, `${frames} frames`);
    const oracle = openOracle({ '/receipt.baml': official('receipt.baml') }, 'ExtractReceiptInfo');
    for (const share of [0.25, 0.5, 0.75]) {
      const at = Math.floor(frames * share);
      const record = frameAt(timeline, at)!;
      const value = snapshotAfter(timeline, at);
      const text = timeline.text.slice(0, record.frame.length);
      assert.deepEqual(
        oracle.partial(text),
        { value: value !== undefined && toJson(value) },
        `after ${text.length} characters`,
      );
    }
    const outcome = timeline.finished!.outcome;
    assert.equal(outcome.kind, 'completed');
    assert.deepEqual(oracle.final(timeline.text), { value: outcome.kind === 'completed' && outcome.value });
  });

  it('uses the text as it is typed, not as it is saved', async () => {
    const document = await openBaml('baml_src/person.baml');
    const at = document.getText().indexOf('married bool');
    const edit = new vscode.WorkspaceEdit();
    edit.insert(document.uri, document.positionAt(at), 'shoe_size int?\n  ');
    await vscode.workspace.applyEdit(edit);
    try {
      const events = await runHere(document, 'function DescribePerson');
      const outcome = last(events);
      assert.equal(outcome.kind, 'completed');
      assert.ok(
        outcome.kind === 'completed' && 'shoe_size' in (outcome.value as object),
        'the field typed a moment ago',
      );
    } finally {
      await vscode.window.showTextDocument(document);
      await vscode.commands.executeCommand('workbench.action.files.revert');
    }
  });

  it('is refused with the reason when the function has a mistake', async () => {
    const events = await runToEnd('first-mistake/baml_src/receipt.baml', 'function ReadReceipt');
    const outcome = last(events);
    assert.equal(outcome.kind, 'refused');
    assert.match(outcome.kind === 'refused' ? outcome.problems.map((p) => p.message).join() : '', /ReceiptItm/);
  });

  it('is cancelled by closing the panel', async () => {
    const document = await openBaml('baml_src/blog-post.baml');
    const before = provider.log.length;
    void runHere(document, 'function WriteBlogPost').catch(() => {});
    const entry = await eventually(() => provider.log.slice(before).find((request) => request.chunksSent > 5));
    await closeAll();
    await eventually(() => entry.closedByClientAt !== null && !entry.finished, 'the provider sees it');
  });
});

/** Runs the function below the caret, from the file, and gives the events up to the outcome. */
async function runToEnd(file: string, header: string): Promise<readonly RunEvent[]> {
  return runHere(await openBaml(file), header);
}

async function runHere(document: vscode.TextDocument, header: string): Promise<readonly RunEvent[]> {
  const live = await api();
  await eventually(() => live.isServerReady());
  const before = live.events()[0]?.run;
  const editor = await vscode.window.showTextDocument(document);
  const caret = document.positionAt(document.getText().indexOf(header) + header.length);
  editor.selection = new vscode.Selection(caret, caret);
  await vscode.commands.executeCommand('bamlLive.run');
  return eventually(() => {
    const events = live.events();
    return events[0]?.run !== before && events.at(-1)?.type === 'finished' && events;
  }, `${header} finishes`);
}

function last(events: readonly RunEvent[]) {
  const event = events.at(-1)!;
  assert.equal(event.type, 'finished');
  if (event.type !== 'finished') throw new Error('unreachable');
  return event.outcome;
}

/** A file of the example project together with the client it names, for the official compiler. */
function official(name: string): string {
  return (
    fs.readFileSync(workspaceFile(`baml_src/${name}`), 'utf8') +
    fs.readFileSync(workspaceFile('baml_src/clients.baml'), 'utf8')
  );
}
