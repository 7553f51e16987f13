/** The kinds of lines of a `*.bamlrun` file, checked member by member: a file can hold anything. */
import type {
  AttemptFailure,
  AttemptStart,
  Chunk,
  Json,
  PromptMessage,
  RecordingEnd,
  RecordingHeader,
  RunFailure,
  Usage,
} from './run';
import { isStopRule } from './runOptions';

export type LineResult<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly message: string };

type Bag = Readonly<Record<string, unknown>>;

const FORMAT = 'bamlrun/1';
/** 2^53 ms are far beyond any run; larger numbers are noise. */
const LATEST = Number.MAX_SAFE_INTEGER;

/** The first line. What is missing in it is filled with the obvious; only another format is refused. */
export function readHeader(value: unknown): LineResult<RecordingHeader> {
  if (!isBag(value) || typeof value.format !== 'string') {
    return wrong('This is not a recording: the first line must be a header with a `format`.');
  }
  if (value.format !== FORMAT) {
    const isOurs = value.format.startsWith('bamlrun/');
    return wrong(
      isOurs
        ? `This recording has the format "${value.format.slice(0, 40)}", made by another version of BAML Live; "${FORMAT}" can be read.`
        : `This is not a recording: its format is "${value.format.slice(0, 40)}", not "${FORMAT}".`,
    );
  }
  if (typeof value.function !== 'string') return wrong('The header does not name a function.');
  const prompt = isBag(value.prompt) ? value.prompt : {};
  const schema = isBag(value.schema) ? value.schema : {};
  return right({
    format: FORMAT,
    function: value.function,
    args: isBag(value.args) ? (value.args as Readonly<Record<string, Json>>) : {},
    ...(typeof value.test === 'string' ? { test: value.test } : {}),
    ...readTags(value.tags),
    client: readClient(value.client),
    prompt: { messages: list(prompt.messages).flatMap(readMessage), hash: text(prompt.hash) },
    schema: { hash: text(schema.hash), ir: (schema.ir ?? null) as Json },
    startedAt: text(value.startedAt),
    clock: { unit: 'ms', origin: 'request sent' },
    redactions: list(value.redactions).filter((item) => typeof item === 'string'),
  });
}

function readTags(value: unknown): Pick<RecordingHeader, 'tags'> {
  if (!isBag(value)) return {};
  const tags = Object.entries(value).filter((tag): tag is [string, string] => typeof tag[1] === 'string');
  return tags.length ? { tags: Object.fromEntries(tags) } : {};
}

/** `{t,attempt:{number,client,prompt?}}` */
export function readAttempt(value: unknown): LineResult<AttemptStart> {
  if (!isBag(value) || !isBag(value.attempt)) return wrong('This line begins no attempt; it was left out.');
  if (!isTime(value.t)) return wrong('This attempt has no time `t`, in milliseconds; it was left out.');
  const { number, client, prompt } = value.attempt;
  if (typeof number !== 'number' || !Number.isSafeInteger(number) || number < 1) {
    return wrong('This attempt has no `number`, from 1; it was left out.');
  }
  return right({
    number,
    t: value.t,
    client: readClient(client),
    ...(Array.isArray(prompt) ? { prompt: prompt.flatMap(readMessage) } : {}),
  });
}

/** `{t,headersAt?,failed:{error},delayMs}` */
export function readFailed(value: unknown): LineResult<AttemptFailure & { readonly headersAt?: number }> {
  if (!isBag(value) || !isBag(value.failed))
    return wrong('This line does not say how an attempt failed; it was left out.');
  if (!isTime(value.t)) return wrong('This failed attempt has no time `t`, in milliseconds; it was left out.');
  return right({
    t: value.t,
    ...(isTime(value.headersAt) ? { headersAt: value.headersAt } : {}),
    error: readFailure(value.failed.error),
    delayMs: isTime(value.delayMs) ? value.delayMs : 0,
  });
}

/** `{t,batch,text,reasoning?,usage?}` */
export function readChunk(value: unknown): LineResult<Chunk> {
  if (!isBag(value)) return wrong('This line is no chunk; it was left out.');
  const { t, batch, text: added, reasoning } = value;
  if (!isTime(t)) return wrong('This chunk has no time `t`, in milliseconds; it was left out.');
  if (typeof batch !== 'number' || !Number.isSafeInteger(batch) || batch < 0) {
    return wrong('This chunk has no `batch`, a whole number; it was left out.');
  }
  if (added !== undefined && typeof added !== 'string')
    return wrong('The `text` of this chunk is no text; it was left out.');
  if (reasoning !== undefined && typeof reasoning !== 'string') {
    return wrong('The `reasoning` of this chunk is no text; it was left out.');
  }
  const usage = readUsage(value.usage);
  return right({
    t,
    batch,
    text: added ?? '',
    ...(reasoning === undefined ? {} : { reasoning }),
    ...(usage ? { usage } : {}),
  });
}

/** `{t,headersAt?,end:{kind,…}}` */
export function readEnd(value: unknown): LineResult<RecordingEnd> {
  if (!isBag(value) || !isBag(value.end)) return wrong('This line does not say how the run ended; it was left out.');
  if (!isTime(value.t)) return wrong('The end has no time `t`, in milliseconds; it was left out.');
  const times = { t: value.t, ...(isTime(value.headersAt) ? { headersAt: value.headersAt } : {}) };
  const { kind, finishReason, error } = value.end;
  switch (kind) {
    case 'completed': {
      const warnings = list(value.end.warnings).filter((item) => typeof item === 'string');
      const facts = {
        ...(typeof finishReason === 'string' ? { finishReason } : {}),
        ...(warnings.length ? { warnings } : {}),
      };
      return right({ ...times, end: { kind, ...facts } });
    }
    case 'cancelled': {
      const { stopped } = value.end;
      return right({ ...times, end: { kind, ...(isStopRule(stopped) ? { stopped } : {}) } });
    }
    case 'failed':
      return right({ ...times, end: { kind, error: readFailure(error) } });
    default:
      return wrong('This line says that the run ended in an unknown way; it was left out.');
  }
}

const FAILURES: readonly RunFailure['kind'][] = [
  'http',
  'connection',
  'protocol',
  'provider',
  'validation',
  'prompt',
  'configuration',
  'internal',
];

function readFailure(value: unknown): Omit<RunFailure, 'at'> {
  const error = isBag(value) ? value : {};
  return {
    kind: FAILURES.find((kind) => kind === error.kind) ?? 'internal',
    message: typeof error.message === 'string' ? error.message : 'The run failed; the recording does not say why.',
    ...(typeof error.hint === 'string' ? { hint: error.hint } : {}),
    ...(typeof error.status === 'number' ? { status: error.status } : {}),
    ...(typeof error.url === 'string' ? { url: error.url } : {}),
    ...(typeof error.body === 'string' ? { body: error.body } : {}),
  };
}

function readUsage(value: unknown): Usage | undefined {
  if (!isBag(value)) return undefined;
  const usage = {
    ...(isCount(value.inputTokens) ? { inputTokens: value.inputTokens } : {}),
    ...(isCount(value.outputTokens) ? { outputTokens: value.outputTokens } : {}),
    ...(isCount(value.cachedInputTokens) ? { cachedInputTokens: value.cachedInputTokens } : {}),
    ...(isCount(value.reasoningTokens) ? { reasoningTokens: value.reasoningTokens } : {}),
  };
  return Object.keys(usage).length ? usage : undefined;
}

function readClient(value: unknown): RecordingHeader['client'] {
  const client = isBag(value) ? value : {};
  return {
    name: text(client.name),
    provider: text(client.provider),
    ...(typeof client.model === 'string' ? { model: client.model } : {}),
  };
}

function readMessage(value: unknown): readonly PromptMessage[] {
  return isBag(value) ? [{ role: text(value.role), text: text(value.text) }] : [];
}

function isTime(value: unknown): value is number {
  return typeof value === 'number' && value >= 0 && value <= LATEST;
}

function isCount(value: unknown): value is number {
  return typeof value === 'number' && Number.isFinite(value) && value >= 0;
}

function isBag(value: unknown): value is Bag {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function list(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

function text(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

function right<T>(value: T): LineResult<T> {
  return { ok: true, value };
}

function wrong(message: string): { readonly ok: false; readonly message: string } {
  return { ok: false, message };
}
