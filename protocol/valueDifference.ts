/** What changes one value into another. What the two share is not looked into, so that neighbours cost what differs. */
import type { Json, Path, ValueChange } from './run';
import { childAt, keysOf, kindOf, SharedList, SharedObject, sizeOf, toJson, type Value } from './value';

/**
 * Changes that turn `before` into `after`; undefined is a value that is not there. Of two texts the longer one is an `append` when
 * it begins with the other.
 */
export function changesBetween(before: Value | undefined, after: Value | undefined): readonly ValueChange[] {
  return [...changes(before, after)];
}

/** Whether the two are different. The order of keys does not count. */
export function differs(before: Value | undefined, after: Value | undefined): boolean {
  return changes(before, after).next().done !== true;
}

interface Pair {
  readonly path: Path;
  readonly old: Value | undefined;
  readonly now: Value | undefined;
}

/** In the order of the value after: last in, first out. */
function* changes(before: Value | undefined, after: Value | undefined): Generator<ValueChange, void, undefined> {
  const work: (Pair | ValueChange)[] = [{ path: [], old: before, now: after }];
  for (let next = work.pop(); next; next = work.pop()) {
    if ('op' in next) {
      yield next;
      continue;
    }
    const { path, old, now } = next;
    if (old === now) continue;
    if (now === undefined) {
      if (path.length > 0) yield { op: 'remove', path };
      continue;
    }
    const kind = kindOf(now);
    if (old === undefined || kindOf(old) !== kind) yield { op: 'set', path, value: toJson(now) };
    else if (kind === 'string') yield ofText(path, old as string, now as string);
    else if (kind === 'list') {
      const [had, has] = [sizeOf(old), sizeOf(now)];
      for (let at = has - 1; at >= had; at--) work.push({ op: 'push', path, value: toJson(childAt(now, at) ?? null) });
      if (has < had) work.push({ op: 'truncate', path, length: has });
      const places = [...itemsToLookAt(old, now, Math.min(had, has))];
      for (const at of places.reverse()) {
        work.push({ path: [...path, at], old: childAt(old, at), now: childAt(now, at) });
      }
    } else if (kind === 'object') {
      for (const name of [...membersToLookAt(old, now)].reverse()) {
        work.push({ path: [...path, name], old: childAt(old, name), now: childAt(now, name) });
      }
    } else yield { op: 'set', path, value: now as Json };
  }
}

function* itemsToLookAt(old: Value, now: Value, length: number): Generator<number, void, undefined> {
  if (old instanceof SharedList && now instanceof SharedList) yield* now.items.differences(old.items);
  else for (let at = 0; at < length; at++) yield at;
}

function* membersToLookAt(old: Value, now: Value): Generator<string, void, undefined> {
  if (old instanceof SharedObject && now instanceof SharedObject && now.isVersionOf(old))
    return yield* now.differences(old);
  const names = keysOf(now);
  yield* names;
  const known = new Set(names);
  for (const name of keysOf(old)) if (!known.has(name)) yield name;
}

function ofText(path: Path, old: string, now: string): ValueChange {
  return now.startsWith(old) ? { op: 'append', path, text: now.slice(old.length) } : { op: 'set', path, value: now };
}
