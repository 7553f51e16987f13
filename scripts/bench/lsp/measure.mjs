// What is measured about one server on one workspace.
import { Client, now, sleep } from './client.mjs';
import { memoryOf } from './processes.mjs';

export async function measure(command, workspace, options) {
  const starts = [];
  let client;
  for (let i = 0; i < options.starts; i++) {
    await client?.stop();
    client = new Client(command, workspace);
    starts.push(await startUp(client, options));
    if (starts.at(-1).allMs > 20_000) break;
  }
  try {
    return { start: medians(starts), ...(await use(client, options)) };
  } finally {
    await client.stop();
  }
}

async function startUp(client, options) {
  const timeout = options.openTimeout * 1000;
  await client.initialize(timeout);
  client.open();
  if (!(await client.until(() => client.diagnostics.has(client.targetUri), timeout))) {
    throw new Error(`no diagnostics within ${options.openTimeout} s ${client.ended ?? ''}`);
  }
  const openMs = client.lastHeardAt - client.started;
  // The rest of the project is done when the server is at rest.
  for (let before = -1, cpu = client.cpu.ms() ?? 0; cpu - before > 5; before = cpu, cpu = client.cpu.ms() ?? 0)
    await sleep(300);
  client.baseline = client.diagnostics.get(client.targetUri).length;
  return {
    initializeMs: client.initializeMs,
    openMs,
    allMs: client.lastHeardAt - client.started,
    cpuMs: client.cpu.ms(),
    files: client.diagnostics.size,
  };
}

async function use(client, options) {
  await sleep(1000);
  const afterOpen = memoryOf(client.pid);
  const idleCpu = client.cpu.ms();
  await sleep(3000);
  const idle = { cpuMsPerSecond: (client.cpu.ms() - idleCpu) / 3 };
  const firstKeyMs = await firstKeystroke(client, options);
  const state = { options, client, keyMs: firstKeyMs, edits: 2 };
  const edits = {};
  for (const name of Object.keys(client.workspace.edits)) {
    edits[`${name}, alone`] = await keystrokes(state, name, 'alone', firstKeyMs > 1000 ? 2 : options.alone);
  }
  for (const name of Object.keys(client.workspace.edits)) {
    edits[`${name}, typed`] = await keystrokes(state, name, 'typed', options.edits);
  }
  edits['field, burst'] = await keystrokes(state, 'field', 'burst', options.edits);
  while (state.edits < options.growth && state.keyMs < 60) await keystrokes(state, 'field', 'burst', 200);
  const afterEdits = { edits: state.edits, ...memoryOf(client.pid) };
  const requests = {};
  for (const probe of probes(client)) requests[probe.name] = await requestSeries(state, probe, false);
  for (const probe of probes(client).filter((one) => one.behind)) {
    requests[`${probe.name}, behind a keystroke`] = await requestSeries(state, probe, true);
  }
  return { idle, firstKeyMs, edits, requests, memory: { afterOpen, afterEdits }, sentMB: client.bytesIn / 1048576 };
}

async function firstKeystroke(client, options) {
  const { line, character, text } = client.workspace.edits.field;
  const { version, sent } = client.edit(line, character, 0, text[0]);
  if (!(await client.until(() => client.answerTo(version), options.budget * 3000)))
    throw new Error('no answer to a keystroke');
  const ms = client.answerTo(version).at - sent;
  const back = client.edit(line, character, 1, '');
  await client.until(() => client.answerTo(back.version), options.budget * 3000);
  return ms;
}

// The keys of an edit, for ever: 'type' writes its text letter by letter and deletes it again; 'toggle' writes it at once.
function* keysOf({ kind, character, text }) {
  for (;;) {
    if (kind === 'toggle') {
      yield { at: character, removed: 0, inserted: text, isOn: true };
      yield { at: character, removed: text.length, inserted: '', isOn: false };
      continue;
    }
    for (let k = 0; k < text.length; k++) yield { at: character + k, removed: 0, inserted: text[k] };
    for (let k = text.length; k > 0; k--) yield { at: character + k - 1, removed: 1, inserted: '' };
  }
}

async function keystrokes(state, name, mode, wanted) {
  const { client, options } = state;
  const edit = client.workspace.edits[name];
  const cycle = edit.kind === 'toggle' ? 2 : edit.text.length * 2;
  // Whole cycles, so that the text ends as it began; fewer for a server that takes seconds for each key.
  const affordable = mode === 'alone' ? Infinity : (options.budget * 1000) / state.keyMs;
  const count = Math.max(1, Math.floor(Math.min(wanted, affordable) / cycle)) * cycle;
  const keys = keysOf(edit);
  const sent = [];
  client.heard.length = 0;
  const [cpu, bytes, begun] = [client.cpu.ms(), client.bytesIn, now()];
  for (let i = 0; i < count && client.ended === undefined; i++) {
    if (mode === 'typed') await sleep(Math.max(0, begun + i * options.interval - now()));
    const { at, removed, inserted, isOn } = keys.next().value;
    const one = { ...client.edit(edit.line, at, removed, inserted), isOn };
    sent.push(one);
    if (mode !== 'alone') continue;
    await client.until(() => client.answerTo(one.version), options.budget * 1000);
    await sleep(15);
  }
  const last = sent.at(-1);
  await client.until(() => client.answerTo(last.version), options.budget * 1000 + 5000 + sent.length * state.keyMs * 3);
  await sleep(60);
  const answers = sent.map((one) => ({ ...one, answer: client.answerTo(one.version) }));
  const latencies = answers.flatMap(({ answer, sent: at }) => (answer ? [answer.at - at] : []));
  const exact = answers.filter(({ isOn, answer, version }) => isOn !== undefined && answer?.version === version);
  const result = {
    ...quantiles(latencies),
    lost: sent.length - latencies.length,
    publishes: client.heard.length,
    cpuMs: (client.cpu.ms() - cpu) / sent.length,
    bytes: (client.bytesIn - bytes) / sent.length,
    lastMs: client.answerTo(last.version) ? client.answerTo(last.version).at - sent[0].sent : null,
    wrong: exact.filter(({ isOn, answer }) => answer.count > client.baseline !== isOn).length,
  };
  if (mode === 'alone') state.keyMs = result.p50 || state.keyMs;
  state.edits += sent.length;
  return result;
}

function probes({ targetUri, workspace: { probes: at } }) {
  const textDocument = { uri: targetUri };
  const place = ({ line, character }) => ({ textDocument, position: { line, character } });
  const invoked = { context: { triggerKind: 1 } };
  return [
    ['completion of a type', 'completion', 'completionProvider', { ...place(at.completionType), ...invoked }, true],
    ['completion of a client', 'completion', 'completionProvider', { ...place(at.completionClient), ...invoked }],
    ['completion in a prompt', 'completion', 'completionProvider', { ...place(at.completionPrompt), ...invoked }, true],
    ['hover on a type', 'hover', 'hoverProvider', place(at.hoverType), true],
    ['hover in a prompt', 'hover', 'hoverProvider', place(at.hoverPrompt)],
    ['definition, same file', 'definition', 'definitionProvider', place(at.definition), true],
    ['definition, other file', 'definition', 'definitionProvider', place(at.definitionElsewhere)],
    [
      'references',
      'references',
      'referencesProvider',
      { ...place(at.references), context: { includeDeclaration: true } },
      true,
    ],
    ['rename', 'rename', 'renameProvider', { ...place(at.rename), newName: at.rename.newName }, true],
    ['document symbols', 'documentSymbol', 'documentSymbolProvider', { textDocument }],
    ['workspace symbols', '/symbol', 'workspaceSymbolProvider', { query: 'Status' }],
    ['semantic tokens', 'semanticTokens/full', 'semanticTokensProvider', { textDocument }, true],
    ['folding', 'foldingRange', 'foldingRangeProvider', { textDocument }],
    ['code lens', 'codeLens', 'codeLensProvider', { textDocument }],
    [
      'formatting',
      'formatting',
      'documentFormattingProvider',
      { textDocument, options: { tabSize: 2, insertSpaces: true } },
    ],
  ].map(([name, method, capability, params, behind]) => ({
    name,
    method: method.startsWith('/') ? `workspace${method}` : `textDocument/${method}`,
    capability,
    params,
    behind,
  }));
}

async function requestSeries(state, { method, capability, params }, behind) {
  const { client, options } = state;
  if (!client.capabilities[capability]) return null;
  const edit = client.workspace.edits.field;
  const keys = keysOf(edit);
  const latencies = [];
  const deadline = now() + Math.min(options.budget, 20) * 1000;
  let [empty, failed, typed] = [0, 0, 0];
  const key = () => {
    const { at, removed, inserted } = keys.next().value;
    typed++;
    return client.edit(edit.line, at, removed, inserted);
  };
  // The first few warm the server up.
  for (let i = -3; i < options.requests && (now() < deadline || i < 0); i++) {
    if (behind) key();
    try {
      const { result, ms } = await client.request(method, params, 60_000);
      if (i >= 0) latencies.push(ms);
      if (isEmpty(result)) empty++;
    } catch {
      failed++;
      if (failed > 3) break;
    }
    if (behind) await sleep(5);
  }
  let last;
  while (behind && typed % (edit.text.length * 2)) last = key();
  if (last) await client.until(() => client.answerTo(last.version), options.budget * 1000);
  return { ...quantiles(latencies), empty, failed };
}

function isEmpty(result) {
  if (result === null || result === undefined) return true;
  const items = Array.isArray(result) ? result : (result.items ?? result.data);
  return Array.isArray(items) && items.length === 0;
}

export function quantiles(values) {
  const sorted = [...values].sort((a, b) => a - b);
  const at = (part) => sorted[Math.min(sorted.length - 1, Math.ceil(part * sorted.length) - 1)] ?? null;
  return { n: sorted.length, p50: at(0.5), p95: at(0.95), max: sorted.at(-1) ?? null };
}

// The median of each member of some objects.
export function medians(objects) {
  return Object.fromEntries(Object.keys(objects[0]).map((key) => [key, quantiles(objects.map((one) => one[key])).p50]));
}
