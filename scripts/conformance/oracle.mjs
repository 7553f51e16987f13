// What the official BAML compiler says about a project, asked through its language server (`baml-cli lsp`). For recording
// only: nothing of it is part of the product.
import { spawn } from 'node:child_process';
import fs from 'node:fs';
import { createRequire } from 'node:module';
import os from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';

const packageFolder = path.dirname(createRequire(import.meta.url).resolve('@boundaryml/baml'));
export const { version } = JSON.parse(fs.readFileSync(path.join(packageFolder, 'package.json'), 'utf8'));

const SEVERITIES = [undefined, 'error', 'warning', 'information', 'hint'];
const ANSWER_MS = 15_000;

/**
 * A running official language server. `diagnose({ name: text })` takes the files of one project and gives, by name, what
 * is said about each: lines from 1, columns in code points from 0, as the server counts them. Undefined when it crashed.
 */
export function openOracle() {
  const root = fs.realpathSync(fs.mkdtempSync(path.join(os.tmpdir(), 'baml-oracle-')));
  let server;
  let projects = 0;

  async function diagnose(files) {
    const folder = path.join(root, `p${projects++}`, 'baml_src');
    const uris = {};
    for (const [name, text] of Object.entries(files)) {
      const file = path.join(folder, name);
      fs.mkdirSync(path.dirname(file), { recursive: true });
      fs.writeFileSync(file, text);
      uris[name] = pathToFileURL(file).href;
    }
    server ??= await start(root);
    try {
      const said = {};
      for (const [name, text] of Object.entries(files)) {
        const textDocument = { uri: uris[name], languageId: 'baml', version: 1, text };
        server.send({ method: 'textDocument/didOpen', params: { textDocument } });
      }
      for (const [name, uri] of Object.entries(uris)) {
        const { items } = await server.request('textDocument/diagnostic', { textDocument: { uri } });
        said[name] = items.map((item) => plain(item, folder)).sort(byPlace);
      }
      return said;
    } catch {
      server.stop();
      server = undefined;
      return undefined;
    }
  }

  function close() {
    server?.stop();
    fs.rmSync(root, { recursive: true, force: true });
  }

  return { diagnose, close };
}

function plain({ severity, range: { start, end }, message }, folder) {
  return {
    severity: SEVERITIES[severity],
    line: start.line + 1,
    character: start.character,
    endLine: end.line + 1,
    endCharacter: end.character,
    message: message.replaceAll(folder, '<project>'),
  };
}

function byPlace(a, b) {
  const place = (d) => [d.line, d.character, d.endLine, d.endCharacter];
  const [first, second] = [place(a), place(b)];
  const at = first.findIndex((n, i) => n !== second[i]);
  return at < 0 ? (a.message < b.message ? -1 : 1) : first[at] - second[at];
}

/** Starts the server and shakes hands. Feature flags are off, as in `baml-cli check`. */
async function start(root) {
  const cli = path.join(packageFolder, 'cli.js');
  const child = spawn(process.execPath, [cli, 'lsp'], { cwd: root, stdio: ['pipe', 'pipe', 'ignore'] });
  const waiting = new Map();
  let received = Buffer.alloc(0);
  let id = 0;
  child.stdin.on('error', () => {});
  child.on('exit', () => {
    for (const { reject } of waiting.values()) reject(new Error('the official server has ended'));
    waiting.clear();
  });
  child.stdout.on('data', (chunk) => {
    received = Buffer.concat([received, chunk]);
    for (let head = received.indexOf('\r\n\r\n'); head >= 0; head = received.indexOf('\r\n\r\n')) {
      const length = Number(/content-length: *(\d+)/i.exec(received.subarray(0, head).toString())[1]);
      if (received.length < head + 4 + length) return;
      const message = JSON.parse(received.subarray(head + 4, head + 4 + length).toString());
      received = received.subarray(head + 4 + length);
      take(message);
    }
  });

  function take(message) {
    if (message.method) {
      if (message.id !== undefined) send({ id: message.id, result: [{ featureFlags: [] }] });
      return;
    }
    const { resolve, reject } = waiting.get(message.id) ?? {};
    waiting.delete(message.id);
    if (message.error) reject?.(new Error(message.error.message));
    else resolve?.(message.result);
  }

  function send(message) {
    const body = JSON.stringify({ jsonrpc: '2.0', ...message });
    child.stdin.write(`Content-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`);
  }

  function request(method, params) {
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => reject(new Error(`${method}: no answer`)), ANSWER_MS);
      const settle = (then) => (value) => {
        clearTimeout(timer);
        then(value);
      };
      waiting.set(++id, { resolve: settle(resolve), reject: settle(reject) });
      send({ id, method, params });
    });
  }

  const uri = pathToFileURL(root).href;
  const workspaceFolders = [{ uri, name: 'oracle' }];
  await request('initialize', { processId: process.pid, rootUri: uri, workspaceFolders, capabilities: {} });
  send({ method: 'initialized', params: {} });
  // Only the second question is answered with the feature flags of our configuration.
  const folder = path.join(root, 'first', 'baml_src');
  fs.mkdirSync(folder, { recursive: true });
  const textDocument = {
    uri: pathToFileURL(path.join(folder, 'main.baml')).href,
    languageId: 'baml',
    version: 1,
    text: '',
  };
  send({ method: 'textDocument/didOpen', params: { textDocument } });
  await request('textDocument/diagnostic', { textDocument });
  return { send, request, stop: () => child.kill('SIGKILL') };
}
