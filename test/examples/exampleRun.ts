/** Runs of the example project with the product's own code, without an editor. */
import fs from 'node:fs';
import path from 'node:path';
import { readRecording } from '../../protocol/recording';
import type { Recording } from '../../protocol/run';
import { applyChange, toJson, type Value } from '../../protocol/value';
import { createProject } from '../../server/src/language/languageService';
import { createNodeHost } from '../../server/src/lsp/nodeHost';
import type { RunPlan } from '../../server/src/runtime/plan';
import { prepareReplay } from '../../server/src/runtime/prepareReplay';
import { prepareRun } from '../../server/src/runtime/prepareRun';
import { executeRun } from '../../server/src/runtime/run';
import type { FinishedStep } from '../../server/src/runtime/step';
import type { FieldDecl, Frame } from '../../server/src/runtime/stream/frame';
import { EXAMPLES } from './official';

/** One moment of a run: the text so far, and what code holds then; undefined before the first snapshot. */
export interface Moment {
  readonly text: string;
  readonly snapshot: unknown;
  readonly refused: boolean;
}

export interface RunReport {
  readonly moments: readonly Moment[];
  readonly finished: FinishedStep;
  /** Paths of the fields, such as `items[0].price`, in the order in which they became complete. */
  readonly completions: readonly string[];
  /** By path: why the field was held, each cause once, with what it waited for: `not-null ← [2].type`. */
  readonly holds: ReadonlyMap<string, readonly string[]>;
}

export function recordingNamed(name: string): Recording {
  const { recording } = readRecording(fs.readFileSync(path.join(EXAMPLES, 'recordings', `${name}.bamlrun`), 'utf8'));
  if (!recording) throw new Error(`${name} cannot be read`);
  return recording;
}

/** The project of a folder of `examples/`; `edit` changes each file's text. */
export function openExample(folder: string, edit: (text: string) => string = (text) => text) {
  const project = createProject();
  for (const name of fs.readdirSync(path.join(EXAMPLES, folder))) {
    project.setFile(`file:///${folder}/${name}`, edit(fs.readFileSync(path.join(EXAMPLES, folder, name), 'utf8')));
  }
  return project.snapshot();
}

/** The plan of a live run with the arguments of a test, against a provider at `url`. */
export function planLive(folder: string, url: string, test: string, edit = (text: string) => text): RunPlan {
  const snapshot = openExample(folder, (text) => edit(text).replace('http://127.0.0.1:41110', url));
  const called = snapshot.functions().find(({ tests }) => tests.some(({ name }) => name === test))!;
  const found = snapshot.runnable(called.name);
  if (!found.ok) throw new Error(found.problems.map(({ diagnostic }) => diagnostic.message).join('\n'));
  const { args } = called.tests.find(({ name }) => name === test)!;
  return planOf(prepareRun(found.runnable, { args, test }, createNodeHost()));
}

/** The plan of a replay at once, read with the types that the recording holds. */
export const planReplay = (recording: Recording): RunPlan => planOf(prepareReplay(recording, null, 0));

function planOf(prepared: ReturnType<typeof prepareRun>): RunPlan {
  if (!prepared.ok) throw new Error(prepared.problems.map(({ message }) => message).join('\n'));
  return prepared.plan;
}

/** Executes a plan to its end; `onMoment` sees every chunk as it comes. */
export async function execute(
  plan: RunPlan,
  signal: AbortSignal = new AbortController().signal,
  onMoment: (moment: Moment) => void = () => undefined,
): Promise<RunReport> {
  const moments: Moment[] = [];
  const rows = new Rows();
  let text = '';
  let value: Value | undefined;
  let refused = false;
  for await (const step of executeRun(plan, createNodeHost(), signal)) {
    if (step.type === 'frames') {
      for (const frame of step.frames) {
        text += frame.chunk.text;
        for (const change of frame.value) value = applyChange(value, change);
        if (frame.refusal !== undefined) refused = frame.refusal !== null;
        rows.take(frame.fields);
        moments.push({ text, snapshot: value === undefined ? undefined : toJson(value), refused });
        onMoment(moments.at(-1)!);
      }
    } else if (step.type === 'finished') {
      rows.take(step.fields);
      return { moments, finished: step, completions: rows.completions, holds: rows.holds };
    }
  }
  throw new Error('the run ended without an outcome');
}

/** Follows the changes of fields. */
class Rows {
  readonly completions: string[] = [];
  readonly holds = new Map<string, string[]>();
  private readonly decls = new Map<number, FieldDecl>();

  take(changes: Frame['fields']): void {
    for (const { id, decl, state, hold } of changes) {
      if (decl) this.decls.set(id, decl);
      const at = this.pathOf(id);
      if (state === 'complete') this.completions.push(at);
      if (hold) {
        const cause = hold.waitsFor === undefined ? hold.cause : `${hold.cause} ← ${hold.waitsFor}`;
        const known = this.holds.get(at) ?? [];
        if (!known.includes(cause)) this.holds.set(at, [...known, cause]);
      }
    }
  }

  private pathOf(id: number): string {
    const { parent, key } = this.decls.get(id)!;
    if (parent === null) return '';
    const above = this.pathOf(parent);
    if (typeof key === 'number') return `${above}[${key}]`;
    return above ? `${above}.${key}` : String(key);
  }
}
