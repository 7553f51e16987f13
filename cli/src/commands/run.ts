/** `baml-live run`: one call of a function, its value on standard output. */
import { readFileSync, writeFileSync } from 'node:fs';
import { SIMULATIONS } from '../../../protocol/clients';
import type { FunctionInfo } from '../../../protocol/functions';
import { metrics } from '../../../protocol/metrics';
import { recordingFromEvents, writeRecording } from '../../../protocol/recording';
import type { Json, RunEvent, RunSource } from '../../../protocol/run';
import { snapshotAfter } from '../../../protocol/snapshots';
import { frameAt, type Timeline } from '../../../protocol/timeline';
import { toJson } from '../../../protocol/value';
import { count, formatMs } from '../../../protocol/words';
import type { Console } from '../console';
import { loadRecording, workspaceOf } from '../files';
import { Session } from '../session';
import { EXIT, UsageError, type ExitCode } from '../usage';
import { whyEnded } from './test';

export const RUN_HELP = `baml-live run FUNCTION [--args JSON | @FILE | -] [--test NAME] [--client NAME] [--replay FILE | --simulate]
                   [--partials] [--format plain|json] [--save FILE] [--project PATH]

  Calls FUNCTION and prints its value as JSON. While it goes on, a terminal shows how far it is. Ctrl+C closes the connection.

  --args        the arguments as a JSON object, from a file (@args.json), or from standard input (-)
  --test        take the arguments of this test
  --client      with another client of the project, or provider/model
  --replay      no model: the answer of this recording, at once
  --simulate    no model: an answer made up from the return type
  --partials    one line of JSON for every partial value your code would see, then the final value
  --format json one line of JSON: value, outcome, figures
  --save        keep the run as a recording
  --project     a folder of the project (default: this one)`;

export interface RunOptions {
  readonly args?: string;
  readonly test?: string;
  readonly client?: string;
  readonly replay?: string;
  readonly simulate?: boolean;
  readonly partials?: boolean;
  readonly format?: string;
  readonly save?: string;
  readonly project?: string;
}

export async function run(
  names: readonly string[],
  options: RunOptions,
  console: Console,
  signal: AbortSignal,
): Promise<ExitCode> {
  const [name, more] = names;
  if (name === undefined || more !== undefined) throw new UsageError('Name one function: `baml-live run MyFunction`.');
  if (options.format !== undefined && options.format !== 'plain' && options.format !== 'json') {
    throw new UsageError(`\`--format ${options.format}\` is none of plain, json.`);
  }
  const source = sourceOf(options);
  const session = await Session.open([workspaceOf(options.project ?? '.')]);
  try {
    const called = pick(await session.functions(), name);
    const args = argumentsOf(called, options, source);
    const { test, client } = options;
    const params = {
      function: called.name,
      uri: called.at.uri,
      args,
      source,
      ...(test !== undefined && { test }),
      ...(client !== undefined && { client }),
    };
    let told = -1;
    const heard = (event: RunEvent, timeline: Timeline): void => {
      if (event.type !== 'frames') return;
      console.progress(progressLine(name, timeline));
      if (options.partials) {
        for (let i = told + 1; i < timeline.frames.length; i++) printPartial(timeline, i, console);
      }
      told = timeline.frames.length - 1;
    };
    const { events, timeline } = await session.run(params, signal, heard);
    if (options.save !== undefined) save(events, options.save, console);
    return report(timeline, options, console, signal);
  } finally {
    await session.close();
  }
}

function sourceOf({ replay, simulate }: RunOptions): RunSource {
  if (replay !== undefined && simulate) throw new UsageError('Use one of `--replay` and `--simulate`.');
  if (simulate) {
    return { kind: 'simulated', playing: SIMULATIONS[0]!.playing };
  }
  if (replay === undefined) return { kind: 'live' };
  const loaded = loadRecording(replay);
  if ('problem' in loaded) throw new UsageError(`${replay}:${loaded.line}: ${loaded.problem}`);
  return { kind: 'replay', recording: loaded.recording, speed: 0 };
}

/** The function of a name, or what there is instead. */
export function pick(functions: readonly FunctionInfo[], name: string): FunctionInfo {
  const found = functions.find((one) => one.name === name);
  if (found) return found;
  const names = functions.map((one) => `\`${one.name}\``);
  throw new UsageError(
    `There is no function \`${name}\` here. ${names.length ? `There are ${names.join(', ')}.` : 'There is no function at all: is `--project` right?'}`,
  );
}

function argumentsOf(
  called: FunctionInfo,
  { args, test }: RunOptions,
  source: RunSource,
): Readonly<Record<string, Json>> {
  const found = test === undefined ? undefined : called.tests.find(({ name }) => name === test);
  if (test !== undefined && !found) {
    const names = called.tests.map(({ name }) => `\`${name}\``).join(', ');
    throw new UsageError(`\`${called.name}\` has no test \`${test}\`. It has ${names || 'none'}.`);
  }
  if (args === undefined) return found?.args ?? (source.kind === 'replay' ? source.recording.header.args : {});
  const text = args === '-' ? readFileSync(0, 'utf8') : args.startsWith('@') ? readText(args.slice(1)) : args;
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    throw new UsageError(`The arguments are no JSON: ${(error as Error).message}`);
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new UsageError(
      `The arguments must be a JSON object, such as {"${called.parameters[0]?.name ?? 'name'}": …}.`,
    );
  }
  return { ...found?.args, ...(value as Record<string, Json>) };
}

function readText(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    throw new UsageError(`\`${file}\` cannot be read: ${(error as NodeJS.ErrnoException).code ?? String(error)}.`);
  }
}

function printPartial(timeline: Timeline, index: number, console: Console): void {
  const record = frameAt(timeline, index);
  const value = snapshotAfter(timeline, index);
  if (!record || value === undefined || record.frame.value.length === 0) return;
  console.out(JSON.stringify(toJson(value)));
}

function progressLine(name: string, timeline: Timeline): string {
  const { ttft, chars, snapshots } = metrics(timeline);
  const facts = [
    count(chars, 'character'),
    count(snapshots, 'snapshot'),
    ttft !== null && `first after ${formatMs(ttft)}`,
  ];
  return `${name}: ${facts.filter(Boolean).join(', ')}`;
}

function save(events: readonly RunEvent[], file: string, console: Console): void {
  const recording = recordingFromEvents(events);
  if (!recording) return console.err('Nothing was sent, so there is nothing to save.');
  writeFileSync(file, writeRecording(recording));
  console.err(`Saved ${file}.`);
}

function report(timeline: Timeline, options: RunOptions, console: Console, signal: AbortSignal): ExitCode {
  const outcome = timeline.finished?.outcome;
  const last = timeline.value;
  const value = outcome?.kind === 'completed' ? outcome.value : undefined;
  if (options.format === 'json') {
    const { ttft, total, chunks, chars, snapshots, holds, retractions } = metrics(timeline);
    const figures = { ttft, total, chunks, chars, snapshots, holds: holds.count, heldMs: holds.ms, retractions };
    const partial = last === undefined ? null : toJson(last);
    const { error } = outcome?.kind === 'failed' ? outcome : { error: undefined };
    console.out(JSON.stringify({ outcome: outcome?.kind, value, partial, error, figures }));
  } else if (value !== undefined) {
    console.out(JSON.stringify(value, null, options.partials ? 0 : 2));
  }
  if (outcome?.kind === 'completed') return EXIT.ok;
  console.err(whyEnded(outcome, timeline));
  return signal.aborted ? EXIT.interrupted : EXIT.failed;
}
