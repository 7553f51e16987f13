// The example's model: a loopback server that speaks OpenAI's chat completions and answers from `recordings/`, with
// their timing, so that Run works without a key and without a network.
//
//   node examples/provider.mjs            PORT and pace from BAML_LIVE_EXAMPLE_PORT (41110) and BAML_LIVE_EXAMPLE_SPEED (1)
//
//   POST /v1/chat/completions   streams the recording whose prompt is the request's, or the nearest one (matching.mjs);
//                               a header `x-speed: 4` hurries one request, 0 means at once;
//                               the models of trouble.mjs (`error-401`, `reset`, …) misbehave instead
//   GET  /v1/models             the names of these models
//   GET  /log                   every request so far, and when its client hung up; for tests
import fs from 'node:fs';
import http from 'node:http';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { findRecording } from './provider/matching.mjs';
import { Player } from './provider/player.mjs';
import { TROUBLE } from './provider/trouble.mjs';
import { completion, errorBody, eventsOf, MODEL } from './provider/wire.mjs';

const HERE = path.dirname(fileURLToPath(import.meta.url));
const DEFAULT_PORT = 41110;
const MAX_BODY = 8 * 1024 * 1024;
const LOG_LENGTH = 500;

/** Reads every `*.bamlrun` of a folder, in order of name: a header line, one line for each chunk, the end. */
export function readRecordings(folder = path.join(HERE, 'recordings')) {
  return fs
    .readdirSync(folder)
    .filter((name) => name.endsWith('.bamlrun'))
    .sort()
    .map((name) => {
      const lines = fs.readFileSync(path.join(folder, name), 'utf8').trimEnd().split('\n');
      const [header, ...rest] = lines.map((line) => JSON.parse(line));
      const end = rest.at(-1)?.end ? rest.pop() : undefined;
      return { name: path.basename(name, '.bamlrun'), header, chunks: rest, end };
    });
}

/**
 * Starts the server on 127.0.0.1. `port` 0 takes any free one; `speed` 2 is twice as fast as recorded, 0 at once.
 * Rejects when the port is taken. `close` ends open streams too.
 */
export async function startProvider({
  port = numberFrom(process.env.BAML_LIVE_EXAMPLE_PORT, DEFAULT_PORT),
  speed = numberFrom(process.env.BAML_LIVE_EXAMPLE_SPEED, 1),
  recordings = readRecordings(),
} = {}) {
  const log = [];
  const server = http.createServer((request, response) => {
    serve(request, response, { recordings, speed, log }).catch((error) => {
      if (response.headersSent) response.destroy();
      else sendError(response, 500, `The example provider failed: ${error.message}`, 'server_error');
    });
  });
  // A reader that is slow, or looks at a stopped debugger, is not to be cut off.
  server.requestTimeout = 0;
  await new Promise((resolve, reject) => {
    server.once('error', (error) =>
      reject(
        error.code === 'EADDRINUSE'
          ? new Error(`port ${port} is taken; end the program that uses it, or set BAML_LIVE_EXAMPLE_PORT`)
          : error,
      ),
    );
    server.listen(port, '127.0.0.1', resolve);
  });
  const bound = server.address().port;
  return {
    url: `http://127.0.0.1:${bound}`,
    port: bound,
    log,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

async function serve(request, response, state) {
  const { pathname } = new URL(request.url, 'http://127.0.0.1');
  if (request.method === 'GET' && pathname === '/log') return sendJson(response, 200, state.log);
  if (request.method === 'GET' && pathname === '/v1/models') {
    const data = [MODEL, ...Object.keys(TROUBLE)].map((id) => ({ id, object: 'model', owned_by: 'baml-live' }));
    return sendJson(response, 200, { object: 'list', data });
  }
  if (request.method !== 'POST' || pathname !== '/v1/chat/completions') {
    return sendError(
      response,
      404,
      `There is no ${request.method} ${pathname} here; POST /v1/chat/completions answers.`,
    );
  }
  const body = await readBody(request);
  if (body === null) return sendError(response, 413, `The request is larger than ${MAX_BODY} bytes.`);
  const asked = parse(body);
  if (!asked) return sendError(response, 400, 'The body must be a JSON object with a list of `messages`.');
  const speed = request.headers['x-speed'] === undefined ? state.speed : Number(request.headers['x-speed']);
  if (!(speed >= 0 && speed < Infinity))
    return sendError(response, 400, 'The header x-speed must be 0 or a positive number.');
  await answer(response, asked, speed, state);
}

async function answer(response, asked, speed, { recordings, log }) {
  const recording = findRecording(asked.messages, recordings);
  const entry = {
    model: asked.model,
    function: recording?.header.function ?? null,
    recording: recording?.name ?? null,
    startedAt: Date.now(),
    chunksSent: 0,
    closedByClientAt: null,
    finished: false,
  };
  log.push(entry);
  if (log.length > LOG_LENGTH) log.shift();

  const player = new Player(response, speed, entry);
  const trouble = Object.hasOwn(TROUBLE, asked.model) ? TROUBLE[asked.model] : undefined;
  if (trouble) return trouble(player, recording ?? recordings[0]);
  if (!recording) {
    const known = [...new Set(recordings.map((r) => r.header.function))].join(', ');
    return sendError(
      response,
      404,
      `No recording fits this prompt. The example provider can only play what it holds: ${known}.`,
      'invalid_request_error',
      'recording_not_found',
    );
  }
  if (asked.stream === true) return player.stream(eventsOf(recording, asked.model), recording.end);
  await player.until(recording.end?.t ?? 0);
  if (recording.end?.end.kind === 'failed') return player.lose();
  player.plain(200, completion(recording, asked.model));
}

/** The body as text, or null when it is too large. */
async function readBody(request) {
  const parts = [];
  let size = 0;
  for await (const part of request) {
    size += part.length;
    if (size > MAX_BODY) return null;
    parts.push(part);
  }
  return Buffer.concat(parts).toString('utf8');
}

function parse(body) {
  try {
    const value = JSON.parse(body);
    return Array.isArray(value?.messages) ? { ...value, model: String(value.model ?? '') } : null;
  } catch {
    return null;
  }
}

function sendJson(response, status, value) {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(value));
}

function sendError(response, status, message, type = 'invalid_request_error', code = null) {
  sendJson(response, status, errorBody(message, type, code));
}

function numberFrom(text, otherwise) {
  const value = text === undefined || text === '' ? otherwise : Number(text);
  if (!(value >= 0 && value < Infinity)) throw new Error(`"${text}" is not a number`);
  return value;
}

if (process.argv[1] && path.resolve(process.argv[1]) === fileURLToPath(import.meta.url)) {
  const provider = await startProvider().catch((error) => {
    console.error(`The example provider could not start: ${error.message}`);
    process.exit(1);
  });
  console.log(`The example provider listens on ${provider.url}. Ctrl+C ends it.`);
  for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => provider.close().then(() => process.exit(0)));
}
