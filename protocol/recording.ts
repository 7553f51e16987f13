/**
 * Recordings as files: `*.bamlrun`, one JSON object per line.
 *
 *   {"format":"bamlrun/1","function":…}              the header, always first
 *   {"t":412.5,"batch":0,"text":"{\"na"}             one line per chunk; also `reasoning`, `usage`
 *   {"t":2311,"end":{"kind":"completed"}}            how it ended, always last; missing when the file was cut short
 *
 * Pure functions over text; nothing here throws.
 */
import { readChunk, readEnd, readHeader } from './recordingLines';
import type { Chunk, Finished, Recording, RecordingEnd, RecordingHeader, RunEvent } from './run';

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

export function writeRecording({ header, chunks, end }: Recording): string {
  const lines: unknown[] = [header, ...chunks];
  if (end) lines.push(end);
  return lines.map((line) => JSON.stringify(line) + '\n').join('');
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
  const chunks: Chunk[] = [];
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
      if (read.ok) end = { ...read.value, t: ascending(read.value.t, chunks, number, complain) };
      else complain(number, read.message);
    } else {
      const read = readChunk(value);
      if (read.ok) chunks.push({ ...read.value, t: ascending(read.value.t, chunks, number, complain) });
      else complain(number, read.message);
    }
  }
  if (!header && !problems.length) complain(1, 'The file is empty.');
  if (header && !end) complain(lines.length, 'The file does not say how the run ended: it was cut short.');
  if (left) problems.push({ line: lines.length, message: `${left} more lines cannot be read.` });
  return { recording: header ? { header, chunks, ...(end ? { end } : {}) } : null, problems };
}

/** The recording of a run from its events, in order; null without `started` or when nothing was sent. */
export function recordingFromEvents(events: readonly RunEvent[]): Recording | null {
  let header: RecordingHeader | undefined;
  let headersAt: number | undefined;
  let finished: Finished | undefined;
  const chunks: Chunk[] = [];
  for (const event of events) {
    if (event.type === 'started') header ??= event.header;
    else if (event.type === 'headers') headersAt ??= event.t;
    else if (event.type === 'frames') for (const { chunk } of event.frames) chunks.push(chunk);
    else finished ??= event;
  }
  if (!header) return null;
  const end = finished && endOf(finished, headersAt);
  return { header, chunks, ...(end ? { end } : {}) };
}

function endOf({ t, outcome }: Finished, headersAt: number | undefined): RecordingEnd | undefined {
  const times = { t, ...(headersAt === undefined ? {} : { headersAt }) };
  switch (outcome.kind) {
    case 'completed': {
      const { finishReason } = outcome;
      return { ...times, end: { kind: 'completed', ...(finishReason === undefined ? {} : { finishReason }) } };
    }
    case 'cancelled':
      return { ...times, end: { kind: 'cancelled' } };
    case 'failed': {
      const { at: _place, ...error } = outcome.error;
      return { ...times, end: { kind: 'failed', error } };
    }
    case 'refused':
      return undefined;
  }
}

/** A time that goes back is set to the one before it. */
function ascending(
  t: number,
  before: readonly Chunk[],
  line: number,
  complain: (line: number, message: string) => void,
): number {
  const least = before.at(-1)?.t ?? 0;
  if (t >= least) return t;
  complain(line, `The time ${t} lies before the one of the chunk above; ${least} is used instead.`);
  return least;
}

function parse(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}
