/** What `baml-live serve` answers. */
import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import type { FunctionInfo } from '../../../protocol/functions';
import type { Json, Outcome } from '../../../protocol/run';
import { frameAt } from '../../../protocol/timeline';
import { toJson } from '../../../protocol/value';
import type { Session } from '../session';
import { EventStream } from './eventStream';

export interface Serving {
  readonly session: Pick<Session, 'functions' | 'run'>;
  /** Web origins whose pages may read the answers. */
  readonly origins: readonly string[];
  /** Only this machine is served: requests that name another host are a page's trick. */
  readonly isLocal: boolean;
  readonly log: (line: string) => void;
}

const MOST_BYTES = 10 * 1024 * 1024;

/** Why a request is not served: an HTTP status with words. */
class Refusal extends Error {
  constructor(
    readonly status: number,
    message: string,
  ) {
    super(message);
  }
}

export function handler(serving: Serving): RequestListener {
  return (request, response) => {
    answer(serving, request, response).catch((error: unknown) => {
      const status = error instanceof Refusal ? error.status : 500;
      const message = error instanceof Error ? error.message : String(error);
      if (response.headersSent) response.destroy();
      else sendJson(response, status, { error: { kind: status === 500 ? 'internal' : 'request', message } });
    });
  };
}

async function answer(serving: Serving, request: IncomingMessage, response: ServerResponse): Promise<void> {
  checkSender(serving, request, response);
  const { pathname, searchParams } = new URL(request.url ?? '/', 'http://localhost');
  if (request.method === 'OPTIONS') {
    response.writeHead(204, {
      'access-control-allow-methods': 'GET, POST',
      'access-control-allow-headers': 'content-type',
    });
    response.end();
    return;
  }
  if (pathname === '/functions') return sendJson(response, 200, await listed(serving));
  const [, kind, name] = /^\/(call|stream)\/(\w+)$/.exec(pathname) ?? [];
  if (kind === undefined || name === undefined) {
    throw new Refusal(404, 'There are `/call/<Function>`, `/stream/<Function>` and `/functions`.');
  }
  const isGet = request.method === 'GET' && kind === 'stream';
  if (!isGet && request.method !== 'POST') throw new Refusal(405, `\`/${kind}\` takes POST.`);
  // A browser connects again when a stream ends. To call the model once more was not asked for.
  if (isGet && request.headers['last-event-id'] !== undefined) {
    response.writeHead(204).end();
    return;
  }
  const args = readArguments(isGet ? (searchParams.get('args') ?? '{}') : await bodyOf(request));
  const called = (await serving.session.functions()).find((one) => one.name === name);
  if (!called) throw new Refusal(404, `There is no function \`${name}\`.`);
  const gone = new AbortController();
  response.once('close', () => gone.abort());
  await (kind === 'call' ? call : stream)(serving, called, args, response, gone.signal);
}

async function call(
  { session, log }: Serving,
  called: FunctionInfo,
  args: Readonly<Record<string, Json>>,
  response: ServerResponse,
  signal: AbortSignal,
): Promise<void> {
  const { timeline } = await session.run(paramsOf(called, args), signal);
  const outcome = timeline.finished?.outcome;
  log(`call ${called.name}: ${outcome?.kind ?? 'no end'}`);
  if (outcome?.kind === 'completed') return sendJson(response, 200, outcome.value);
  sendJson(response, statusOf(outcome), { error: errorOf(outcome) });
}

async function stream(
  { session, log }: Serving,
  called: FunctionInfo,
  args: Readonly<Record<string, Json>>,
  response: ServerResponse,
  signal: AbortSignal,
): Promise<void> {
  const events = new EventStream(response);
  let told = -1;
  const { timeline } = await session.run(paramsOf(called, args), signal, (event, now) => {
    if (event.type !== 'frames') return;
    // Of frames that come together, the last is what code would look at.
    const index = now.frames.length - 1;
    const record = frameAt(now, index);
    if (!record || now.value === undefined || record.changedAt <= told || record.refusal !== null) return;
    told = index;
    events.send(undefined, toJson(now.value));
  });
  const outcome = timeline.finished?.outcome;
  log(`stream ${called.name}: ${outcome?.kind ?? 'no end'}`);
  if (outcome?.kind === 'completed') events.send('final', outcome.value);
  else events.send('error', errorOf(outcome));
  events.end();
}

function paramsOf(called: FunctionInfo, args: Readonly<Record<string, Json>>) {
  return { function: called.name, uri: called.at.uri, args, source: { kind: 'live' } } as const;
}

/**
 * Pages of other origins may not use what listens here: a browser says where a request comes from, and a name that was pointed
 * at this machine is not one of its own.
 */
function checkSender({ origins, isLocal }: Serving, { headers }: IncomingMessage, response: ServerResponse): void {
  const host = (headers.host ?? '').replace(/:\d+$/, '');
  if (isLocal && !/^(localhost|127(\.\d+){3}|\[::1\])$/.test(host))
    throw new Refusal(403, `Host \`${host}\` is not this machine.`);
  const { origin } = headers;
  if (origin === undefined) {
    if (headers['sec-fetch-site'] === 'cross-site') throw new Refusal(403, 'Requests of other sites are not served.');
    return;
  }
  if (!origins.includes(origin)) {
    throw new Refusal(403, `Origin \`${origin}\` is not allowed. Start with \`--allow-origin ${origin}\`.`);
  }
  response.setHeader('access-control-allow-origin', origin);
  response.setHeader('vary', 'origin');
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  const type = request.headers['content-type'] ?? '';
  // What a page can send without asking first is not taken.
  if (!/^application\/json\b/i.test(type)) throw new Refusal(415, 'The body has to be `application/json`.');
  const pieces: Buffer[] = [];
  let length = 0;
  for await (const piece of request as AsyncIterable<Buffer>) {
    length += piece.length;
    if (length > MOST_BYTES) throw new Refusal(413, 'The arguments are larger than 10 MB.');
    pieces.push(piece);
  }
  return Buffer.concat(pieces).toString('utf8') || '{}';
}

function readArguments(text: string): Readonly<Record<string, Json>> {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw new Refusal(400, 'The arguments are no JSON.');
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new Refusal(400, 'The arguments have to be a JSON object.');
  }
  return value as Readonly<Record<string, Json>>;
}

async function listed({ session }: Serving): Promise<Json> {
  const functions = await session.functions();
  return functions.map(({ name, parameters, returns }) => ({
    name,
    parameters: parameters.map((one) => ({ ...one })),
    returns,
  }));
}

function errorOf(outcome: Outcome | undefined): Json {
  if (outcome?.kind === 'failed') {
    const { kind, message, hint, status } = outcome.error;
    return { kind, message, ...(hint !== undefined && { hint }), ...(status !== undefined && { status }) };
  }
  if (outcome?.kind === 'refused')
    return { kind: 'refused', message: outcome.problems.map(({ message }) => message).join('\n') };
  return { kind: outcome?.kind ?? 'internal', message: 'The call was cancelled.' };
}

/** Mistakes of the one who asks are told from those of the model's side. */
function statusOf(outcome: Outcome | undefined): number {
  if (outcome?.kind === 'refused') return 400;
  if (outcome?.kind === 'failed')
    return outcome.error.kind === 'configuration' || outcome.error.kind === 'prompt' ? 400 : 502;
  return 500;
}

function sendJson(response: ServerResponse, status: number, value: Json): void {
  response.writeHead(status, { 'content-type': 'application/json; charset=utf-8' });
  response.end(JSON.stringify(value));
}
