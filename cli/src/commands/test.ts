/** `baml-live test`: the `test` blocks of a project, on recordings unless told to call the models. */
import { fileURLToPath } from 'node:url';
import type { FunctionInfo, TestInfo } from '../../../protocol/functions';
import type { Outcome, Recording, RunSource } from '../../../protocol/run';
import { wanted as wantedSide, whyNot, type TestVerdict } from '../../../protocol/testing';
import type { Timeline } from '../../../protocol/timeline';
import type { Console } from '../console';
import { filesBelow, loadRecording, shown, workspaceOf } from '../files';
import { readFormat, writeReport } from '../report';
import type { Group, Item } from '../report/report';
import { functionOf } from '../replay';
import { Session } from '../session';
import { UsageError, type ExitCode } from '../usage';

export const TEST_HELP = `baml-live test [PATH…] [--live] [--filter TEXT] [--times N] [--client NAME] [--format plain|json|junit]

  Runs the test blocks of the projects around each PATH (default: this folder) and judges their @@assert and @@check.
  Without --live no model is called: the answers are those of the recordings (.bamlrun) at or below PATH that were made by
  the test; a test without one is skipped.

  --live        call the models
  --filter      only tests whose Function::Test contains this
  --times       run each test so often (with --live)
  --client      with another client of the project, or provider/model (with --live)
  --format      plain (default), json, or junit`;

export interface TestOptions {
  readonly live?: boolean;
  readonly filter?: string;
  readonly times?: string;
  readonly client?: string;
  readonly format?: string;
}

interface Kept {
  readonly file: string;
  readonly recording: Recording;
}

export async function test(
  paths: readonly string[],
  options: TestOptions,
  console: Console,
  signal: AbortSignal,
): Promise<ExitCode> {
  const format = readFormat(options.format);
  const times = options.times === undefined ? 1 : Number(options.times);
  if (!Number.isInteger(times) || times < 1 || times > 1000) {
    throw new UsageError(`\`--times ${options.times}\` is no number from 1 to 1000.`);
  }
  if (!options.live && (times > 1 || options.client !== undefined)) {
    throw new UsageError('`--times` and `--client` call models: add `--live`.');
  }
  const wanted = paths.length ? paths : ['.'];
  const recordings = options.live ? [] : filesBelow(wanted, ['.bamlrun']).flatMap(readKept);
  const session = await Session.open([...new Set(wanted.map(workspaceOf))]);
  try {
    const groups: Group[] = [];
    const functions = await session.functions();
    for (const called of functions) {
      const items: Item[] = [];
      for (const one of called.tests) {
        const name = `${called.name}::${one.name}`;
        if (options.filter !== undefined && !name.includes(options.filter)) continue;
        const kept = recordings.filter(({ file, recording }) => isOf(recording, one, called, functions, file));
        const sources: readonly [string, RunSource][] = options.live
          ? Array.from({ length: times }, (_, i) => [times > 1 ? ` #${i + 1}` : '', { kind: 'live' }] as const)
          : kept.map(({ file, recording }) => [` (${shown(file)})`, { kind: 'replay', recording, speed: 0 }] as const);
        if (!sources.length)
          items.push({ name: one.name, status: 'skipped', message: 'no recording of it; --live calls the model' });
        for (const [suffix, source] of sources) {
          if (signal.aborted) break;
          console.progress(`running ${name}${suffix}`);
          items.push(await runTest(session, called, one, source, options, suffix, signal));
        }
      }
      if (items.length) groups.push({ name: called.name, items });
    }
    if (!groups.length)
      throw new UsageError(
        options.filter === undefined ? 'There is no test here.' : `No test is named like \`${options.filter}\`.`,
      );
    return writeReport({ command: 'test', groups }, format, console);
  } finally {
    await session.close();
  }
}

function readKept(file: string): Kept[] {
  const loaded = loadRecording(file);
  return 'recording' in loaded ? [{ file, recording: loaded.recording }] : [];
}

/** A recording is of a test when the test made it. */
function isOf(
  recording: Recording,
  { name }: TestInfo,
  called: FunctionInfo,
  functions: readonly FunctionInfo[],
  file: string,
): boolean {
  return recording.header.test === name && functionOf(recording, file, functions) === called;
}

async function runTest(
  session: Session,
  called: FunctionInfo,
  { name, args, at }: TestInfo,
  source: RunSource,
  { client }: TestOptions,
  suffix: string,
  signal: AbortSignal,
): Promise<Item> {
  const { uri } = at;
  const params = { function: called.name, uri, args, test: name, source, ...(client !== undefined && { client }) };
  const { timeline } = await session.run(params, signal);
  const outcome = timeline.finished?.outcome;
  const ms = timeline.finished?.t ?? 0;
  const place = { file: shown(fileURLToPath(uri)), line: at.line + 1, column: at.character + 1 };
  const item = { name: `${name}${suffix}`, ms };
  if (outcome?.kind !== 'completed') {
    return { ...item, status: 'failed', message: whyEnded(outcome, timeline), at: place };
  }
  const verdict = await session.judge({ uri, function: called.name, test: name, value: outcome.value, latencyMs: ms });
  return { ...item, ...(verdict ? verdictItem(verdict, place) : { status: 'passed' }) };
}

function verdictItem({ constraints }: TestVerdict, place: NonNullable<Item['at']>): Omit<Item, 'name'> {
  const wrong = constraints.filter(({ status }) => status === 'failed' || status === 'no answer');
  const [first] = wrong;
  if (!first) return { status: 'passed' };
  const { compared, expression, at } = first;
  const where = at && { file: shown(fileURLToPath(at.uri)), line: at.line + 1, column: at.character + 1 };
  return {
    status: 'failed',
    message: wrong.flatMap((one) => whyNot(one) ?? []).join('\n'),
    at: where ?? place,
    expected: compared ? wantedSide(compared) : expression,
    ...(compared && { actual: compared.actual }),
  };
}

/** How a run ended that has no value. */
export function whyEnded(outcome: Outcome | undefined, timeline: Timeline): string {
  switch (outcome?.kind) {
    case 'failed': {
      const { message, hint } = outcome.error;
      return [message, hint].filter(Boolean).join('\n');
    }
    case 'refused':
      return outcome.problems.map(({ message }) => message).join('\n');
    case 'cancelled':
      return `It was cancelled after ${timeline.text.length} characters.`;
    default:
      return 'It did not end.';
  }
}
