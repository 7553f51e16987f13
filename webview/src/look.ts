/** How a person looks at a run: which part of the axis, which rows, what is measured, and what is played. No DOM. */
import { lastTime, rowAtPath, type Timeline } from '../../protocol/timeline';
import type { Path } from '../../protocol/run';
import { axisEnd, frameAtPlace, placeOfFrame } from './position';
import { including, type Axis, type Part } from './scale';

export type Sort = 'schema' | 'first' | 'complete' | 'held';
export const SORTS: readonly Sort[] = ['schema', 'first', 'complete', 'held'];

/** Sizes somebody gave to regions, in pixels: of those with a splitter. What is not named has its automatic size. */
export type Sizes = Readonly<Partial<Record<Sized, number>>>;
/** Width of the names; height of the problems; width of the inspector beside the timeline, and its height below it. */
export type Sized = 'names' | 'problems' | 'beside' | 'below';

export interface Look {
  readonly axis: Axis;
  /** The part of the axis on screen; null is all of it. */
  readonly part: Part | null;
  /** What is measured. */
  readonly range: Range | null;
  /** Whether playing starts over at the end of the range. */
  readonly loop: boolean;
  readonly playing: Playing | null;
  readonly filter: string;
  readonly onlyProblems: boolean;
  readonly sort: Sort;
  /** The field whose first visible value counts as usable; null is the first complete one. */
  readonly pinned: Pin | null;
  readonly help: boolean;
  /** Whether keys of one character do anything. */
  readonly letters: boolean;
  /** Counts how often the filter was asked for: it is given the focus then. */
  readonly filterAsked: number;
  readonly sizes: Sizes;
}

/** A field of a function's answer. */
export interface Pin {
  readonly function: string;
  readonly path: Path;
}

/** Between two frames; an end of null follows the scrubber. */
export interface Range {
  readonly from: number;
  readonly to: number | null;
}

/** Playing has come to a time of the run; `clock` is the page's clock then, null until it is known. */
export interface Playing {
  readonly t: number;
  readonly clock: number | null;
}

export const FIRST_LOOK: Look = {
  axis: 'time',
  part: null,
  range: null,
  loop: false,
  playing: null,
  filter: '',
  onlyProblems: false,
  sort: 'schema',
  pinned: null,
  help: false,
  letters: true,
  filterAsked: 0,
  sizes: {},
};

/** What of a look belongs to one run goes with it. */
export function ofAnotherRun(look: Look): Look {
  return { ...look, part: null, range: null, loop: false, playing: null };
}

/** What survives the page. */
export type KeptLook = Pick<
  Look,
  'axis' | 'part' | 'filter' | 'onlyProblems' | 'sort' | 'pinned' | 'letters' | 'sizes'
>;

export function keptLook({ axis, part, filter, onlyProblems, sort, pinned, letters, sizes }: Look): KeptLook {
  return { axis, part, filter, onlyProblems, sort, pinned, letters, sizes };
}

/** A look as it was kept; what is not one is left out. `sameRun`: whether it was kept of the run on screen. */
export function restoredLook(look: Look, kept: unknown, sameRun: boolean): Look {
  if (typeof kept !== 'object' || kept === null) return look;
  const { axis, part, filter, onlyProblems, sort, pinned, letters, sizes } = kept as Partial<
    Record<keyof KeptLook, unknown>
  >;
  return {
    ...look,
    axis: axis === 'chars' ? 'chars' : 'time',
    part: sameRun && isPart(part) ? part : null,
    filter: typeof filter === 'string' ? filter : '',
    onlyProblems: onlyProblems === true,
    sort: SORTS.find((one) => one === sort) ?? 'schema',
    pinned: isPin(pinned) ? pinned : null,
    letters: letters !== false,
    sizes: areSizes(sizes) ? sizes : {},
  };
}

function areSizes(value: unknown): value is Sizes {
  const isSize = (one: unknown): boolean => typeof one === 'number' && one > 0;
  return typeof value === 'object' && value !== null && Object.values(value).every(isSize);
}

function isPart(value: unknown): value is Part {
  if (typeof value !== 'object' || value === null) return false;
  const { from, to } = value as Partial<Part>;
  return typeof from === 'number' && typeof to === 'number' && from >= 0 && to > from && Number.isFinite(to);
}

function isPin(value: unknown): value is Pin {
  if (typeof value !== 'object' || value === null) return false;
  const { function: name, path } = value as { function?: unknown; path?: unknown };
  const isKey = (key: unknown): boolean => typeof key === 'string' || typeof key === 'number';
  return typeof name === 'string' && Array.isArray(path) && path.every(isKey);
}

// ------------------------------------------------------------------------------------------------ in time

/** What of a state looking needs. */
export interface Looked {
  readonly timeline: Timeline;
  readonly now: number;
  readonly cursor: number | null;
  readonly speed: number;
  readonly look: Look;
}

/** The look with the scrubber on screen. */
export function following({ timeline, now, cursor, look }: Looked): Look {
  if (!look.part) return look;
  const end = timeline.frames.length - 1;
  const place = placeOfFrame(timeline, look.axis, cursor ?? end, now);
  const part = including(look.part, axisEnd(timeline, look.axis, now), place);
  return part === look.part ? look : { ...look, part };
}

/** The two frames that are measured, in order. */
export function measured({ timeline, cursor, look }: Looked): readonly [from: number, to: number] | null {
  const { range } = look;
  if (!range) return null;
  const end = timeline.frames.length - 1;
  const to = Math.min(end, range.to ?? cursor ?? end);
  return range.from <= to ? [range.from, to] : [to, range.from];
}

/** Time of a frame; 0 before the first. */
export function timeOfFrame(timeline: Timeline, frame: number): number {
  return frame < 0 ? 0 : (timeline.frames.items[Math.min(frame, timeline.frames.length - 1)]?.frame.chunk.t ?? 0);
}

/** What is played: the measured range while it is looped, else all of the run. */
function played(of: Looked): readonly [from: number, to: number] {
  const range = of.look.loop ? measured(of) : null;
  if (!range) return [0, lastTime(of.timeline)];
  return [timeOfFrame(of.timeline, range[0]), timeOfFrame(of.timeline, range[1])];
}

/** Playing from the scrubber on, or from the start when it stands at the end. */
export function started(of: Looked): Playing {
  const { timeline, cursor } = of;
  const [from, to] = played(of);
  const at = cursor === null ? to : timeOfFrame(timeline, cursor);
  return { t: at >= to || at < from ? from : at, clock: null };
}

/** Scrubber and playing at a reading of the page's clock. */
export function advanced(
  of: Looked,
  clock: number,
): { readonly cursor: number | null; readonly playing: Playing | null } {
  const { timeline, cursor, look, speed } = of;
  const { playing } = look;
  if (!playing) return { cursor, playing };
  if (playing.clock === null) {
    return { cursor: frameAtPlace(timeline, 'time', playing.t), playing: { t: playing.t, clock } };
  }
  const [from, to] = played(of);
  let t = speed === 0 ? to : playing.t + Math.max(0, clock - playing.clock) * speed;
  if (t >= to) {
    if (!look.loop || to <= from || speed === 0) {
      return { cursor: look.loop && look.range ? frameAtPlace(timeline, 'time', to) : null, playing: null };
    }
    t = from + ((t - from) % (to - from));
  }
  return { cursor: frameAtPlace(timeline, 'time', t), playing: { t, clock } };
}

/** The row that is pinned as first usable; -1 while the run has none yet, null when nothing of its function is pinned. */
export function pinnedRow(timeline: Timeline, { pinned }: Look): number | null {
  if (!pinned || timeline.started?.header.function !== pinned.function) return null;
  const found = rowAtPath(timeline, pinned.path);
  return found && found.rest.length === 0 ? found.row.id : -1;
}
