/** Whether the parameters of `bamlLive/run` are what their type promises. They come over a wire. */

import { isStopRule } from '../../../protocol/runOptions';

/** Says what is wrong in a few words; undefined when nothing is. A recording's schema is checked by the runtime. */
export function checkRunParams(params: unknown): string | undefined {
  if (!isRecord(params)) return 'parameters are missing';
  for (const name of ['run', 'function', 'uri', 'partialResultToken']) {
    if (typeof params[name] !== 'string') return `\`${name}\` must be a string`;
  }
  if (!isRecord(params.args)) return '`args` must be an object';
  if (params.test !== undefined && typeof params.test !== 'string') return '`test` must be a string';
  if (params.client !== undefined && typeof params.client !== 'string') return '`client` must be a string';
  if (params.tags !== undefined && !isTags(params.tags)) return '`tags` must be an object of strings';
  if (params.stop !== undefined && !(Array.isArray(params.stop) && params.stop.every(isStopRule))) {
    return '`stop` must be a list of rules';
  }
  const source = params.source;
  if (!isRecord(source)) return '`source` must be an object';
  if (source.kind === 'live') return undefined;
  if (source.kind === 'simulated') {
    if (source.text !== undefined && typeof source.text !== 'string') return '`source.text` must be a string';
    return checkPlaying(source.playing);
  }
  if (source.kind !== 'replay') return '`source.kind` must be `live`, `replay` or `simulated`';
  if (typeof source.speed !== 'number' || !(source.speed >= 0)) return '`source.speed` must be a number, 0 or more';
  if (source.aside !== undefined && source.aside !== true) return '`source.aside` must be `true`';
  if (source.types !== undefined && source.types !== 'recorded') return '`source.types` must be `recorded`';
  return checkRecording(source.recording);
}

/** The same for `bamlLive/quirks`. */
export function checkQuirksParams(params: unknown): string | undefined {
  return isRecord(params) && typeof params.run === 'string' ? undefined : '`run` must be a string';
}

/** The same for `bamlLive/moment`. */
export function checkMomentParams(params: unknown): string | undefined {
  const problem = checkQuirksParams(params);
  if (problem !== undefined || !isRecord(params)) return problem;
  if (!Number.isInteger(params.length) || Number(params.length) < 0)
    return '`length` must be a whole number, 0 or more';
  return typeof params.isFinal === 'boolean' ? undefined : '`isFinal` must be true or false';
}

/** The same for `bamlLive/streamTypes`. */
export function checkStreamTypesParams(params: unknown): string | undefined {
  if (!isRecord(params)) return 'parameters are missing';
  const missing = ['function', 'uri'].find((name) => typeof params[name] !== 'string');
  return missing === undefined ? undefined : `\`${missing}\` must be a string`;
}

/** The same for `bamlLive/requestPreview`. */
export function checkPreviewParams(params: unknown): string | undefined {
  if (!isRecord(params)) return 'parameters are missing';
  for (const name of ['function', 'uri']) {
    if (typeof params[name] !== 'string') return `\`${name}\` must be a string`;
  }
  if (params.client !== undefined && typeof params.client !== 'string') return '`client` must be a string';
  if (params.tags !== undefined && !isTags(params.tags)) return '`tags` must be an object of strings';
  if (params.run !== undefined && typeof params.run !== 'string') return '`run` must be a string';
  return isRecord(params.args) ? undefined : '`args` must be an object';
}

/** The same for `bamlLive/runVariables`. */
export function checkVariablesParams(params: unknown): string | undefined {
  if (!isRecord(params)) return 'parameters are missing';
  for (const name of ['function', 'uri']) {
    if (typeof params[name] !== 'string') return `\`${name}\` must be a string`;
  }
  return params.client === undefined || typeof params.client === 'string' ? undefined : '`client` must be a string';
}

/** The same for `bamlLive/reread`. */
export function checkRereadParams(params: unknown): string | undefined {
  if (!isRecord(params)) return 'parameters are missing';
  const wrong = ['run', 'function', 'uri'].find((name) => typeof params[name] !== 'string');
  if (wrong !== undefined) return `\`${wrong}\` must be a string`;
  const { known, without, only, justPlaces, recording } = params;
  if (!Array.isArray(known) || !known.every((one) => typeof one === 'string'))
    return '`known` must be a list of strings';
  if (without !== undefined && !isLocation(without)) return '`without` is not a place';
  if (only !== undefined && !isLocation(only)) return '`only` is not a place';
  if (justPlaces !== undefined && justPlaces !== true) return '`justPlaces` is true or absent';
  return recording === undefined ? undefined : checkRecording(recording);
}

function isTags(tags: unknown): boolean {
  return isRecord(tags) && Object.values(tags).every((value) => typeof value === 'string');
}

/** The same for `bamlLive/schemaText`; what the types say is checked by the runtime. */
export function checkSchemaParams(params: unknown): string | undefined {
  return isRecord(params) && params.ir !== undefined ? undefined : '`ir` is missing';
}

function checkPlaying(playing: unknown): string | undefined {
  if (!isRecord(playing)) return '`source.playing` must be an object';
  const { tokensPerSecond, wait, jitter, split, seed } = playing;
  const numbers = [tokensPerSecond, wait, jitter];
  if (!numbers.every((number) => isTime(number) && Number(number) >= 0)) {
    return 'speed, wait and jitter of `source.playing` must be numbers, 0 or more';
  }
  if (split !== 'tokens' && split !== 'characters' && split !== 'odd') return '`source.playing.split` is unknown';
  return Number.isInteger(seed) ? undefined : '`source.playing.seed` must be a whole number';
}

function checkRecording(recording: unknown): string | undefined {
  if (!isRecord(recording) || !isRecord(recording.header)) return '`source.recording` is not a recording';
  const { header, chunks, end } = recording;
  if (typeof header.function !== 'string') return 'the recording names no function';
  if (!isRecord(header.client) || !isRecord(header.prompt) || !Array.isArray(header.prompt.messages)) {
    return 'the recording has no client or prompt';
  }
  if (!isRecord(header.schema)) return 'the recording has no schema';
  if (!Array.isArray(chunks) || !chunks.every(isChunk)) return 'the recording has chunks that are none';
  const { attempt, failedAttempts = [] } = recording;
  if (attempt !== undefined && !isAttempt(attempt)) return 'the recording has an attempt that is none';
  if (!Array.isArray(failedAttempts) || !failedAttempts.every(isFailedAttempt)) {
    return 'the recording has failed attempts that are none';
  }
  if (end !== undefined && !isEnd(end)) return 'the recording has an end that is none';
  return undefined;
}

function isChunk(chunk: unknown): boolean {
  return isRecord(chunk) && isTime(chunk.t) && typeof chunk.batch === 'number' && typeof chunk.text === 'string';
}

function isAttempt(attempt: unknown): boolean {
  return isRecord(attempt) && isTime(attempt.t) && typeof attempt.number === 'number' && isRecord(attempt.client);
}

function isFailedAttempt(one: unknown): boolean {
  if (!isRecord(one) || !isAttempt(one.attempt) || !isRecord(one.failed)) return false;
  const { failed, chunks, headersAt } = one;
  if (!Array.isArray(chunks) || !chunks.every(isChunk) || !(headersAt === undefined || isTime(headersAt))) return false;
  return isTime(failed.t) && isTime(failed.delayMs) && isRecord(failed.error);
}

function isEnd(end: unknown): boolean {
  if (!isRecord(end) || !isTime(end.t) || !isRecord(end.end)) return false;
  if (end.headersAt !== undefined && !isTime(end.headersAt)) return false;
  const { kind, error } = end.end;
  return kind === 'completed' || kind === 'cancelled' || (kind === 'failed' && isRecord(error));
}

function isTime(value: unknown): boolean {
  return typeof value === 'number' && Number.isFinite(value);
}

function isLocation(value: unknown): boolean {
  return (
    isRecord(value) &&
    typeof value.uri === 'string' &&
    ['line', 'character', 'endLine', 'endCharacter'].every((name) => Number.isInteger(value[name]))
  );
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The same for `bamlLive/callingCode`, and then for `bamlLive/newTest`. */
export function checkFunctionParams(params: unknown): string | undefined {
  if (typeof params !== 'object' || params === null) return 'parameters are missing';
  const { uri, function: called } = params as Record<string, unknown>;
  return typeof uri === 'string' && typeof called === 'string' ? undefined : '`uri` and `function` must be strings';
}

export function checkNewTestParams(params: unknown): string | undefined {
  const problem = checkFunctionParams(params);
  if (problem !== undefined) return problem;
  const { args } = params as { readonly args?: unknown };
  return typeof args === 'object' && args !== null && !Array.isArray(args) ? undefined : '`args` must be an object';
}
