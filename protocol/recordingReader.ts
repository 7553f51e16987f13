/**
 * Reads a recording piece by piece, as its file comes: only the line that has not ended and what was made of the others are
 * kept. Nothing here throws.
 */
import { readAttempt, readChunk, readEnd, readFailed, readHeader, type LineResult } from './recordingLines';
import type { StopRule } from './runOptions';
import type { AttemptStart, Chunk, FailedAttempt, Recording, RecordingEnd, RecordingHeader } from './run';

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

export class RecordingReader {
  private readonly problems: RecordingProblem[] = [];
  /** Problems that are only counted. */
  private uncounted = 0;
  private line = 0;
  private rest: string[] = [];
  private hasBegun = false;
  private header: RecordingHeader | null = null;
  private finish: RecordingEnd | undefined;
  private attempt: AttemptStart | undefined;
  private chunks: Chunk[] = [];
  private readonly failedAttempts: FailedAttempt[] = [];
  private latest = 0;
  /** It is no recording: nothing that follows can make it one. */
  isHopeless = false;

  /** Takes the next piece of the file; pieces may end anywhere. */
  push(piece: string): void {
    if (this.isHopeless) return;
    let from = 0;
    if (!this.hasBegun && piece !== '') {
      this.hasBegun = true;
      if (piece.startsWith('\uFEFF')) from = 1;
    }
    for (let end = piece.indexOf('\n', from); end >= 0 && !this.isHopeless; end = piece.indexOf('\n', from)) {
      this.rest.push(piece.slice(from, end));
      from = end + 1;
      const line = this.rest.join('');
      this.rest = [];
      this.read(line, false);
    }
    if (from < piece.length) this.rest.push(piece.slice(from));
  }

  /** What was read. `cutBy` says why the rest of the file was not given, when it was not. */
  end(cutBy?: string): ReadRecording {
    const last = this.rest.join('');
    this.rest = [];
    if (last !== '' && !this.isHopeless) this.read(last, true);
    const { problems, header, finish, attempt, chunks, failedAttempts } = this;
    const lines = last === '' ? this.line + 1 : this.line;
    if (!header && !problems.length) this.complain(1, 'The file is empty.');
    if (cutBy !== undefined) this.complain(lines, cutBy);
    else if (header && !finish) {
      this.complain(lines, 'The file does not say how the run ended: it was cut short.');
    }
    if (this.uncounted) problems.push({ line: lines, message: `${this.uncounted} more lines cannot be read.` });
    if (!header) return { recording: null, problems };
    const attempts = {
      ...(failedAttempts.length ? { failedAttempts } : {}),
      ...(attempt ? { attempt } : {}),
    };
    return { recording: { header, ...attempts, chunks, ...(finish ? { end: finish } : {}) }, problems };
  }

  private read(line: string, isCut: boolean): void {
    this.line++;
    if (line.trim() === '') return;
    const value = parse(line);
    if (value === undefined) {
      const isForeign = !this.header && !line.trimStart().startsWith('{');
      this.complain(
        this.line,
        isForeign
          ? 'This is not a recording: its first line is not JSON.'
          : isCut
            ? 'The file stops in the middle of this line.'
            : 'This line is not JSON; it was left out.',
      );
      if (!this.header) this.isHopeless = true;
    } else if (!this.header) {
      const read = readHeader(value);
      if (read.ok) this.header = read.value;
      else {
        this.complain(this.line, read.message);
        this.isHopeless = true;
      }
    } else if (this.finish) {
      this.complain(this.line, 'There is something after the end of the run; it was left out.');
    } else if (has(value, 'end')) {
      this.take(readEnd(value), (end) => (this.finish = { ...end, t: this.ascending(end.t) }));
    } else if (has(value, 'attempt')) {
      this.take(
        readAttempt(value),
        (start) => (this.attempt = { ...start, t: (this.latest = this.ascending(start.t)) }),
      );
    } else if (has(value, 'failed')) {
      this.take(readFailed(value), (failed) => this.fail(failed));
    } else {
      this.take(readChunk(value), (chunk) =>
        this.chunks.push({ ...chunk, t: (this.latest = this.ascending(chunk.t)) }),
      );
    }
  }

  private fail({ headersAt, ...failed }: ReadFailed): void {
    const { attempt } = this;
    if (!attempt) return this.complain(this.line, 'An attempt failed here that never began; the line was left out.');
    this.latest = this.ascending(failed.t);
    const times = headersAt === undefined ? {} : { headersAt };
    this.failedAttempts.push({ attempt, ...times, chunks: this.chunks, failed: { ...failed, t: this.latest } });
    this.attempt = undefined;
    this.chunks = [];
  }

  private take<T>(read: LineResult<T>, use: (value: T) => unknown): void {
    if (read.ok) use(read.value);
    else this.complain(this.line, read.message);
  }

  private complain(line: number, message: string): void {
    if (this.problems.length < MOST_PROBLEMS) this.problems.push({ line, message });
    else this.uncounted++;
  }

  /** A time that goes back is set to the one before it. */
  private ascending(t: number): number {
    if (t >= this.latest) return t;
    this.complain(this.line, `The time ${t} lies before the one above; ${this.latest} is used instead.`);
    return this.latest;
  }
}

type ReadFailed = Extract<ReturnType<typeof readFailed>, { readonly ok: true }>['value'];

/** What a list says of a recording, from the beginning and the end of its file. */
export interface RecordingGlance {
  readonly header: RecordingHeader;
  readonly outcome: RecordingEnd['end']['kind'] | 'cut';
  /** The rule that ended it. */
  readonly stopped?: StopRule;
  readonly durationMs: number;
}

/**
 * `head` holds at least the first line, `tail` the end of the file from anywhere; a message for people when this is no
 * recording.
 */
export function glance(head: string, tail: string): RecordingGlance | string {
  const first = head.replace(/^\uFEFF/, '').split('\n', 1)[0]!;
  const value = parse(first);
  const header = value === undefined ? undefined : readHeader(value);
  if (!header) return first.trim() === '' ? 'The file is empty.' : 'Its first line is not JSON.';
  if (!header.ok) return header.message;
  let durationMs = 0;
  const lines = tail.split('\n');
  for (let i = lines.length - 1; i >= 0; i--) {
    const line = parse(lines[i]!);
    if (line === undefined) continue;
    if (has(line, 'end')) {
      const end = readEnd(line);
      if (end.ok) {
        const how = end.value.end;
        const stopped = how.kind === 'cancelled' && how.stopped ? { stopped: how.stopped } : {};
        return { header: header.value, outcome: how.kind, durationMs: end.value.t, ...stopped };
      }
    }
    const { t } = line as { readonly t?: unknown };
    if (typeof t === 'number' && t >= 0) {
      durationMs = t;
      break;
    }
  }
  return { header: header.value, outcome: 'cut', durationMs };
}

function has(value: unknown, name: string): value is object {
  return typeof value === 'object' && value !== null && name in value;
}

function parse(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}
