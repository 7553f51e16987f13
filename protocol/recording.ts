/**
 * Recordings as files: `*.bamlrun`, one JSON object per line.
 *
 *   {"format":"bamlrun/1","function":…}              the header, always first
 *   {"t":412.5,"batch":0,"text":"{\"na"}             one line per chunk; also `reasoning`, `usage`
 *   {"t":2311,"end":{"kind":"completed"}}            how it ended, always last; missing when the file was cut short
 *
 * Where there could be several attempts, these stand between them:
 *
 *   {"t":0,"attempt":{"number":1,"client":…}}        an attempt begins; what follows is about it
 *   {"t":80,"failed":{"error":…},"delayMs":200}      it failed, and another one follows
 *
 * Pure functions over text; nothing here throws.
 */
import { readAttempt, readChunk, readEnd, readFailed, readHeader } from './recordingLines';
import type {
  AttemptStart,
  Chunk,
  FailedAttempt,
  Finished,
  Recording,
  RecordingEnd,
  RecordingHeader,
  RunEvent,
} from './run';

/** Something about a recording's text that is not as it should be. */
export interface RecordingProblem {
  /** From 1. */
  readonly line: number;
  readonly message: string;
}

export interface ReadRecording {
  /** Null when there is no header, or one of a version that cannot be read. */
  readonly recording: Recording | null;
  /** What was left out or cannot be right; everything else was kept. */
  readonly problems: readonly RecordingProblem[];
}

/** After so many problems the rest is one sentence. */
const MOST_PROBLEMS = 50;

export function writeRecording({ header, failedAttempts = [], attempt, chunks, end }: Recording): string {
  const lines: unknown[] = [header];
  for (const one of failedAttempts) lines.push(attemptLine(one.attempt), ...one.chunks, failedLine(one));
  if (attempt) lines.push(attemptLine(attempt));
  lines.push(...chunks);
  if (end) lines.push(end);
  return lines.map((line) => JSON.stringify(line) + '\n').join('');
}

function attemptLine({ t, ...attempt }: AttemptStart): unknown {
  return { t, attempt };
}

function failedLine({ headersAt, failed: { t, error, delayMs } }: FailedAttempt): unknown {
  return { t, ...(headersAt === undefined ? {} : { headersAt }), failed: { error }, delayMs };
}

/** Reads what can be read of a text that should be a recording. */
export function readRecording(text: string): ReadRecording {
  const problems: RecordingProblem[] = [];
  let left = 0;
  const complain = (line: number, message: string): void => {
    if (problems.length < MOST_PROBLEMS) problems.push({ line, message });
    else left++;
  };
  let header: RecordingHeader | null = null;
  let end: RecordingEnd | undefined;
  let attempt: AttemptStart | undefined;
  let chunks: Chunk[] = [];
  let latest = 0;
  const failedAttempts: FailedAttempt[] = [];
  const lines = text.replace(/^\uFEFF/, '').split('\n');
  const isCut = lines.at(-1) !== '';

  for (const [index, line] of lines.entries()) {
    const number = index + 1;
    if (line.trim() === '') continue;
    const value = parse(line);
    if (value === undefined) {
      const isLast = isCut && index === lines.length - 1;
      complain(
        number,
        isLast ? 'The file stops in the middle of this line.' : 'This line is not JSON; it was left out.',
      );
      if (!header) break;
    } else if (!header) {
      const read = readHeader(value);
      if (!read.ok) {
        complain(number, read.message);
        break;
      }
      header = read.value;
    } else if (end) {
      complain(number, 'There is something after the end of the run; it was left out.');
    } else if (typeof value === 'object' && value !== null && 'end' in value) {
      const read = readEnd(value);
      if (read.ok) end = { ...read.value, t: ascending(read.value.t, latest, number, complain) };
      else complain(number, read.message);
    } else if (typeof value === 'object' && value !== null && 'attempt' in value) {
      const read = readAttempt(value);
      if (!read.ok) complain(number, read.message);
      else attempt = { ...read.value, t: (latest = ascending(read.value.t, latest, number, complain)) };
    } else if (typeof value === 'object' && value !== null && 'failed' in value) {
      const read = readFailed(value);
      if (!read.ok) complain(number, read.message);
      else if (!attempt) complain(number, 'An attempt failed here that never began; the line was left out.');
      else {
        const { headersAt, ...failed } = read.value;
        latest = ascending(failed.t, latest, number, complain);
        const times = headersAt === undefined ? {} : { headersAt };
        failedAttempts.push({ attempt, ...times, chunks, failed: { ...failed, t: latest } });
        attempt = undefined;
        chunks = [];
      }
    } else {
      const read = readChunk(value);
      if (read.ok) chunks.push({ ...read.value, t: (latest = ascending(read.value.t, latest, number, complain)) });
      else complain(number, read.message);
    }
  }
  if (!header && !problems.length) complain(1, 'The file is empty.');
  if (header && !end) complain(lines.length, 'The file does not say how the run ended: it was cut short.');
  if (left) problems.push({ line: lines.length, message: `${left} more lines cannot be read.` });
  const attempts = {
    ...(failedAttempts.length ? { failedAttempts } : {}),
    ...(attempt ? { attempt } : {}),
  };
  return { recording: header ? { header, ...attempts, chunks, ...(end ? { end } : {}) } : null, problems };
}

/** The recording of a run from its events, in order; null without `started` or when nothing was sent. */
export function recordingFromEvents(events: readonly RunEvent[]): Recording | null {
  let header: RecordingHeader | undefined;
  let headersAt: number | undefined;
  let finished: Finished | undefined;
  let attempt: AttemptStart | undefined;
  let chunks: Chunk[] = [];
  const failedAttempts: FailedAttempt[] = [];
  for (const event of events) {
    switch (event.type) {
      case 'started':
        header ??= event.header;
        break;
      case 'headers':
        headersAt ??= event.t;
        break;
      case 'frames':
        for (const { chunk } of event.frames) chunks.push(chunk);
        break;
      case 'attempt':
        attempt = event.attempt;
        chunks = [];
        headersAt = undefined;
        break;
      case 'attemptFailed':
        if (!attempt) break;
        failedAttempts.push({
          attempt,
          ...(headersAt === undefined ? {} : { headersAt }),
          chunks,
          failed: event.failed,
        });
        attempt = undefined;
        chunks = [];
        headersAt = undefined;
        break;
      case 'finished':
        finished ??= event;
    }
  }
  if (!header) return null;
  const end = finished && endOf(finished, headersAt);
  const attempts = { ...(failedAttempts.length ? { failedAttempts } : {}), ...(attempt ? { attempt } : {}) };
  return { header, ...attempts, chunks, ...(end ? { end } : {}) };
}

function endOf({ t, outcome }: Finished, headersAt: number | undefined): RecordingEnd | undefined {
  const times = { t, ...(headersAt === undefined ? {} : { headersAt }) };
  switch (outcome.kind) {
    case 'completed': {
      const { finishReason, warnings } = outcome;
      const facts = { ...(finishReason === undefined ? {} : { finishReason }), ...(warnings ? { warnings } : {}) };
      return { ...times, end: { kind: 'completed', ...facts } };
    }
    case 'cancelled':
      return { ...times, end: { kind: 'cancelled', ...(outcome.stopped && { stopped: outcome.stopped }) } };
    case 'failed': {
      const { at: _place, ...error } = outcome.error;
      return { ...times, end: { kind: 'failed', error } };
    }
    case 'refused':
      return undefined;
  }
}

/** A time that goes back is set to the one before it. */
function ascending(t: number, least: number, line: number, complain: (line: number, message: string) => void): number {
  if (t >= least) return t;
  complain(line, `The time ${t} lies before the one above; ${least} is used instead.`);
  return least;
}

function parse(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}
