/**
 * A provider that repeats whatever it was sent, at every place of an answer where words can stand, and in every way an answer
 * can end: the worst one for keeping a secret.
 */
import type { ServerResponse } from 'node:http';
import { awsEvent, awsFrame } from './awsFrames';
import type { ReceivedRequest } from './provider';

export type Format = 'openai' | 'openai-responses' | 'openai-transcription' | 'anthropic' | 'google' | 'aws-bedrock';

/** What an answer consists of, in the words of one wire format. */
interface Spelling {
  readonly type: string;
  text(words: string): string | Buffer;
  thought(words: string): string | Buffer;
  error(words: string): string | Buffer;
  /** The reason it ends for, and the end. */
  stop(reason: string): string | Buffer;
}

const events = (...all: readonly object[]): string => all.map((one) => `data: ${JSON.stringify(one)}\n\n`).join('');
const SSE = 'text/event-stream';
const chat = (delta: object, finish: string | null = null): string =>
  events({ choices: [{ index: 0, delta, finish_reason: finish }] });
const blocks = (delta: object): string => events({ type: 'content_block_delta', index: 0, delta });
const candidate = (part: object, finishReason?: string): string =>
  events({ candidates: [{ index: 0, content: { parts: [part] }, finishReason }] });

const SPELLINGS: Readonly<Record<Format, Spelling>> = {
  openai: {
    type: SSE,
    text: (content) => chat({ content }),
    thought: (words) => chat({ reasoning_content: words }),
    error: (message) => events({ error: { message, type: message, code: message } }),
    stop: (reason) => `${chat({}, reason)}data: [DONE]\n\n`,
  },
  'openai-responses': {
    type: SSE,
    text: (delta) => events({ type: 'response.output_text.delta', delta }),
    thought: (delta) => events({ type: 'response.reasoning_text.delta', delta }),
    error: (message) => events({ type: 'error', message, code: message }),
    stop: (reason) => events({ type: 'response.incomplete', response: { incomplete_details: { reason } } }),
  },
  'openai-transcription': {
    type: SSE,
    text: (delta) => events({ type: 'transcript.text.delta', delta }),
    thought: () => '',
    error: (message) => events({ error: { message } }),
    stop: () => events({ type: 'transcript.text.done' }),
  },
  anthropic: {
    type: SSE,
    text: (text) => blocks({ type: 'text_delta', text }),
    thought: (thinking) => blocks({ type: 'thinking_delta', thinking }),
    error: (message) => `event: error\n${events({ type: 'error', error: { type: message, message } })}`,
    stop: (reason) => events({ type: 'message_delta', delta: { stop_reason: reason } }, { type: 'message_stop' }),
  },
  google: {
    type: SSE,
    text: (text) => candidate({ text }),
    thought: (text) => candidate({ text, thought: true }),
    error: (message) => events({ error: { code: 500, message, status: message } }),
    stop: (reason) => candidate({ text: '' }, reason),
  },
  'aws-bedrock': {
    type: 'application/vnd.amazon.eventstream',
    text: (text) => awsEvent('contentBlockDelta', { contentBlockIndex: 0, delta: { text } }),
    thought: (text) => awsEvent('contentBlockDelta', { contentBlockIndex: 0, delta: { reasoningContent: { text } } }),
    error: (message) =>
      awsFrame(
        { ':message-type': 'exception', ':exception-type': message.slice(0, 200), ':content-type': 'application/json' },
        JSON.stringify({ message, originalMessage: message }),
      ),
    stop: (stopReason) => awsEvent('messageStop', { stopReason }),
  },
};

/** Ways an answer can end, by name; each is tried with every provider. */
export const OUTCOMES = {
  success(response, format, echo) {
    const { type, text, thought, stop } = SPELLINGS[format];
    response.writeHead(200, { 'content-type': type, 'x-request-id': headerText(echo) });
    response.write(thought(echo));
    for (const piece of pieces(echo)) response.write(text(piece));
    response.end(stop(echo));
  },
  'an answer of another type'(response, format, echo) {
    const { type, text, stop } = SPELLINGS[format];
    response.writeHead(200, { 'content-type': type });
    response.write(text(`{"count": "${echo.replaceAll(/[^\w-]/g, ' ')}"}`));
    response.end(stop('stop'));
  },
  '401'(response, _format, echo) {
    response.writeHead(401, headerText(echo), { 'content-type': 'application/json' });
    response.end(JSON.stringify({ error: { message: `Incorrect API key: ${echo}` } }));
  },
  '429, then success'(response, format, echo, again) {
    if (again) return OUTCOMES.success(response, format, echo);
    response.writeHead(429, { 'retry-after': headerText(echo), 'content-type': 'text/plain' });
    response.end(echo);
  },
  '500 with a web page'(response, _format, echo) {
    response.writeHead(500, { 'content-type': 'text/html' });
    response.end(`<html><title>${echo}</title><body>${echo}</body></html>`);
  },
  '500 that breaks off'(response, _format, echo) {
    response.writeHead(500, { 'content-type': 'application/json' });
    response.write(echo.slice(0, -6), () => response.destroy());
  },
  'a reset in the middle'(response, format, echo) {
    const { type, text } = SPELLINGS[format];
    response.writeHead(200, { 'content-type': type });
    response.write(text(echo.slice(0, -6)), () => setTimeout(() => response.socket?.resetAndDestroy(), 5));
  },
  'an end inside an event'(response, format, echo) {
    const { type, text } = SPELLINGS[format];
    const event = Buffer.from(text(echo));
    response.writeHead(200, { 'content-type': type });
    response.end(event.subarray(0, event.length - 12));
  },
  'an error in the stream'(response, format, echo) {
    const { type, text, error } = SPELLINGS[format];
    response.writeHead(200, { 'content-type': type });
    response.write(text('so far '));
    response.end(error(echo));
  },
  cancel(response, format, echo) {
    const { type, text } = SPELLINGS[format];
    response.writeHead(200, { 'content-type': type });
    response.write(text(echo));
  },
  'no stream'(response, _format, echo) {
    response.writeHead(200, { 'content-type': 'text/plain' });
    response.end(echo);
  },
  'events that are no JSON'(response, _format, echo) {
    response.writeHead(200, { 'content-type': SSE });
    response.end(`data: ${echo}\n\nevent: ${echo}\ndata: {"x": ${echo}\n\n`);
  },
  'a redirect to another host'(response, _format, echo) {
    const place = encodeURIComponent(echo);
    response.writeHead(307, { location: `http://127.0.0.2:9/${place}?key=${place}` });
    response.end();
  },
  'no HTTP'(response, _format, echo) {
    response.socket?.end(`${echo}\r\n\r\n`);
  },
} satisfies Record<string, Answer>;

type Answer = (response: ServerResponse, format: Format, echo: string, again: number) => void;
export type PlantedOutcome = keyof typeof OUTCOMES;

/** Everything a request said: its address, its headers, what is behind Base64 in them, its body. */
export function echoOf({ path, headers, body }: ReceivedRequest): string {
  const said = Object.values(headers).flatMap((value) => [value ?? []].flat());
  const basic = said.flatMap((value) => /^Basic (.*)$/.exec(value)?.[1] ?? []);
  const decoded = basic.map((text) => Buffer.from(text, 'base64').toString('utf8'));
  return [path, decodeURIComponent(path.replaceAll('+', ' ')), ...said, ...decoded, body].join(' ');
}

/** Sevens of characters: no key comes in one piece. */
function pieces(text: string): readonly string[] {
  return text.match(/[^]{1,7}/g) ?? [];
}

/** What may stand in a header. */
function headerText(text: string): string {
  return text.replaceAll(/[^\x20-\x7e]/g, ' ').slice(0, 4000);
}
