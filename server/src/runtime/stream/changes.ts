/** What leads from one snapshot to the next. Parts that are the same node are not looked into. */
import type { Path, ValueChange } from './frame';
import { toJson, type Out, type OutList, type OutMap, type OutObject, type OutText } from './out';

/** The changes from `before` (null: none yet) to `after`, which stand at `path`; empty when they are equal. */
export function changesBetween(before: Out | null, after: Out, path: Path = []): ValueChange[] {
  const changes: ValueChange[] = [];
  if (before === null) changes.push({ op: 'set', path, value: toJson(after) });
  else compare(before, after, path.slice(), changes);
  return changes;
}

type Steps = (string | number)[];

/** How a string that is set goes on with what stood there before: its first `length` units, and then `rest`. */
export interface Retold {
  readonly length: number;
  readonly rest: string;
}
const retellings = new WeakMap<ValueChange, Retold>();

/** Of a change that sets a string which begins as the one before it: how. Nobody has to compare the two. */
export const retoldBy = (change: ValueChange): Retold | undefined => retellings.get(change);

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
  changes.push({ op: 'set', path: path.slice(), value: toJson(after) });
}

/** Two different shapes that read the same as JSON: empty objects. */
const isEmptyPair = (before: Out, after: Out): boolean => isEmptyObject(before) && isEmptyObject(after);
const isEmptyObject = (out: Out): boolean =>
  (out.kind === 'object' && out.keys.length === 0) || (out.kind === 'map' && out.count === 0 && out.tail === null);

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
      const change: ValueChange = { op: 'set', path: path.slice(), value: toJson(after) };
      const length = Math.min(before.length, after.length);
      retellings.set(change, { length, rest: addedTo(after, length) + after.suffix });
      changes.push(change);
    } else changes.push({ op: 'append', path: path.slice(), text });
    return;
  }
  const value = toJson(after) as string;
  const old = before.kind === 'text' || before.kind === 'leaf' ? toJson(before) : null;
  if (old === value) return;
  // Three times as fast as startsWith, where all of a long text is new with every chunk.
  if (typeof old === 'string' && old !== '' && value.slice(0, old.length) === old) {
    changes.push({ op: 'append', path: path.slice(), text: value.slice(old.length) });
  } else changes.push({ op: 'set', path: path.slice(), value });
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
  for (let i = size; i < newSize; i++) changes.push({ op: 'push', path: path.slice(), value: toJson(at(after, i)) });
}

function compareMaps(before: OutMap, after: OutMap, path: Steps, changes: ValueChange[]): void {
  const size = before.count + (before.tail === null ? 0 : 1);
  const newSize = after.count + (after.tail === null ? 0 : 1);
  const from = before.keys === after.keys ? Math.min(before.count, after.count) : 0;
  const keyAt = (map: OutMap, i: number): string => (i < map.count ? map.keys[i]! : map.tailKey);
  const valueAt = (map: OutMap, i: number): Out => (i < map.count ? map.values[i]! : map.tail!);
  let common = from;
  while (common < size && common < newSize && keyAt(before, common) === keyAt(after, common)) common++;
  for (let i = from; i < common; i++) {
    if (valueAt(before, i) === valueAt(after, i)) continue;
    path.push(keyAt(after, i));
    compare(valueAt(before, i), valueAt(after, i), path, changes);
    path.pop();
  }
  for (let i = common; i < size; i++) changes.push({ op: 'remove', path: [...path, keyAt(before, i)] });
  for (let i = common; i < newSize; i++) {
    changes.push({ op: 'set', path: [...path, keyAt(after, i)], value: toJson(valueAt(after, i)) });
  }
}
