import assert from 'node:assert/strict';
import { execFileSync, fork, spawn, type ChildProcess } from 'node:child_process';
import * as fs from 'node:fs';
import * as path from 'node:path';
import {
  createProtocolConnection,
  IPCMessageReader,
  IPCMessageWriter,
  StreamMessageReader,
  StreamMessageWriter,
} from 'vscode-languageserver-protocol/node';
import { createSeal } from '../../client/src/keys/seal';
import { KeyDestinationRequest, MissingKeyRequest, RunRequest, StoredKeysRequest } from '../../protocol/lsp';
import { answersWith, withProvider } from '../support/provider';
import { shipped } from '../support/shipped';
import { eventually, temporaryFolder, type Published, type TemporaryFolder } from '../support/connection';

const root = path.dirname(__TEST_ROOT__);
const manifest = JSON.parse(fs.readFileSync(path.join(root, 'package.json'), 'utf8')) as {
  readonly version: string;
  readonly bin: Readonly<Record<string, string>>;
};

/** The executable other editors start, built as it ships. */
describe('baml-live-server', () => {
  let folder: TemporaryFolder;
  let server: string;
  let child: ChildProcess | undefined;
  before(function () {
    this.timeout(60_000);
    folder = temporaryFolder({ 'baml_src/a.baml': 'class Item {\n  price flaot\n}\n' });
    server = path.join(shipped(), manifest.bin['baml-live-server']!);
  });
  afterEach(() => void child?.kill('SIGKILL'));
  after(() => folder.remove());

  const say = (...args: readonly string[]) => execFileSync(process.execPath, [server, ...args], { encoding: 'utf8' });

  it('begins with the line that makes it a command', () => {
    assert.ok(fs.readFileSync(server, 'utf8').startsWith('#!/usr/bin/env node\n'));
  });

  it('says its version and how to use it', () => {
    assert.equal(say('--version').trim(), manifest.version);
    assert.match(say('--help'), /--stdio/);
  });

  for (const args of [['--stdio'], [], ['lsp'], ['--node-ipc']]) {
    it(`serves an editor that starts it with ${JSON.stringify(args)}, and ends when told to`, async () => {
      const isForked = args.includes('--node-ipc');
      child = isForked
        ? fork(server, args, { cwd: folder.path, silent: true })
        : spawn(process.execPath, [server, ...args], { stdio: ['pipe', 'pipe', 'inherit'], cwd: folder.path });
      const ended = new Promise<number | null>((resolve) => child!.once('exit', resolve));
      const connection = isForked
        ? createProtocolConnection(new IPCMessageReader(child), new IPCMessageWriter(child))
        : createProtocolConnection(new StreamMessageReader(child.stdout!), new StreamMessageWriter(child.stdin!));
      const published: Published[] = [];
      connection.onNotification(
        'textDocument/publishDiagnostics',
        (params) => void published.push(params as Published),
      );
      connection.listen();
      const { serverInfo } = await connection.sendRequest<{ serverInfo: { name: string; version: string } }>(
        'initialize',
        {
          processId: process.pid,
          rootUri: null,
          capabilities: {},
          workspaceFolders: [{ uri: folder.uri('.'), name: 'test' }],
        },
      );
      assert.deepEqual(serverInfo, { name: 'BAML Live', version: manifest.version });
      await connection.sendNotification('initialized', {});
      const found = await eventually(() => published.at(-1)?.diagnostics, 'diagnostics');
      assert.equal(found[0]?.code, 'unknown-types');
      await connection.sendRequest('shutdown');
      await connection.sendNotification('exit');
      assert.equal(await ended, 0);
      connection.dispose();
    });
  }

  it('asks its editor for keys, and for leave to send them, when it runs something', async () => {
    await withProvider(answersWith('fine'), async (provider) => {
      const options = `base_url "${provider.url}/v1"\n    model "m"\n    api_key env.TEAM_KEY`;
      folder.write(
        'other/baml_src/b.baml',
        `client<llm> C {\n  provider openai-generic\n  options {\n    ${options}\n  }\n}\n` +
          'function Say() -> string {\n  client C\n  prompt #"x"#\n}\n',
      );
      const seal = createSeal();
      child = spawn(process.execPath, [server, '--stdio'], {
        stdio: ['pipe', 'pipe', 'inherit'],
        env: { ...process.env, BAML_LIVE_SEAL: seal.secret },
      });
      const connection = createProtocolConnection(
        new StreamMessageReader(child.stdout!),
        new StreamMessageWriter(child.stdin!),
      );
      connection.onRequest(StoredKeysRequest, () => ({ values: {} }));
      connection.onRequest(MissingKeyRequest, async ({ name }) => ({
        value: await seal.close(name, 'sk-of-the-team'),
      }));
      connection.onRequest(KeyDestinationRequest, () => ({ agreed: true }));
      connection.listen();
      await connection.sendRequest('initialize', {
        processId: process.pid,
        rootUri: null,
        capabilities: {},
        initializationOptions: { keys: true },
        workspaceFolders: [{ uri: folder.uri('other'), name: 'test' }],
      });
      await connection.sendNotification('initialized', {});
      const params = { run: 'r', function: 'Say', uri: folder.uri('other/baml_src'), args: {} };
      const run = { ...params, source: { kind: 'live' as const }, partialResultToken: 'r' };
      assert.deepEqual(await connection.sendRequest(RunRequest, run), { run: 'r', outcome: 'completed' });
      assert.equal(provider.requests[0]!.headers.authorization, 'Bearer sk-of-the-team');
      connection.dispose();
    });
  });

  it('ends when its editor is gone without a word, also in the middle of a message', async () => {
    child = spawn(process.execPath, [server], { stdio: ['pipe', 'ignore', 'inherit'] });
    const ended = new Promise<number | null>((resolve) => child!.once('exit', resolve));
    child.stdin!.end('Content-Length: 9\r\n\r\n{');
    assert.equal(await ended, 1);
  });
});
