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
import { RecordingReader, type ReadRecording } from './recordingReader';
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

export type { ReadRecording, RecordingProblem } from './recordingReader';

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
  const reader = new RecordingReader();
  reader.push(text);
  return reader.end();
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
