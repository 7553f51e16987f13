/** Our partial values beside those of a runtime that the person has installed, prefix by prefix. */
import type { Json } from './run';
import { frameAt, lengthAfter, type Timeline } from './timeline';
import { snapshotAfter } from './snapshots';
import { sameJson } from './sameJson';
import { toJson } from './value';
import { count } from './words';

/** A prefix of the answer at the end of a chunk, and what code would hold there. */
export interface Prefix {
  readonly length: number;
  /** Undefined: no value can be read, or there was none yet. */
  readonly ours: Json | undefined;
}

/** What the installed runtime makes of a prefix. */
export type Answer = { readonly value: Json } | { readonly refused: string };

export interface Difference {
  readonly length: number;
  /** How many prefixes in a row differ from here on. */
  readonly prefixes: number;
  /** The end of the text so far. */
  readonly end: string;
  readonly ours: Json | undefined;
  readonly theirs: Answer;
}

export interface Verification {
  /** Name and version of the runtime. */
  readonly runtime: string;
  readonly function: string;
  readonly compared: number;
  readonly all: number;
  readonly different: number;
  /** Where a difference begins, in order. */
  readonly differences: readonly Difference[];
}

/** The prefixes at chunk ends, of many only so many, evenly spread, the last one always. A pair of surrogates is not cut. */
export function prefixesOf(timeline: Timeline, most: number): readonly Prefix[] {
  const all: Prefix[] = [];
  for (let frame = 0; frame < timeline.frames.length; frame++) {
    const length = lengthAfter(timeline, frame + 1);
    const last = timeline.text.charCodeAt(length - 1);
    if (length === 0 || length === all.at(-1)?.length || (last >= 0xd800 && last < 0xdc00)) continue;
    const record = frameAt(timeline, frame)!;
    const value = snapshotAfter(timeline, frame);
    const readable = value !== undefined && record.refusal === null;
    all.push({ length, ours: readable ? toJson(value) : undefined });
  }
  if (all.length <= most) return all;
  return Array.from({ length: most }, (_, i) => all[Math.round((i * (all.length - 1)) / (most - 1))]!);
}

/** `answers`: one for each prefix, in order; fewer when the person stopped it. */
export function compared(
  timeline: Timeline,
  prefixes: readonly Prefix[],
  answers: readonly Answer[],
  runtime: string,
): Verification {
  const differences: Difference[] = [];
  let different = 0;
  let before = false;
  for (const [i, theirs] of answers.entries()) {
    const { length, ours } = prefixes[i]!;
    const isSame = 'value' in theirs ? ours !== undefined && sameJson(ours, theirs.value) : ours === undefined;
    if (!isSame) different++;
    const last = differences.at(-1);
    if (!isSame && before) differences[differences.length - 1] = { ...last!, prefixes: last!.prefixes + 1 };
    else if (!isSame) {
      differences.push({
        length,
        prefixes: 1,
        end: timeline.text.slice(Math.max(0, length - 40), length),
        ours,
        theirs,
      });
    }
    before = !isSame;
  }
  const called = timeline.started?.header.function ?? '';
  return { runtime, function: called, compared: answers.length, all: prefixes.length, different, differences };
}

/** As a document. */
export function verificationText({
  runtime,
  function: called,
  compared: n,
  all,
  different,
  differences,
}: Verification): string {
  const lines = [`# ${called}, read by ${runtime} and by BAML Live`, ''];
  const stopped = n < all ? `, of ${all}: it was stopped` : '';
  if (!different) lines.push(`Every one of ${count(n, 'prefix', 'prefixes')} gives the same value${stopped}.`);
  else lines.push(`${different} of ${count(n, 'prefix', 'prefixes')} differ${stopped}.`);
  for (const { length, prefixes, end, ours, theirs } of differences) {
    lines.push(
      '',
      `## After ${count(length, 'character')}${prefixes > 1 ? `, and the ${prefixes - 1} after it` : ''}`,
      '',
      `The text ends with ${JSON.stringify(end)}`,
      '',
      `- your runtime: ${'value' in theirs ? shown(theirs.value) : `no value (${theirs.refused.split('\n')[0]})`}`,
      `- BAML Live: ${ours === undefined ? 'no value' : shown(ours)}`,
    );
  }
  return `${lines.join('\n')}\n`;
}

const MOST_SHOWN = 2000;

function shown(value: Json): string {
  const text = JSON.stringify(value);
  return text.length > MOST_SHOWN ? `${text.slice(0, MOST_SHOWN)}…` : text;
}
