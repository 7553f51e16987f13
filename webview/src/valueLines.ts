/** A snapshot as lines of a tree, with the states of its values and what the last visible change did. */
import { brief, formatPath } from '../../protocol/words';
import { holdAt, stateAt, stateWord, type RowState } from '../../protocol/rowState';
import type { Path } from '../../protocol/run';
import { snapshotAfter } from '../../protocol/snapshots';
import { frameAt, rowAtPath, rowOf, withState, type Row, type Timeline } from '../../protocol/timeline';
import { childAt, keysOf, kindOf, sizeOf, type Value, type ValueKind } from '../../protocol/value';

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

interface Work {
  readonly value: Value;
  readonly base: Value | undefined;
  readonly fresh: boolean;
  readonly path: Path;
  readonly name: string;
  readonly depth: number;
  readonly last: boolean;
}

export function valueLines(of: Snapshot, toggled: ReadonlySet<string>): readonly ValueLine[] {
  const lines: ValueLine[] = [];
  const work: (Work | ValueLine)[] = [
    { value: of.value, base: of.base, fresh: false, path: [], name: '', depth: 0, last: true },
  ];
  for (let next = work.pop(); next; next = work.pop()) {
    if ('key' in next) lines.push(next);
    else if (next.value !== null && typeof next.value === 'object') container(of, next, toggled, lines, work);
    else lines.push(leaf(of, next));
  }
  return lines;
}

function container(
  of: Snapshot,
  at: Work,
  toggled: ReadonlySet<string>,
  lines: ValueLine[],
  work: (Work | ValueLine)[],
): void {
  const kind = kindOf(at.value);
  const isList = kind === 'list';
  const size = sizeOf(at.value);
  const row = rowFor(of, at.path);
  const key = `value ${formatPath(at.path)}`;
  // Of items the last is open: it is the one being written.
  const item = typeof at.path.at(-1) === 'number';
  const usual = at.depth < OPEN_DEPTH && (!item || at.last || at.fresh);
  const hidden = of.timeline && row ? hiddenChildren(of, row, at) : [];
  const empty = size === 0 && hidden.length === 0;
  const open = !empty && usual !== toggled.has(key);
  const [before, after] = isList ? ['[', ']'] : ['{', '}'];
  const wrapper = row && withState(row.decl) && at.path.at(-1) !== 'value' ? 'StreamState ' : '';
  const changedKind = at.base !== undefined && !at.fresh && kindOf(at.base) !== kind;
  const mark = at.fresh ? '+' : changedKind ? '~' : at.base !== undefined && !open && at.base !== at.value ? '~' : '';
  const head: ValueLine = {
    ...blank(at, key),
    openness: empty ? 'leaf' : open ? 'open' : 'closed',
    kind,
    text: `${wrapper}${empty ? before + after : open ? before : preview(at.value, isList)}`,
    before: changedKind ? brief(at.base!) : null,
    change: mark,
    ...stateOf(of, row, isList && size > 0 ? `${size} ${size === 1 ? 'item' : 'items'}` : ''),
    row: row?.id ?? null,
  };
  lines.push(head);
  if (!open) return;
  work.push({ ...blank(at, `${key} end`), kind: 'close', text: after, change: at.fresh ? '+' : '' });
  for (const line of [...hidden].reverse()) work.push(line);
  const base = changedKind ? undefined : at.base;
  const child = (name: string | number, last: boolean, depth: number): Work => {
    const value = childAt(at.value, name)!;
    const old = childAt(base, name);
    const fresh = at.fresh || (base !== undefined && old === undefined);
    return {
      value,
      base: old,
      fresh,
      path: [...at.path, name],
      name: typeof name === 'number' ? `[${name}]` : name,
      depth,
      last,
    };
  };
  if (!isList) {
    const names = keysOf(at.value);
    for (let i = names.length - 1; i >= 0; i--) work.push(child(names[i]!, i === names.length - 1, at.depth + 1));
    return;
  }
  const folded = size > FOLD_FROM;
  for (let from = folded ? Math.floor((size - 1) / FOLD_SIZE) * FOLD_SIZE : 0; from >= 0; from -= FOLD_SIZE) {
    const to = folded ? Math.min(size, from + FOLD_SIZE) : size;
    const foldKey = `${key} fold ${from}`;
    const foldOpen = !folded || (to === size) !== toggled.has(foldKey);
    if (foldOpen) for (let i = to - 1; i >= from; i--) work.push(child(i, i === size - 1, at.depth + (folded ? 2 : 1)));
    if (folded) {
      const openness = foldOpen ? 'open' : 'closed';
      work.push({
        ...blank(at, foldKey),
        depth: at.depth + 1,
        name: `[${from} … ${to - 1}]`,
        kind: 'fold',
        text: '',
        openness,
        toggle: foldKey,
      });
    }
    if (!folded) break;
  }
}

function leaf(of: Snapshot, at: Work): ValueLine {
  const row = rowFor(of, at.path);
  const text = JSON.stringify(at.value);
  const old = at.base;
  const changed = !at.fresh && old !== undefined && old !== at.value;
  const grew = changed && typeof old === 'string' && typeof at.value === 'string' && at.value.startsWith(old);
  const filled = changed && old === null && typeof at.value === 'string';
  // Both texts end in a quote; what was appended begins before it.
  const newFrom = grew ? JSON.stringify(old).length - 1 : filled ? 1 : null;
  return {
    ...blank(at, `value ${formatPath(at.path)}`),
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

function blank(at: Pick<Work, 'depth' | 'name'>, key: string): ValueLine {
  return {
    key,
    depth: at.depth,
    name: key.endsWith(' end') ? '' : at.name,
    openness: 'leaf',
    toggle: key,
    kind: 'null',
    text: '',
    newFrom: null,
    before: null,
    change: '',
    state: null,
    note: '',
    row: null,
  };
}

function rowFor(of: Snapshot, path: Path): Row | undefined {
  if (!of.timeline) return undefined;
  const found = rowAtPath(of.timeline, path);
  return found && found.rest.length === 0 ? found.row : undefined;
}

function stateOf(of: Snapshot, row: Row | undefined, items: string): Pick<ValueLine, 'state' | 'note'> {
  if (!of.timeline || !row) return { state: null, note: items };
  const state = stateAt(of.timeline, row, of.frame);
  const hold = state === 'held' ? holdAt(row, of.frame) : null;
  return {
    state,
    note:
      items && state !== 'cut'
        ? items
        : items
          ? `cut after ${items}`
          : hold
            ? `held: ${holdWord(hold.cause, row)}`
            : stateWord(row, state),
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
function hiddenChildren(of: Snapshot, row: Row, at: Work): ValueLine[] {
  const timeline = of.timeline!;
  if (kindOf(at.value) !== 'list') return [];
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
