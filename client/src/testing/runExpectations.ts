/** The expectations beside a recording, judged one by one. Knows no editor. */
import { evaluate, type Failure } from '../../../protocol/expectations/evaluate';
import { readExpectations } from '../../../protocol/expectations/syntax';
import { l10n } from '../../../protocol/l10n';
import type { Recording } from '../../../protocol/run';
import { EMPTY, foldAll } from '../../../protocol/timeline';
import { ActiveRun, type RunServer } from '../playground/activeRun';

export interface JudgedLine {
  /** From 0. */
  readonly line: number;
  readonly text: string;
  /** Null when it holds. */
  readonly failure: Failure | null;
}

/** Every line of `text` that expects something, or why none could be judged. `uri`: a file of the recording's project, or the recording. */
export async function runExpectations(
  server: RunServer,
  id: string,
  recording: Recording,
  uri: string,
  text: string,
  signal: AbortSignal,
): Promise<readonly JudgedLine[] | string> {
  const { header } = recording;
  const source = { kind: 'replay', recording, speed: 0 } as const;
  const run = new ActiveRun(
    { run: id, function: header.function, uri, args: header.args, source },
    server,
    () => undefined,
  );
  const cancel = (): void => run.cancel();
  signal.addEventListener('abort', cancel, { once: true });
  if (signal.aborted) cancel();
  await run.ended;
  signal.removeEventListener('abort', cancel);
  if (signal.aborted) return l10n.t('It was cancelled.');
  const timeline = foldAll(EMPTY, run.events);
  const outcome = timeline.finished?.outcome;
  if (outcome?.kind === 'refused') return outcome.problems.map(({ message }) => message).join('\n');
  return readExpectations(text).expectations.map((expectation) => {
    const verdict = evaluate(timeline, expectation);
    return { line: expectation.line, text: expectation.text, failure: verdict.ok ? null : verdict };
  });
}
