import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import * as vscode from 'vscode';
import type { BamlLiveApi } from '../../client/src/api';
import type { Outcome } from '../../protocol/run';
import { startExampleProvider, type ExampleProvider } from '../support/exampleProvider';
import { api, closeAll, eventually, openBaml, workspaceFile } from './editor';

describe('the playground in the editor', () => {
  let provider: ExampleProvider;
  let live: BamlLiveApi;
  before(async () => {
    provider = await startExampleProvider({ speed: 4 });
    live = await api();
    await openBaml('baml_src/receipt.baml');
    await eventually(() => live.isServerReady());
  });
  after(async () => {
    await closeAll();
    await provider.close();
  });

  const runReceipt = async (): Promise<string | undefined> => {
    const before = live.events()[0]?.run;
    await vscode.commands.executeCommand('bamlLive.run', {
      function: 'ExtractReceiptInfo',
      project: vscode.Uri.file(workspaceFile('baml_src')).toString(),
      uri: vscode.Uri.file(workspaceFile('baml_src/receipt.baml')).toString(),
    });
    return before;
  };
  const isStreaming = (before: string | undefined) => () =>
    live.events()[0]?.run !== before && live.events().some((event) => event.type === 'frames');
  const outcome = (before: string | undefined) =>
    eventually((): Outcome | undefined => {
      const last = live.events().at(-1);
      return last?.type === 'finished' && last.run !== before ? last.outcome : undefined;
    }, 'the run ends');

  it('cancels by command, and keeps what had arrived', async () => {
    const before = await runReceipt();
    await eventually(isStreaming(before));
    await vscode.commands.executeCommand('bamlLive.cancel');
    assert.equal((await outcome(before)).kind, 'cancelled');
    const told = live.events().length;
    assert.ok(live.events().some((event) => event.type === 'frames'));
    await new Promise((resolve) => setTimeout(resolve, 200));
    assert.equal(live.events().length, told, 'nothing follows the outcome');
  });

  it('ends a run as failed when the language server dies, and the next run works', async function () {
    if (process.platform === 'win32') this.skip();
    const before = await runReceipt();
    await eventually(isStreaming(before));
    const [server] = languageServers();
    assert.ok(server, 'a language server below the extension host');
    process.kill(server, 'SIGKILL');
    const ended = await outcome(before);
    assert.ok(ended.kind === 'failed');
    assert.match(ended.error.message, /language server went away/);
    await eventually(() => live.isServerReady());
    assert.equal((await outcome(await runReceipt())).kind, 'completed');
  });

  it('leaves one language server, however often it is restarted while it is starting', async function () {
    if (process.platform === 'win32') this.skip();
    // Spread over longer than a start takes, so that some of them meet a server that is starting.
    const restarts: Thenable<unknown>[] = [];
    for (let i = 0; i < 12; i++) {
      restarts.push(vscode.commands.executeCommand('bamlLive.restartServer'));
      await new Promise((resolve) => setTimeout(resolve, 60));
    }
    await Promise.all(restarts);
    await eventually(() => live.isServerReady());
    await eventually(() => languageServers().length === 1, 'the servers before it end');
    assert.equal((await outcome(await runReceipt())).kind, 'completed');
  });

  it('shows a recording that is opened, without running anything', async () => {
    const asked = provider.log.length;
    const before = live.events()[0]?.run;
    await vscode.commands.executeCommand('vscode.open', vscode.Uri.file(workspaceFile('recordings/stocks.bamlrun')));
    assert.equal((await outcome(before)).kind, 'completed');
    const [first] = live.events();
    assert.ok(first?.type === 'started' && first.source === 'replay');
    assert.equal(provider.log.length, asked);
  });

  it('replays the last run when nothing is on screen', async () => {
    await closeAll();
    assert.deepEqual(live.events(), []);
    await vscode.commands.executeCommand('bamlLive.replay');
    await eventually(() => live.events().length > 0);
    const [first] = live.events();
    assert.ok(first?.type === 'started' && first.source === 'replay');
    assert.equal(first.header.function, 'ExtractReceiptInfo');
    await vscode.commands.executeCommand('bamlLive.cancel');
    assert.equal((await outcome(undefined)).kind, 'cancelled');
  });

  it('brings a hidden panel into view to replay in it', async () => {
    const panel = () =>
      vscode.window.tabGroups.all
        .flatMap((group) => group.tabs)
        .find((tab) => tab.input instanceof vscode.TabInputWebview && tab.label === 'BAML Live');
    await vscode.commands.executeCommand('bamlLive.openPlayground');
    const { viewColumn } = (await eventually(panel)).group;
    const document = await vscode.workspace.openTextDocument(workspaceFile('baml_src/person.baml'));
    await vscode.window.showTextDocument(document, { viewColumn });
    await eventually(() => panel()?.isActive === false);
    await vscode.commands.executeCommand('bamlLive.replay');
    await eventually(() => panel()?.isActive);
    await vscode.commands.executeCommand('bamlLive.cancel');
  });
});

/** The process ids of our servers: children of the extension host, which is this process. */
function languageServers(): number[] {
  const lines = execFileSync('ps', ['-A', '-o', 'pid=,ppid=,args='], { encoding: 'utf8' }).split('\n');
  return lines.flatMap((line) => {
    const [, pid, parent, args = ''] = /^\s*(\d+)\s+(\d+)\s+(.*)$/.exec(line) ?? [];
    const isOurs = Number(parent) === process.pid && args.includes('server.js') && args.includes('node-ipc');
    return isOurs ? [Number(pid)] : [];
  });
}
