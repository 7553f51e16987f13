/** What leads from one snapshot to the next. Parts that are the same node are not looked into. */
import { empty } from '../empty';
import type { Path, ValueChange } from './frame';
import { Append, Push, SetValue } from './made';
import { entriesOf, toJson, type Out, type OutList, type OutMap, type OutObject, type OutText } from './out';

/** The changes from `before` (null: none yet) to `after`, which stand at `path`; empty when they are equal. */
export function changesBetween(before: Out | null, after: Out, path: Path = []): ValueChange[] {
  if (before === null) return [new SetValue(path, toJson(after))];
  empty(steps);
  empty(found);
  if (retellings.size > 0) retellings.clear();
  for (const step of path) steps.push(step);
  compare(before, after, steps, found);
  const changes = found.slice();
  empty(found);
  return changes;
}

// The same lists for every call: most find one change or two, and a list that begins to grow takes room for many.
const steps: Steps = [];
const found: ValueChange[] = [];

type Steps = (string | number)[];

/** How a string that is set goes on with what stood there before: its first `length` units, and then `rest`. */
export interface Retold {
  readonly length: number;
  readonly rest: string;
}
/** Those among the changes that were found last. */
const retellings = new Map<ValueChange, Retold>();

/**
 * Of a change that sets a string which begins as the one before it: how. Nobody has to compare the two. To be asked about the
 * changes that were found last.
 */
export const retoldBy = (change: ValueChange): Retold | undefined =>
  retellings.size === 0 ? undefined : retellings.get(change);

function compare(before: Out, after: Out, path: Steps, changes: ValueChange[]): void {
  if (before === after) return;
  if (after.kind === 'text' || (after.kind === 'leaf' && typeof after.json === 'string')) {
    return compareText(before, after, path, changes);
  }
  if (before.kind === 'list' && after.kind === 'list') return compareLists(before, after, path, changes);
  if (before.kind === 'map' && after.kind === 'map') return compareMaps(before, after, path, changes);
  if (before.kind === 'object' && after.kind === 'object' && sameKeys(before, after)) {
    for (let i = 0; i < after.values.length; i++) {
      if (before.values[i] === after.values[i]) continue;
      path.push(after.keys[i]!);
      compare(before.values[i]!, after.values[i]!, path, changes);
      path.pop();
    }
    return;
  }
  if (before.kind === 'leaf' && after.kind === 'leaf') {
    if (before.json === after.json) return;
    if (typeof after.json === 'object' && JSON.stringify(before.json) === JSON.stringify(after.json)) return;
  }
  if (isEmptyPair(before, after)) return;
  changes.push(new SetValue(path.slice(), toJson(after)));
}

/** Two different shapes that read the same as JSON: empty objects. */
const isEmptyPair = (before: Out, after: Out): boolean => isEmptyObject(before) && isEmptyObject(after);
const isEmptyObject = (out: Out): boolean =>
  (out.kind === 'object' && out.keys.length === 0) || (out.kind === 'map' && entriesOf(out).size === 0);

function sameKeys(before: OutObject, after: OutObject): boolean {
  if (before.keys === after.keys) return true;
  return before.keys.length === after.keys.length && before.keys.every((key, index) => key === after.keys[index]);
}

function compareText(before: Out, after: Out, path: Steps, changes: ValueChange[]): void {
  if (before.kind === 'text' && after.kind === 'text' && before.node === after.node) {
    const text = grown(before, after);
    if (text === '') return;
    // Something was taken back: the strings differ, and comparing them would cost their length.
    if (text === null) {
      const change = new SetValue(path.slice(), toJson(after));
      const length = Math.min(before.length, after.length);
      retellings.set(change, { length, rest: addedTo(after, length) + after.suffix });
      changes.push(change);
    } else changes.push(new Append(path.slice(), text));
    return;
  }
  const value = toJson(after) as string;
  const old = before.kind === 'text' || before.kind === 'leaf' ? toJson(before) : null;
  if (old === value) return;
  // Three times as fast as startsWith, where all of a long text is new with every chunk.
  if (typeof old === 'string' && old !== '' && value.slice(0, old.length) === old) {
    changes.push(new Append(path.slice(), value.slice(old.length)));
  } else changes.push(new SetValue(path.slice(), value));
}

/** The text added to a string of the same node, or null when something was taken back. */
function grown(before: OutText, after: OutText): string | null {
  if (after.length < before.length) return null;
  const added = addedTo(after, before.length) + after.suffix;
  return added.startsWith(before.suffix) ? added.slice(before.suffix.length) : null;
}

function addedTo(after: OutText, from: number): string {
  const added = after.node.since(from);
  return added.length === after.length - from ? added : added.slice(0, after.length - from);
}

function at(list: OutList, index: number): Out {
  return index < list.count ? list.items[index]! : list.tail!;
}

function compareLists(before: OutList, after: OutList, path: Steps, changes: ValueChange[]): void {
  const size = before.count + (before.tail === null ? 0 : 1);
  const newSize = after.count + (after.tail === null ? 0 : 1);
  const shared = Math.min(size, newSize);
  const from = before.items === after.items ? Math.min(before.count, after.count) : 0;
  for (let i = from; i < shared; i++) {
    const old = at(before, i);
    const now = at(after, i);
    if (old === now) continue;
    path.push(i);
    compare(old, now, path, changes);
    path.pop();
  }
  if (newSize < size) changes.push({ op: 'truncate', path: path.slice(), length: newSize });
  for (let i = size; i < newSize; i++) changes.push(new Push(path.slice(), toJson(at(after, i))));
}

function compareMaps(before: OutMap, after: OutMap, path: Steps, changes: ValueChange[]): void {
  if (before.keys !== after.keys || before.count > after.count) {
    const [old, now] = [entriesOf(before), entriesOf(after)];
    for (const [key, value] of now) compareEntry(key, old.get(key) ?? null, value, path, changes);
    for (const [key, value] of old) if (!now.has(key)) compareEntry(key, value, null, path, changes);
    return;
  }
  // The finished entries of the one before are those of the other: only what stands behind them can differ.
  const at = before.count;
  const hasMore = after.count > at || after.tail !== null || after.tailEarlier >= 0;
  const nextKey = !hasMore ? null : after.count > at ? after.keys[at]! : after.tailKey;
  const wasOpen = before.tail !== null || before.tailEarlier >= 0;
  let next = at;
  if (wasOpen && nextKey === before.tailKey) {
    compareEntry(nextKey, before.tail, at < after.count ? after.values[at]! : after.tail, path, changes);
    next++;
  } else if (wasOpen) {
    const again = before.tailEarlier < 0 ? null : after.values[before.tailEarlier]!;
    compareEntry(before.tailKey, before.tail, again, path, changes);
  }
  const earlier = (index: number): Out | null => (index < 0 ? null : after.values[index]!);
  for (; next < after.count; next++) {
    compareEntry(after.keys[next]!, earlier(after.earlier[next]!), after.values[next]!, path, changes);
  }
  if (next === after.count && (after.tail !== null || after.tailEarlier >= 0)) {
    compareEntry(after.tailKey, earlier(after.tailEarlier), after.tail, path, changes);
  }
}

/** An entry of a map; null where it is not to be seen. */
function compareEntry(key: string, before: Out | null, after: Out | null, path: Steps, changes: ValueChange[]): void {
  if (before === after) return;
  if (after === null) changes.push({ op: 'remove', path: [...path, key] });
  else if (before === null) changes.push(new SetValue([...path, key], toJson(after)));
  else {
    path.push(key);
    compare(before, after, path, changes);
    path.pop();
  }
}
