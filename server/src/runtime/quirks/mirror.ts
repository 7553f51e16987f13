/** The value a stream of frames amounts to, kept up to date in place: a look at one place of it costs its depth. */
import type { Json } from '../../ir/json';
import type { Frame, Path, ValueChange } from '../stream/frame';
import { partAt, type Part } from './difference';

type Fields = Record<string, Json>;

export class Mirror {
  private value: Part = undefined;
  private refused = false;

  /** What is seen: nothing while the text is refused. Changes with the next frame. */
  get whole(): Part {
    return this.refused ? undefined : this.value;
  }

  /** Takes the next frame, and gives the places it changed. */
  take(frame: Frame): readonly Path[] {
    const places = frame.value.flatMap((change) => this.apply(change));
    if (frame.refusal === undefined) return places;
    this.refused = frame.refusal !== null;
    return [[]];
  }

  private apply(change: ValueChange): Path[] {
    const { path } = change;
    if (change.op === 'push' || change.op === 'truncate') {
      const list = partAt(this.value, path);
      if (!Array.isArray(list)) return [path];
      const items = list as Json[];
      if (change.op === 'push') return [[...path, items.push(copyOf(change.value)) - 1]];
      return items.splice(change.length).map((_item, at) => [...path, change.length + at]);
    }
    const key = path.at(-1);
    const parent = key === undefined ? undefined : partAt(this.value, path.slice(0, -1));
    if (change.op === 'remove') {
      if (typeof parent === 'object' && parent !== null) Reflect.deleteProperty(parent, String(key));
      return [path];
    }
    const before = change.op === 'append' ? partAt(this.value, path) : undefined;
    const after =
      change.op === 'append' ? `${typeof before === 'string' ? before : ''}${change.text}` : copyOf(change.value);
    if (key === undefined) this.value = after;
    else if (Array.isArray(parent) && typeof key === 'number') (parent as Json[])[key] = after;
    else if (typeof parent === 'object' && parent !== null) setField(parent as Fields, String(key), after);
    return [path];
  }
}

function copyOf(value: Json): Json {
  if (Array.isArray(value)) return (value as readonly Json[]).map(copyOf);
  if (typeof value !== 'object' || value === null) return value;
  const copy: Fields = {};
  for (const [key, part] of Object.entries(value)) setField(copy, key, copyOf(part));
  return copy;
}

/** Any key is a plain one, `__proto__` too. */
function setField(fields: Fields, key: string, value: Json): void {
  if (key !== '__proto__') fields[key] = value;
  else Object.defineProperty(fields, key, { value, writable: true, enumerable: true, configurable: true });
}
