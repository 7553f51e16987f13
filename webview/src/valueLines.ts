/** A snapshot as lines of a tree, with the states of its values and what the last visible change did. */
import { brief, formatPath, MOST_OF_REASON, oneLine } from '../../protocol/words';
import { holdAt, stateAt, stateWord, type RowState } from '../../protocol/rowState';
import { snapshotAfter } from '../../protocol/snapshots';
import { rowOfItem } from '../../protocol/dropped';
import { childByKey, frameAt, rowOf, withState, type Row, type Timeline } from '../../protocol/timeline';
import { childAt, isEmpty, keysOf, kindOf, sizeOf, type Value, type ValueKind } from '../../protocol/value';

export interface ValueLine {
  readonly key: string;
  readonly depth: number;
  /** `merchant`, `[0]`; empty for the root and for closing lines. */
  readonly name: string;
  /** Keys of a fold or a value that can be opened. */
  readonly openness: 'open' | 'closed' | 'leaf';
  readonly toggle: string;
  readonly kind: ValueKind | 'close' | 'hidden' | 'fold';
  readonly text: string;
  /** Characters of `text` from here on are new. */
  readonly newFrom: number | null;
  /** What stood here before, when something else does now. */
  readonly before: string | null;
  readonly change: '+' | '~' | '';
  readonly state: RowState | null;
  readonly note: string;
  /** Why the answer is refused for it; empty when it is not. */
  readonly why: string;
  readonly row: number | null;
}

/** What a tree is made of. `timeline` gives states; without it values stand for themselves. */
export interface Snapshot {
  readonly value: Value;
  /** The value before the change that is marked; undefined marks nothing. */
  readonly base: Value | undefined;
  readonly timeline: Timeline | null;
  readonly frame: number;
}

/** The value at the scrubber and the one before its last visible change. */
export function snapshotAt(timeline: Timeline, frame: number): (Snapshot & { readonly since: number | null }) | null {
  const record = frameAt(timeline, frame);
  const value = snapshotAfter(timeline, frame);
  if (!record || value === undefined) return null;
  const changed = frameAt(timeline, record.changedAt);
  const marked = changed !== undefined && changed.read === record.read;
  const read = timeline.reads.items[record.read]!;
  const before = marked ? frameAt(timeline, read.first - 1) : undefined;
  const base = before && snapshotAfter(timeline, read.first - 1);
  return { value, base, timeline, frame, since: before ? before.changedAt : null };
}

const FOLD_FROM = 200;
const FOLD_SIZE = 50;
const OPEN_DEPTH = 8;
const SHOWN_TEXT = 4_000;

/**
 * A line that is known only by its place: what it says is found out when it comes on screen (`valueLine`), so that a tree of
 * thousands of lines costs little more than those that are looked at.
 */
export interface ValuePlace {
  readonly kind: 'container' | 'leaf' | 'close' | 'fold' | 'hidden';
  /** The container around it; of a closing line and a fold the container itself. */
  readonly parent: ValuePlace | null;
  readonly value: Value;
  readonly base: Value | undefined;
  readonly fresh: boolean;
  readonly name: string | number;
  readonly depth: number;
  readonly last: boolean;
  /** Its position among the members or items around it. */
  readonly index: number;
  openness: ValueLine['openness'];
  /** Of folds and hidden items: the line itself. */
  readonly line: ValueLine | null;
  /** What follows from the above, once somebody asked. */
  path?: string;
  row?: Row | null;
  through?: Row | null;
}

/** The lines of a snapshot as places. */
export function valuePlaces(of: Snapshot, toggled: ReadonlySet<string>): readonly ValuePlace[] {
  const places: ValuePlace[] = [];
  const work: ValuePlace[] = [placeOf(null, of.value, of.base, false, '', 0, true, 0)];
  for (let next = work.pop(); next; next = work.pop()) {
    places.push(next);
    if (next.kind === 'container') open(of, next, toggled, work);
  }
  return places;
}

/** All lines of a snapshot, in full. */
export function valueLines(of: Snapshot, toggled: ReadonlySet<string>): readonly ValueLine[] {
  return valuePlaces(of, toggled).map((place) => valueLine(of, place));
}

/** Stays the same for the same place of the value, whatever stands there. */
export function keyOfPlace(place: ValuePlace): string {
  if (place.line) return place.line.key;
  return place.kind === 'close' ? `value ${pathText(place.parent!)} end` : `value ${pathText(place)}`;
}

/** What the line of a place follows from: while all of it is the same, so is the line. */
export function saidBy(of: Snapshot, place: ValuePlace): readonly unknown[] {
  const { timeline, frame } = of;
  const isEnd = timeline !== null && frame >= timeline.frames.length - 1;
  const row = place.kind === 'leaf' || place.kind === 'container' ? rowFor(of, place) : place.line;
  const { value, base, fresh, openness, last, depth } = place;
  // At the end of what has come a row says all there is to say about its state.
  return [value, base === value ? 0 : base, fresh, openness, last, depth, row, isEnd ? 0 : frame, timeline?.finished];
}

/** What stands on the line of a place. */
export function valueLine(of: Snapshot, place: ValuePlace): ValueLine {
  switch (place.kind) {
    case 'leaf':
      return leaf(of, place);
    case 'container':
      return head(of, place);
    case 'close': {
      const { depth, fresh, parent } = place;
      const text = kindOf(parent!.value) === 'list' ? ']' : '}';
      return { ...blank({ depth, name: '' }, keyOfPlace(place)), kind: 'close', text, change: fresh ? '+' : '' };
    }
    default:
      return place.line!;
  }
}

function placeOf(
  parent: ValuePlace | null,
  value: Value,
  base: Value | undefined,
  fresh: boolean,
  name: string | number,
  depth: number,
  last: boolean,
  index: number,
): ValuePlace {
  const kind = value !== null && typeof value === 'object' ? 'container' : 'leaf';
  return { kind, parent, value, base, fresh, name, depth, last, index, openness: 'leaf', line: null };
}

function made(parent: ValuePlace, kind: 'close' | 'fold' | 'hidden', line: ValueLine | null): ValuePlace {
  const { value, fresh, depth } = parent;
  return {
    kind,
    parent,
    value,
    base: undefined,
    fresh,
    name: '',
    depth,
    last: false,
    index: 0,
    openness: line?.openness ?? 'leaf',
    line,
  };
}

/** Decides whether a container is open, and if so what is next: its lines, onto the work to be done. */
function open(of: Snapshot, at: ValuePlace, toggled: ReadonlySet<string>, work: ValuePlace[]): void {
  const isList = kindOf(at.value) === 'list';
  const isBare = isEmpty(at.value);
  const row = isList && of.timeline ? rowFor(of, at) : null;
  const hidden = row ? hiddenChildren(of, row, at) : [];
  if (isBare && hidden.length === 0) return;
  // Of items the last is open: it is the one being written.
  const usual = at.depth < OPEN_DEPTH && (typeof at.name !== 'number' || at.last || at.fresh);
  const isToggled = (named: () => string): boolean => hasValues(toggled) && toggled.has(named());
  at.openness = usual !== isToggled(() => keyOfPlace(at)) ? 'open' : 'closed';
  if (at.openness === 'closed') return;
  work.push(made(at, 'close', null));
  for (let i = hidden.length - 1; i >= 0; i--) work.push(made(at, 'hidden', hidden[i]!));
  const base = changedKind(at) ? undefined : at.base;
  const child = (name: string | number, last: boolean, depth: number, index: number): ValuePlace => {
    const old = childAt(base, name);
    const fresh = at.fresh || (base !== undefined && old === undefined);
    return placeOf(at, childAt(at.value, name)!, old, fresh, name, depth, last, index);
  };
  if (!isList) {
    const names = keysOf(at.value);
    for (let i = names.length - 1; i >= 0; i--) work.push(child(names[i]!, i === names.length - 1, at.depth + 1, i));
    return;
  }
  const size = sizeOf(at.value);
  const folded = size > FOLD_FROM;
  for (let from = folded ? Math.floor((size - 1) / FOLD_SIZE) * FOLD_SIZE : 0; from >= 0; from -= FOLD_SIZE) {
    const to = folded ? Math.min(size, from + FOLD_SIZE) : size;
    const foldKey = folded ? `${keyOfPlace(at)} fold ${from}` : '';
    const foldOpen = !folded || (to === size) !== toggled.has(foldKey);
    const depth = at.depth + (folded ? 2 : 1);
    if (foldOpen) for (let i = to - 1; i >= from; i--) work.push(child(i, i === size - 1, depth, i));
    if (!folded) break;
    const openness = foldOpen ? 'open' : 'closed';
    const name = `[${from} … ${to - 1}]`;
    work.push(
      made(at, 'fold', { ...blank({ depth: at.depth + 1, name }, foldKey), kind: 'fold', openness, toggle: foldKey }),
    );
  }
}

const withValues = new WeakMap<ReadonlySet<string>, boolean>();

/** Whether any place of a value is toggled, and not only rows of the timeline: names of places take time to make. */
function hasValues(toggled: ReadonlySet<string>): boolean {
  let has = withValues.get(toggled);
  if (has === undefined) {
    has = false;
    for (const key of toggled) if (key.startsWith('value ')) has = true;
    withValues.set(toggled, has);
  }
  return has;
}

const changedKind = ({ base, fresh, value }: ValuePlace): boolean =>
  base !== undefined && !fresh && kindOf(base) !== kindOf(value);

/** The line of a list or object. */
function head(of: Snapshot, at: ValuePlace): ValueLine {
  const kind = kindOf(at.value);
  const isList = kind === 'list';
  const row = rowFor(of, at);
  const [before, after] = isList ? ['[', ']'] : ['{', '}'];
  const wrapper = row && withState(row.decl) && at.name !== 'value' ? 'StreamState ' : '';
  const isOther = changedKind(at);
  const isChanged = at.base !== undefined && at.openness !== 'open' && at.base !== at.value;
  const shape = at.openness === 'leaf' ? before + after : at.openness === 'open' ? before : preview(at.value, isList);
  const size = isList ? sizeOf(at.value) : 0;
  return {
    ...blank({ depth: at.depth, name: nameText(at) }, keyOfPlace(at)),
    openness: at.openness,
    kind,
    text: `${wrapper}${shape}`,
    before: isOther ? brief(at.base!) : null,
    change: at.fresh ? '+' : isOther || isChanged ? '~' : '',
    ...stateOf(of, row, size > 0 ? `${size} ${size === 1 ? 'item' : 'items'}` : ''),
    row: row?.id ?? null,
  };
}

function leaf(of: Snapshot, at: ValuePlace): ValueLine {
  const row = rowFor(of, at);
  const text = JSON.stringify(at.value);
  const old = at.base;
  const changed = !at.fresh && old !== undefined && old !== at.value;
  const grew = changed && typeof old === 'string' && typeof at.value === 'string' && at.value.startsWith(old);
  const filled = changed && old === null && typeof at.value === 'string';
  // Both texts end in a quote; what was appended begins before it.
  const newFrom = grew ? JSON.stringify(old).length - 1 : filled ? 1 : null;
  return {
    ...blank({ depth: at.depth, name: nameText(at) }, keyOfPlace(at)),
    kind: kindOf(at.value),
    text: shown(text, newFrom),
    newFrom: newFrom === null ? null : Math.max(0, shown(text, newFrom).length - (text.length - newFrom)),
    before: changed && !grew ? brief(old) : null,
    change: at.fresh ? '+' : changed ? '~' : '',
    ...stateOf(of, row, ''),
    row: row?.id ?? null,
  };
}

/** Very long texts are cut in the middle; the end, where it grows, stays. */
function shown(text: string, newFrom: number | null): string {
  if (text.length <= SHOWN_TEXT) return text;
  const tail = Math.min(SHOWN_TEXT / 2, Math.max(200, newFrom === null ? 0 : text.length - newFrom));
  return `${text.slice(0, SHOWN_TEXT / 2)} … ${text.slice(-tail)}`;
}

function blank({ depth, name }: { depth: number; name: string }, key: string): ValueLine {
  return {
    key,
    depth,
    name,
    openness: 'leaf',
    toggle: key,
    kind: 'null',
    text: '',
    newFrom: null,
    before: null,
    change: '',
    state: null,
    note: '',
    why: '',
    row: null,
  };
}

// ------------------------------------------------------------------------------------------------ places

const nameText = ({ name }: ValuePlace): string => (typeof name === 'number' ? `[${name}]` : name);

/** The path of a place as people write it. */
function pathText(at: ValuePlace): string {
  if (at.path !== undefined) return at.path;
  if (!at.parent) return (at.path = '');
  const around = pathText(at.parent);
  const key = keyText(at.name);
  return (at.path = around === '' && key.startsWith('.') ? key.slice(1) : around + key);
}

/** A key below another one: `[0]`, `.name`, `["two words"]`. */
function keyText(key: string | number): string {
  if (typeof key === 'number') return `[${key}]`;
  let text = keyTexts.get(key);
  if (text === undefined) {
    if (keyTexts.size > MOST_KEPT) keyTexts.clear();
    const alone = formatPath([key]);
    keyTexts.set(key, (text = alone.startsWith('[') ? alone : `.${alone}`));
  }
  return text;
}
const keyTexts = new Map<string, string>();
const MOST_KEPT = 10_000;

/** The row of the value at a place; null where it has none. */
function rowFor(of: Snapshot, at: ValuePlace): Row | null {
  if (at.row !== undefined) return at.row;
  const { timeline } = of;
  if (!timeline || timeline.root === null) return (at.row = null);
  if (!at.parent) return (at.row = at.through = rowOf(timeline, timeline.root) ?? null);
  const around = rowThrough(of, at.parent);
  return (at.row = around ? (childOf(of, around, at, timeline) ?? null) : null);
}

function childOf({ frame }: Snapshot, around: Row, { name, index }: ValuePlace, timeline: Timeline): Row | undefined {
  return around.dropped.length > 0 && typeof name === 'number'
    ? rowOfItem(timeline, around, name, frame)
    : childByKey(timeline, around, name, index);
}

/** The row whose children the values below a place are: the wrapper of `@stream.with_state` has no row of its own. */
function rowThrough(of: Snapshot, at: ValuePlace): Row | null {
  if (at.through !== undefined) return at.through;
  const around = at.parent && rowThrough(of, at.parent);
  if (around && at.name === 'value' && withState(around.decl)) return (at.through = around);
  return (at.through = rowFor(of, at));
}

function stateOf(of: Snapshot, row: Row | null, items: string): Pick<ValueLine, 'state' | 'note' | 'why'> {
  if (!of.timeline || !row) return { state: null, note: items, why: '' };
  const state = stateAt(of.timeline, row, of.frame);
  const hold = state === 'held' ? holdAt(row, of.frame) : null;
  return {
    state,
    note:
      items && state !== 'cut' && state !== 'invalid'
        ? items
        : items && state === 'cut'
          ? `cut after ${items}`
          : hold
            ? `held: ${holdWord(hold.cause, row)}`
            : stateWord(row, state),
    why: oneLine((state === 'invalid' ? row.refused?.why : state === 'dropped' && row.leftOut) || '', MOST_OF_REASON),
  };
}

function holdWord(cause: string, row: Row): string {
  const words: Record<string, string> = {
    done: '@stream.done',
    'block-done': '@@stream.done',
    'not-null': '@stream.not_null',
    atomic: row.decl.type.replace(/\?$/, ''),
    union: 'union not decided',
    parent: 'its parent',
    prose: 'text before the value',
    parser: 'unclear end',
  };
  return words[cause] ?? cause;
}

/** Items whose text has arrived and that code does not see. */
function hiddenChildren(of: Snapshot, row: Row, at: ValuePlace): ValueLine[] {
  const timeline = of.timeline!;
  const lines: ValueLine[] = [];
  for (let i = row.children.length - 1; i >= sizeOf(at.value) && lines.length < 3; i--) {
    const child = rowOf(timeline, row.children.items[i]!);
    if (!child?.start || child.start.frame > of.frame) continue;
    const state = stateAt(timeline, child, of.frame);
    if (state !== 'held' && state !== 'arriving' && state !== 'cut') continue;
    const length = frameAt(timeline, of.frame)?.frame.length ?? 0;
    const key = `hidden ${child.id}`;
    lines.unshift({
      ...blank({ depth: at.depth + 1, name: `[${String(child.decl.key)}]` }, key),
      kind: 'hidden',
      text: `not visible: ${Math.max(0, length - child.start.offset)} chars ${state === 'arriving' ? 'arrived' : 'held'}`,
      state,
      note: state,
      row: child.id,
    });
  }
  return lines;
}

function preview(value: Value, isList: boolean): string {
  if (isList) return '[ … ]';
  const parts: string[] = [];
  let room = 48;
  for (const name of keysOf(value)) {
    const part = `${name}: ${brief(childAt(value, name) ?? null)}`;
    if (parts.length > 0 && room < part.length) {
      parts.push('…');
      break;
    }
    parts.push(part);
    room -= part.length;
  }
  return `{${parts.join(', ')}}`;
}
