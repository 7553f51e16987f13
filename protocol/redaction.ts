/** What is left out of a recording or an export before it is written: arguments a person does not want to hand on. */
import type {
  AttemptStart,
  FailedAttempt,
  Json,
  PromptMessage,
  Recording,
  RecordingHeader,
  RunEvent,
  RunFailure,
} from './run';
import { formatPath } from './words';

export const REDACTED = '[redacted]';
const PROMPT_LEFT_OUT = '[left out: it may repeat redacted arguments]';

/** A step of a pattern: a name, an index as text, or `*` for all of them. */
type Pattern = readonly string[];

/**
 * The recording without the arguments at these paths: `email`, `user.phone`, `history[*].text`, `*` for all. Prompts and
 * what a provider said about a request go with them, because they may repeat them. The answer stays as it was.
 */
export function redacted(recording: Recording, paths: readonly string[]): Recording {
  const header = redactedHeader(recording.header, paths);
  if (header === recording.header) return recording;
  const hidden = hiddenTexts(recording.header.args, header.args);
  const { attempt, failedAttempts, end } = recording;
  return {
    ...recording,
    header,
    ...(attempt && { attempt: withoutPrompt(attempt) }),
    ...(failedAttempts && { failedAttempts: failedAttempts.map((one) => redactedAttempt(one, hidden)) }),
    ...(end?.end.kind === 'failed' && { end: { ...end, end: { ...end.end, error: quiet(end.end.error, hidden) } } }),
  };
}

/** The same for the events of a run. */
export function redactedEvents(events: readonly RunEvent[], paths: readonly string[]): readonly RunEvent[] {
  const started = events.find((event) => event.type === 'started');
  if (!started) return events;
  const header = redactedHeader(started.header, paths);
  if (header === started.header) return events;
  const hidden = hiddenTexts(started.header.args, header.args);
  return events.map((event): RunEvent => {
    switch (event.type) {
      case 'started':
        return { ...event, header };
      case 'attempt':
        return { ...event, attempt: withoutPrompt(event.attempt) };
      case 'attemptFailed':
        return { ...event, failed: { ...event.failed, error: quiet(event.failed.error, hidden) } };
      case 'finished':
        return event.outcome.kind === 'failed'
          ? { ...event, outcome: { ...event.outcome, error: quiet(event.outcome.error, hidden) } }
          : event;
      default:
        return event;
    }
  });
}

/** Whether a path names anything among these arguments. */
export function namesAny(args: Json, paths: readonly string[]): boolean {
  const named: string[] = [];
  for (const path of paths) {
    const pattern = parsePattern(path);
    if (pattern.length > 0) hide(args, pattern, 0, [], named);
  }
  return named.length > 0;
}

/** The header as it was when no path names anything. */
function redactedHeader(header: RecordingHeader, paths: readonly string[]): RecordingHeader {
  const named: string[] = [];
  let args: Json = header.args;
  for (const path of paths) {
    const pattern = parsePattern(path);
    if (pattern.length > 0) args = hide(args, pattern, 0, [], named);
  }
  if (named.length === 0) return header;
  const said = [...new Set(named)].map((name) => `argument ${name}`);
  return {
    ...header,
    args: args as RecordingHeader['args'],
    prompt: { ...header.prompt, messages: leftOut(header.prompt.messages) },
    redactions: [...header.redactions, ...said, 'the text of the prompt, which may repeat them'],
  };
}

function hide(value: Json, pattern: Pattern, at: number, path: (string | number)[], named: string[]): Json {
  if (at === pattern.length) {
    if (value === REDACTED) return value;
    named.push(formatPath(path));
    return REDACTED;
  }
  if (typeof value !== 'object' || value === null) return value;
  const step = pattern[at]!;
  const isMeant = (key: string | number): boolean => step === '*' || step === String(key);
  const inside = (item: Json, key: string | number): Json =>
    isMeant(key) ? hide(item, pattern, at + 1, [...path, key], named) : item;
  if (Array.isArray(value)) return (value as readonly Json[]).map(inside);
  const members = Object.entries(value as { readonly [key: string]: Json });
  // `fromEntries` defines its members: `__proto__` is an ordinary key here.
  return Object.fromEntries(members.map(([key, item]) => [key, inside(item, key)]));
}

/** `a.b[0]["c d"][*]` as steps; what cannot be read is taken as a name. */
export function parsePattern(text: string): Pattern {
  const steps: string[] = [];
  const part = /\[\s*(?:"((?:[^"\\]|\\.)*)"|([^\]]*))\s*\]|([^.[\]]+)/g;
  for (const [, quoted, index, name] of text.trim().matchAll(part)) {
    const step = quoted !== undefined ? quoted.replace(/\\(.)/g, '$1') : (index ?? name ?? '').trim();
    if (step !== '') steps.push(step);
  }
  return steps;
}

/** Texts of the arguments that are not to be seen, the longest first; very short ones stand in every sentence. */
function hiddenTexts(before: Json, after: Json): readonly string[] {
  const kept = new Set(textsOf(after));
  return textsOf(before)
    .filter((text) => text.length >= 4 && !kept.has(text))
    .sort((a, b) => b.length - a.length);
}

function textsOf(root: Json): string[] {
  const found: string[] = [];
  const work: Json[] = [root];
  for (let value = work.pop(); value !== undefined; value = work.pop()) {
    if (typeof value === 'string') found.push(value);
    else if (typeof value === 'number') found.push(String(value));
    else if (typeof value === 'object' && value !== null) work.push(...(Object.values(value) as Json[]));
  }
  return found;
}

function quiet<E extends Omit<RunFailure, 'at'>>(error: E, hidden: readonly string[]): E {
  const { body: _echo, ...rest } = error;
  const message = hidden.reduce((text, secret) => text.split(secret).join(REDACTED), error.message);
  return { ...rest, message } as E;
}

function redactedAttempt(one: FailedAttempt, hidden: readonly string[]): FailedAttempt {
  return {
    ...one,
    attempt: withoutPrompt(one.attempt),
    failed: { ...one.failed, error: quiet(one.failed.error, hidden) },
  };
}

function withoutPrompt(attempt: AttemptStart): AttemptStart {
  return attempt.prompt ? { ...attempt, prompt: leftOut(attempt.prompt) } : attempt;
}

function leftOut(messages: readonly PromptMessage[]): readonly PromptMessage[] {
  return messages.map(({ role }) => ({ role, text: PROMPT_LEFT_OUT }));
}
