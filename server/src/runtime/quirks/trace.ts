/**
 * Official and corrected reading of one text side by side: where they differ, after which characters, and by which quirk.
 *
 * A difference is traced to its cause by putting the corrections on top of each other, one after the other: the quirk whose
 * correction changes the place is the one. So every difference has a name. It costs one more reading for each correction that
 * can matter to the text, and none before the first difference; places that no chunk touches are not looked at again.
 */
import { createEngine, type Engine, type Final, type OutputType, type Snapshot } from '../stream/engine';
import type { Chunk, Frame, Path } from '../stream/frame';
import { BETTER_NAMES, type BetterQuirk } from './catalog';
import { briefText, differentParts, isSame, partAt, type Part } from './difference';
import { Mirror } from './mirror';
import { PlaceTree } from './placeTree';
import { Relevance } from './relevance';

/** A place where the program sees something else than it would without some quirks. */
export interface QuirkDifference {
  readonly path: Path;
  /** The quirks that make the difference; at least one. */
  readonly quirks: readonly BetterQuirk[];
}

/** A place of the final value. Undefined: nothing stands there, or there is no value. */
export interface FinalDifference extends QuirkDifference {
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
  /** What was seen there when it began, in a few characters of JSON; `nothing` when there was none. */
  readonly official: string;
  readonly corrected: string;
}

export interface TracedFrame {
  /** What the chunk changed for the program. */
  readonly frame: Frame;
  /** What began to show with this chunk, and what was over with it. */
  readonly begun: readonly QuirkInterval[];
  readonly ended: readonly QuirkInterval[];
}

export interface TracedFinal {
  readonly final: Final;
  readonly corrected: Final;
  readonly differences: readonly FinalDifference[];
}

interface Step {
  readonly quirk: BetterQuirk;
  readonly engine: Engine;
  readonly mirror: Mirror;
}

type Draft = { -readonly [K in keyof QuirkInterval]: QuirkInterval[K] };

/** What shows at a place, by quirk. */
interface Showing {
  readonly path: Path;
  readonly intervals: Map<BetterQuirk, Draft>;
}

export class QuirkTrace {
  /** What has shown so far, in the order of appearance. */
  readonly intervals: readonly QuirkInterval[];
  private readonly all: Draft[] = [];
  private readonly showing = new PlaceTree<Showing>();
  private readonly official: Engine;
  private readonly corrected: Engine;
  /** What is seen in either mode. */
  private readonly one = new Mirror();
  private readonly other = new Mirror();
  private readonly relevance: Relevance;
  private readonly texts: string[] = [];
  /** Readings with all corrections up to one of them; made when the first difference shows. */
  private steps: Step[] | null = null;

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

  /** Where the modes differ now. */
  differences(): readonly QuirkDifference[] {
    return this.showing.all().map(({ path, intervals }) => ({ path, quirks: [...intervals.keys()] }));
  }

  feed(chunk: Chunk): TracedFrame {
    const frame = this.official.feed(chunk);
    const changed = [...this.one.take(frame), ...this.other.take(this.corrected.feed(chunk))];
    for (const { engine, mirror } of this.steps ?? []) changed.push(...mirror.take(engine.feed(chunk)));
    this.relevance.take(chunk.text);
    this.texts.push(chunk.text);
    const [begun, ended] = [[], []] as [Draft[], Draft[]];
    if (this.texts.length === 1) changed.push([]);
    for (const place of this.placesToLookAt(changed)) this.look(place, frame.length, begun, ended);
    return { frame, begun, ended };
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

  /** The outermost of the places that changed. A difference around a changed place is looked at as a whole. */
  private placesToLookAt(changed: readonly Path[]): readonly Path[] {
    const places = new PlaceTree<Path>();
    for (const path of changed) {
      const place = this.showing.around(path) ?? path;
      if (places.around(place) !== null) continue;
      places.takeOut(place);
      places.put(place, place);
    }
    return places.all();
  }

  private look(place: Path, length: number, begun: Draft[], ended: Draft[]): void {
    const [one, other] = [this.one.whole, this.other.whole];
    const before = new Map<string, Draft>();
    if (this.showing.size > 0) {
      for (const { path, intervals } of this.showing.takeOut(place))
        for (const [quirk, draft] of intervals) before.set(keyOf(quirk, path), draft);
    }
    const found = differentParts(partAt(one, place), partAt(other, place), place);
    const steps = found.length === 0 ? [] : this.chain().map(({ quirk, mirror }) => ({ quirk, whole: mirror.whole }));
    const chunk = this.texts.length - 1;
    for (const { path, one: official, other: corrected } of found) {
      const intervals = new Map<BetterQuirk, Draft>();
      for (const quirk of causes(one, steps, other, path)) {
        const key = keyOf(quirk, path);
        let draft = before.get(key);
        if (draft === undefined) {
          const shown = { official: briefText(official), corrected: briefText(corrected) };
          draft = { quirk, path, from: length, to: null, chunks: [chunk, null], ...shown };
          this.all.push(draft);
          begun.push(draft);
        }
        before.delete(key);
        intervals.set(quirk, draft);
      }
      this.showing.put(path, { path, intervals });
    }
    for (const draft of before.values()) {
      draft.to = length;
      draft.chunks = [draft.chunks[0], chunk];
      ended.push(draft);
    }
  }

  /** One reading for each correction that can matter but the last, which the corrected reading stands for. */
  private chain(): readonly Step[] {
    const names = this.relevance.names();
    const steps = (this.steps ??= []);
    names.forEach((quirk, at) => {
      if (steps[at]?.quirk === quirk) return;
      const corrections = new Set(BETTER_NAMES.slice(0, BETTER_NAMES.indexOf(quirk) + 1));
      const engine = createEngine(this.output, { mode: 'corrected', corrections });
      const mirror = new Mirror();
      mirror.take(engine.feed({ t: 0, batch: 0, text: this.texts.join('') }));
      steps.splice(at, 0, { quirk, engine, mirror });
    });
    return steps;
  }
}

const keyOf = (quirk: BetterQuirk, path: Path): string => JSON.stringify([quirk, ...path]);

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
