/** Keeps the nodes a document already had when it is read again and says the same. */
import type { Raw } from './raw';

/** `fresh`, with every part that equals its counterpart in `old` replaced by that counterpart. */
export function reuse(fresh: Raw, old: Raw): Raw {
  if (fresh.kind !== old.kind) return fresh;
  switch (fresh.kind) {
    case 'string':
      return old.kind === 'string' && old.closed && samePlace(fresh, old) && old.text === fresh.text ? old : fresh;
    case 'number':
      return old.kind === 'number' &&
        old.closed &&
        samePlace(fresh, old) &&
        Object.is(old.value, fresh.value) &&
        old.integer === fresh.integer &&
        fresh.complete
        ? old
        : fresh;
    case 'word':
      return old.kind === 'word' && old.closed && samePlace(fresh, old) && old.value === fresh.value ? old : fresh;
    case 'list': {
      if (old.kind !== 'list' || fresh.start !== old.start) return fresh;
      const same = reuseAll(fresh.items, old.items);
      return same && samePlace(fresh, old) ? old : fresh;
    }
    case 'object': {
      if (old.kind !== 'object' || fresh.start !== old.start) return fresh;
      const same = reuseAll(fresh.values, old.values) && fresh.keys.every((key, index) => key === old.keys[index]);
      return same && samePlace(fresh, old) && old.keys.length === fresh.keys.length ? old : fresh;
    }
    default:
      return fresh;
  }
}

function samePlace(fresh: { start: number; end: number | null }, old: { start: number; end: number | null }): boolean {
  return fresh.start === old.start && fresh.end === old.end;
}

function reuseAll(fresh: Raw[], old: readonly Raw[]): boolean {
  let same = fresh.length === old.length;
  for (let i = 0; i < fresh.length && i < old.length; i++) {
    fresh[i] = reuse(fresh[i]!, old[i]!);
    if (fresh[i] !== old[i]) same = false;
  }
  return same;
}
