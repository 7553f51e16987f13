// An editor without a window: speaks to one server over stdio and writes down when each answer came.
import { spawn } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { CpuClock, killTree } from './processes.mjs';

export const now = () => performance.now();
export const sleep = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

// News that no figure is made of, known by the first characters: some servers send megabytes of it.
const IGNORED =
  /"method":"(?:window\/logMessage|\$\/progress|telemetry\/event|runtime_updated|\$\/logTrace|bamlLive\/\w+)"/;

const CAPABILITIES = {
  general: { positionEncodings: ['utf-16'] },
  workspace: { workspaceFolders: true, configuration: true, workspaceEdit: { documentChanges: true }, symbol: {} },
  textDocument: {
    synchronization: { didSave: true },
    publishDiagnostics: { versionSupport: true, relatedInformation: true },
    completion: { completionItem: { snippetSupport: true } },
    hover: { contentFormat: ['markdown', 'plaintext'] },
    definition: { linkSupport: true },
    references: {},
    rename: { prepareSupport: true },
    documentSymbol: { hierarchicalDocumentSymbolSupport: true },
    foldingRange: {},
    codeLens: {},
    codeAction: { codeActionLiteralSupport: { codeActionKind: { valueSet: ['quickfix', 'refactor'] } } },
    formatting: {},
    // Complete: one server ends without a word when a member is missing.
    semanticTokens: {
      requests: { full: { delta: true }, range: true },
      tokenTypes: list('class enum enumMember property function parameter variable keyword string number comment type'),
      tokenModifiers: ['declaration', 'definition', 'readonly'],
      formats: ['relative'],
    },
  },
};

function list(text) {
  return text.split(' ');
}

export class Client {
  started = now();
  bytesIn = 0;
  ended = undefined;
  // The last diagnostics of each file.
  diagnostics = new Map();
  // Those of the edited file: { at, version, count }.
  heard = [];
  lastHeardAt = 0;
  waiters = new Set();
  pending = new Map();
  lastId = 0;
  buffer = Buffer.alloc(0);
  chunks = [];
  wanted = 0;

  constructor(command, workspace) {
    this.workspace = workspace;
    this.rootUri = pathToFileURL(workspace.folder).href;
    this.targetPath = path.join(workspace.folder, workspace.target);
    this.targetUri = pathToFileURL(this.targetPath).href;
    this.process = spawn(command[0], command.slice(1), { stdio: ['pipe', 'pipe', 'ignore'] });
    this.cpu = new CpuClock(this.process.pid);
    this.process.on('exit', (code, signal) => {
      this.ended = `ended with ${code ?? signal}`;
      for (const { reject } of this.pending.values()) reject(new Error(this.ended));
      this.wake();
    });
    this.process.stdin.on('error', () => {});
    this.process.stdout.on('data', (chunk) => this.receive(chunk));
  }

  get pid() {
    return this.process.pid;
  }

  wake() {
    for (const check of [...this.waiters]) check();
  }

  // Whether a condition became true within some milliseconds; looked at after every message.
  until(condition, ms) {
    return new Promise((resolve) => {
      const end = now() + ms;
      const check = () => {
        const isTrue = condition();
        if (!isTrue && this.ended === undefined && now() < end) return;
        clearInterval(timer);
        this.waiters.delete(check);
        resolve(Boolean(isTrue));
      };
      const timer = setInterval(check, 50);
      this.waiters.add(check);
      check();
    });
  }

  receive(chunk) {
    this.bytesIn += chunk.length;
    this.chunks.push(chunk);
    this.wanted -= chunk.length;
    if (this.wanted > 0) return;
    this.buffer = Buffer.concat([this.buffer, ...this.chunks]);
    this.chunks = [];
    for (;;) {
      const header = this.buffer.indexOf('\r\n\r\n');
      if (header < 0) return;
      const end = header + 4 + Number(/content-length:\s*(\d+)/i.exec(this.buffer.toString('latin1', 0, header))[1]);
      this.wanted = end - this.buffer.length;
      if (this.wanted > 0) return;
      const body = this.buffer.subarray(header + 4, end);
      this.buffer = this.buffer.subarray(end);
      if (!IGNORED.test(body.toString('latin1', 0, 160))) this.handle(JSON.parse(body.toString('utf8')), now());
    }
  }

  handle(message, at) {
    if (message.method === undefined) {
      const pending = this.pending.get(message.id);
      this.pending.delete(message.id);
      if (message.error) pending?.reject(Object.assign(new Error(message.error.message), { at }));
      else pending?.resolve({ result: message.result, at });
    } else if (message.id !== undefined) {
      const isAsked = message.method === 'workspace/configuration';
      this.write({ id: message.id, result: isAsked ? message.params.items.map(() => ({})) : null });
    } else if (message.method === 'textDocument/publishDiagnostics') {
      const { uri, version, diagnostics } = message.params;
      this.diagnostics.set(uri, diagnostics);
      this.lastHeardAt = at;
      if (uri === this.targetUri) this.heard.push({ at, version, count: diagnostics.length });
    }
    this.wake();
  }

  write(message) {
    const body = JSON.stringify({ jsonrpc: '2.0', ...message });
    this.process.stdin.write(`Content-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`);
  }

  notify(method, params) {
    this.write({ method, params });
  }

  // The answer and how long it took.
  request(method, params, timeout) {
    const id = ++this.lastId;
    const sent = now();
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => {
        this.pending.delete(id);
        reject(new Error('timeout'));
      }, timeout);
      const settle = (then) => (value) => {
        clearTimeout(timer);
        then(Object.assign(value, { ms: value.at - sent }));
      };
      this.pending.set(id, { resolve: settle(resolve), reject: settle(reject) });
      this.write({ id, method, params });
    });
  }

  async initialize(timeout) {
    const { result, at } = await this.request(
      'initialize',
      {
        processId: process.pid,
        clientInfo: { name: 'bench' },
        rootUri: this.rootUri,
        rootPath: this.workspace.folder,
        workspaceFolders: [{ uri: this.rootUri, name: 'bench' }],
        initializationOptions: {},
        capabilities: CAPABILITIES,
      },
      timeout,
    );
    this.capabilities = result.capabilities;
    const { textDocumentSync: sync } = result.capabilities;
    this.isIncremental = (typeof sync === 'number' ? sync : sync?.change) === 2;
    this.initializeMs = at - this.started;
    this.notify('initialized', {});
  }

  open() {
    this.lines = fs.readFileSync(this.targetPath, 'utf8').split('\n');
    this.version = 1;
    const textDocument = { uri: this.targetUri, languageId: 'baml', version: 1, text: this.lines.join('\n') };
    this.notify('textDocument/didOpen', { textDocument });
  }

  // Replaces some characters of a line, as an editor would tell it. Gives the version, and when it was sent.
  edit(line, character, removed, inserted) {
    const before = this.lines[line];
    this.lines[line] = before.slice(0, character) + inserted + before.slice(character + removed);
    const version = ++this.version;
    const range = { start: { line, character }, end: { line, character: character + removed } };
    const change = this.isIncremental ? { range, text: inserted } : { text: this.lines.join('\n') };
    const sent = now();
    const textDocument = { uri: this.targetUri, version };
    this.notify('textDocument/didChange', { textDocument, contentChanges: [change] });
    return { version, sent };
  }

  // The first diagnostics of the edited file that are as new as a version.
  answerTo(version) {
    return this.heard.find((one) => (one.version ?? -1) >= version);
  }

  async stop() {
    await this.request('shutdown', null, 3000).catch(() => {});
    this.notify('exit');
    await this.until(() => this.ended !== undefined, 1500);
    if (this.ended === undefined) killTree(this.pid);
  }
}
