/**
 * Official and corrected reading of one text side by side: where they differ, after which characters, and by which quirk.
 *
 * A difference is traced to its cause by putting the corrections on top of each other, one after the other: the quirk whose
 * correction changes the place is the one. So every difference has a name. It costs one more reading for each correction that
 * can matter to the text, and none before the first difference.
 */
import { createEngine, type Engine, type Final, type OutputType, type Snapshot } from '../stream/engine';
import type { Chunk, Frame, Path, ValueChange } from '../stream/frame';
import { BETTER_NAMES, type BetterQuirk } from './catalog';
import { differentParts, isSame, partAt, type Part } from './difference';
import { Relevance } from './relevance';

/** A place where the program sees something else than it would without some quirks. */
export interface QuirkDifference {
  readonly path: Path;
  /** The quirks that make the difference; at least one. */
  readonly quirks: readonly BetterQuirk[];
  /** What the program sees there; undefined when nothing stands there, or there is no snapshot. */
  readonly official: Part;
  readonly corrected: Part;
}

/** A stretch of the answer while which a quirk showed at a place. */
export interface QuirkInterval {
  readonly quirk: BetterQuirk;
  readonly path: Path;
  /** Length of the text at which it began to show, and at which it showed no more: null when it still does. */
  readonly from: number;
  readonly to: number | null;
  /** Index of the chunk with which it began, and of the one with which it ended. */
  readonly chunks: readonly [from: number, to: number | null];
  /** What was seen there when it began. */
  readonly official: Part;
  readonly corrected: Part;
}

export interface TracedFrame {
  /** What the chunk changed for the program. */
  readonly frame: Frame;
  readonly differences: readonly QuirkDifference[];
}

export interface TracedFinal {
  readonly final: Final;
  readonly corrected: Final;
  readonly differences: readonly QuirkDifference[];
}

interface Step {
  readonly quirk: BetterQuirk;
  readonly engine: Engine;
}

type Draft = { -readonly [K in keyof QuirkInterval]: QuirkInterval[K] };

export class QuirkTrace {
  /** What has shown so far, in the order of appearance. */
  readonly intervals: readonly QuirkInterval[];
  private readonly all: Draft[] = [];
  private readonly showing = new Map<string, Draft>();
  private readonly official: Engine;
  private readonly corrected: Engine;
  private readonly relevance: Relevance;
  private readonly texts: string[] = [];
  /** Readings with all corrections up to one of them; made when the first difference shows. */
  private steps: Step[] | null = null;
  private differing: readonly Path[] = [];
  private refused = false;

  constructor(private readonly output: OutputType) {
    this.official = createEngine(output);
    this.corrected = createEngine(output, { mode: 'corrected' });
    this.relevance = new Relevance(output);
    this.intervals = this.all;
  }

  /** What the program sees now. */
  snapshot(): Snapshot {
    return this.official.snapshot();
  }

  feed(chunk: Chunk): TracedFrame {
    const frame = this.official.feed(chunk);
    const other = this.corrected.feed(chunk);
    this.relevance.take(chunk.text);
    for (const { engine } of this.steps ?? []) engine.feed(chunk);
    this.texts.push(chunk.text);
    const places = this.placesToLookAt(frame, other);
    const differences = places.length === 0 ? [] : this.compare(places);
    this.note(differences, frame.length);
    return { frame, differences };
  }

  /** Compares the final values. Differences do not count as intervals. */
  finish(): TracedFinal {
    const final = this.official.finish();
    const corrected = this.corrected.finish();
    const found = differentParts(finalPart(final), finalPart(corrected));
    if (found.length === 0) return { final, corrected, differences: [] };
    const steps = this.chain().map(({ quirk, engine }) => ({ quirk, whole: finalPart(engine.finish()) }));
    const differences = found.map(({ path, one, other }) => ({
      path,
      quirks: causes(finalPart(final), steps, finalPart(corrected), path),
      official: one,
      corrected: other,
    }));
    return { final, corrected, differences };
  }

  /** Where the two may differ now: where they did, and what only one of them changed. */
  private placesToLookAt(one: Frame, other: Frame): readonly Path[] {
    const refusals = one.refusal !== undefined || other.refusal !== undefined;
    if (refusals || this.refused || this.texts.length === 1) return [[]];
    if (sameChanges(one.value, other.value)) return this.differing;
    return outermost([...this.differing, ...[...one.value, ...other.value].map(({ path }) => path)]);
  }

  private compare(places: readonly Path[]): QuirkDifference[] {
    const [one, other] = [wholeOf(this.official.snapshot()), wholeOf(this.corrected.snapshot())];
    this.refused = (one === undefined) !== (other === undefined);
    const found = places.flatMap((path) => differentParts(partAt(one, path), partAt(other, path), path));
    this.differing = outermost(found.map(({ path }) => path));
    if (found.length === 0) return [];
    const steps = this.chain().map(({ quirk, engine }) => ({ quirk, whole: wholeOf(engine.snapshot()) }));
    return found.map((part) => ({
      path: part.path,
      quirks: causes(one, steps, other, part.path),
      official: part.one,
      corrected: part.other,
    }));
  }

  /** One reading for each correction that can matter but the last, which the corrected reading stands for. */
  private chain(): readonly Step[] {
    const names = this.relevance.names();
    const steps = (this.steps ??= []);
    names.forEach((quirk, at) => {
      if (steps[at]?.quirk === quirk) return;
      const corrections = new Set(BETTER_NAMES.slice(0, BETTER_NAMES.indexOf(quirk) + 1));
      const engine = createEngine(this.output, { mode: 'corrected', corrections });
      engine.feed({ t: 0, batch: 0, text: this.texts.join('') });
      steps.splice(at, 0, { quirk, engine });
    });
    return steps;
  }

  private note(differences: readonly QuirkDifference[], length: number): void {
    if (differences.length === 0 && this.showing.size === 0) return;
    const chunk = this.texts.length - 1;
    const still = new Set<string>();
    for (const { path, quirks, official, corrected } of differences) {
      for (const quirk of quirks) {
        const key = JSON.stringify([quirk, ...path]);
        still.add(key);
        if (this.showing.has(key)) continue;
        const begun: Draft = { quirk, path, from: length, to: null, chunks: [chunk, null], official, corrected };
        this.showing.set(key, begun);
        this.all.push(begun);
      }
    }
    for (const [key, one] of this.showing) {
      if (still.has(key)) continue;
      one.to = length;
      one.chunks = [one.chunks[0], chunk];
      this.showing.delete(key);
    }
  }
}

const wholeOf = (snapshot: Snapshot): Part => (snapshot.kind === 'value' ? snapshot.value : undefined);
const finalPart = (final: Final): Part => (final.kind === 'value' ? final.value : undefined);

/** The corrections that change what stands at `path`, on the way from the official value to the corrected one. */
function causes(
  official: Part,
  steps: readonly { readonly quirk: BetterQuirk; readonly whole: Part }[],
  corrected: Part,
  path: Path,
): readonly BetterQuirk[] {
  const found: BetterQuirk[] = [];
  let before = partAt(official, path);
  steps.forEach(({ quirk, whole }, at) => {
    const after = partAt(at === steps.length - 1 ? corrected : whole, path);
    if (!isSame(before, after)) found.push(quirk);
    before = after;
  });
  return found;
}

const isWithin = (path: Path, around: Path): boolean => around.every((step, at) => path[at] === step);

/** The places that are in no other of them. */
function outermost(places: readonly Path[]): readonly Path[] {
  const outer: Path[] = [];
  for (const place of [...places].sort((a, b) => a.length - b.length)) {
    if (!outer.some((around) => isWithin(place, around))) outer.push(place);
  }
  return outer;
}

function sameChanges(one: readonly ValueChange[], other: readonly ValueChange[]): boolean {
  if (one.length !== other.length) return false;
  return one.every((change, at) => sameChange(change, other[at]!));
}

function sameChange(one: ValueChange, other: ValueChange): boolean {
  if (one.op !== other.op || one.path.length !== other.path.length || !isWithin(one.path, other.path)) return false;
  switch (one.op) {
    case 'append':
      return other.op === 'append' && one.text === other.text;
    case 'truncate':
      return other.op === 'truncate' && one.length === other.length;
    case 'remove':
      return true;
    default:
      return (other.op === 'set' || other.op === 'push') && isSame(one.value, other.value);
  }
}
