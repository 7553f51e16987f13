/**
 * Snapshots that share structure: each is the one before with one path changed, so that ten thousand of them cost little
 * more than the changes themselves.
 *
 * A `Value` is JSON as it came, or a shared list or object where a change has gone through. Read it with `childAt`,
 * `keysOf` and `kindOf`; `toJson` gives plain JSON.
 */
import { Vector } from './persistent';
import type { Json, Path, ValueChange } from './run';

export type Value = Json | SharedList | SharedObject;
export type ValueKind = 'null' | 'boolean' | 'number' | 'string' | 'list' | 'object';

export class SharedList {
  constructor(readonly items: Vector<Value>) {}
}

/** Keys keep the place they first had. A key that was removed has the slot `undefined`. */
export class SharedObject {
  constructor(
    private readonly keys: KeyTable,
    private readonly slots: Vector<Value | undefined>,
  ) {}

  static from(json: { readonly [key: string]: Json }): SharedObject {
    return new SharedObject(new KeyTable(Object.keys(json)), Vector.from<Value | undefined>(Object.values(json)));
  }

  get(key: string): Value | undefined {
    const slot = this.keys.slot(key);
    return slot === undefined ? undefined : this.slots.get(slot);
  }

  set(key: string, value: Value | undefined): SharedObject {
    const slot = this.keys.slot(key);
    if (slot !== undefined && slot < this.slots.length) return new SharedObject(this.keys, this.slots.set(slot, value));
    if (value === undefined) return this;
    const keys = this.keys.with(key, this.slots.length);
    return new SharedObject(keys, this.slots.push(value));
  }

  /** Names of members that another version has otherwise, or that only one of them has. */
  *differences(other: SharedObject): Generator<string, void, undefined> {
    for (const slot of this.slots.differences(other.slots)) yield this.keys.name(slot);
    const [short, long] = this.slots.length < other.slots.length ? [this, other] : [other, this];
    for (let slot = short.slots.length; slot < long.slots.length; slot++) {
      if (long.slots.get(slot) !== undefined) yield this.keys.name(slot);
    }
  }

  /** Whether both have the same names in the same slots, as far as both go. */
  isVersionOf(other: SharedObject): boolean {
    return this.keys === other.keys;
  }

  isEmpty(): boolean {
    for (let i = 0; i < this.slots.length; i++) if (this.slots.get(i) !== undefined) return false;
    return true;
  }

  names(): string[] {
    const names: string[] = [];
    for (let i = 0; i < this.slots.length; i++) if (this.slots.get(i) !== undefined) names.push(this.keys.name(i));
    return names;
  }
}

/** Key order, shared by all versions of an object: versions differ only in how many of the keys they know. */
class KeyTable {
  private readonly slots = new Map<string, number>();

  constructor(private readonly order: string[]) {
    order.forEach((key, slot) => this.slots.set(key, slot));
  }

  slot(key: string): number | undefined {
    return this.slots.get(key);
  }

  name(slot: number): string {
    return this.order[slot]!;
  }

  /** This table with `key` at `slot`; a copy when another version has used that slot already. */
  with(key: string, slot: number): KeyTable {
    if (slot < this.order.length) return new KeyTable([...this.order.slice(0, slot), key]);
    this.slots.set(key, slot);
    this.order.push(key);
    return this;
  }
}

export function kindOf(value: Value): ValueKind {
  if (value === null) return 'null';
  if (value instanceof SharedList || Array.isArray(value)) return 'list';
  return typeof value === 'object' ? 'object' : (typeof value as 'boolean' | 'number' | 'string');
}

/** The member or item of a value; undefined when it has none there. */
export function childAt(value: Value | undefined, key: string | number): Value | undefined {
  if (value === undefined || value === null || typeof value !== 'object') return undefined;
  if (value instanceof SharedList) return typeof key === 'number' ? value.items.get(key) : undefined;
  if (value instanceof SharedObject) return value.get(String(key));
  if (Array.isArray(value)) return typeof key === 'number' ? (value as readonly Json[])[key] : undefined;
  return Object.hasOwn(value, key) ? (value as { readonly [key: string]: Json })[key] : undefined;
}

export function valueAt(value: Value | undefined, path: Path): Value | undefined {
  let at = value;
  for (const key of path) at = childAt(at, key);
  return at;
}

/** Number of items of a list, of members of an object, 0 for everything else. */
export function sizeOf(value: Value): number {
  if (value instanceof SharedList) return value.items.length;
  if (Array.isArray(value)) return value.length;
  return kindOf(value) === 'object' ? keysOf(value).length : 0;
}

/** Whether a list or an object has nothing in it. */
export function isEmpty(value: Value): boolean {
  if (value instanceof SharedList) return value.items.length === 0;
  if (value instanceof SharedObject) return value.isEmpty();
  if (value === null || typeof value !== 'object') return true;
  for (const key in value) if (Object.hasOwn(value, key)) return false;
  return true;
}

/** Member names of an object in their order; nothing for everything else. */
export function keysOf(value: Value): readonly string[] {
  if (value instanceof SharedObject) return value.names();
  return kindOf(value) === 'object' ? Object.keys(value as object) : [];
}

/** The value after one change. A change that does not fit the value (wrong path, wrong kind) leaves it as it is. */
export function applyChange(root: Value | undefined, change: ValueChange): Value | undefined {
  const { path } = change;
  if (path.length === 0) return changedHere(root, change);
  const spine: (SharedList | SharedObject)[] = [];
  let at = root;
  for (const key of path) {
    const container = shared(at);
    if (!container) return root;
    spine.push(container);
    at = childAt(container, key);
  }
  const old = at;
  let next = change.op === 'remove' ? undefined : changedHere(old, change);
  if (next === undefined && change.op !== 'remove') return root;
  for (let i = spine.length - 1; i >= 0; i--) {
    const container = spine[i]!;
    const key = path[i]!;
    if (container instanceof SharedObject) next = container.set(String(key), next);
    else if (typeof key !== 'number' || next === undefined || key > container.items.length) return root;
    else next = new SharedList(container.items.set(key, next));
  }
  return next;
}

function changedHere(value: Value | undefined, change: ValueChange): Value | undefined {
  switch (change.op) {
    case 'set':
      return change.value;
    case 'append':
      return typeof value === 'string' ? value + change.text : value;
    case 'push': {
      const list = shared(value);
      return list instanceof SharedList ? new SharedList(list.items.push(change.value)) : value;
    }
    case 'truncate': {
      const list = shared(value);
      return list instanceof SharedList ? new SharedList(list.items.truncate(change.length)) : value;
    }
    case 'remove':
      return undefined;
  }
}

/** One level of plain JSON made shareable; what lies below stays as it is until a change goes through it. */
function shared(value: Value | undefined): SharedList | SharedObject | undefined {
  if (value instanceof SharedList || value instanceof SharedObject) return value;
  if (value === undefined || value === null || typeof value !== 'object') return undefined;
  if (Array.isArray(value)) return new SharedList(Vector.from<Value>(value as readonly Json[]));
  return SharedObject.from(value as { readonly [key: string]: Json });
}

/** Plain JSON, for whatever depth: no recursion. */
export function toJson(root: Value): Json {
  const result: { top: Json } = { top: null };
  const work: { value: Value; put: (json: Json) => void }[] = [{ value: root, put: (json) => (result.top = json) }];
  for (let next = work.pop(); next; next = work.pop()) {
    const { value, put } = next;
    if (value instanceof SharedList) {
      const items: Json[] = new Array<Json>(value.items.length).fill(null);
      put(items);
      let i = 0;
      for (const item of value.items) {
        const index = i++;
        work.push({ value: item, put: (json) => (items[index] = json) });
      }
    } else if (value instanceof SharedObject) {
      const members: Record<string, Json> = {};
      put(members);
      for (const key of value.names()) {
        define(members, key, null);
        work.push({ value: value.get(key)!, put: (json) => define(members, key, json) });
      }
    } else {
      put(value);
    }
  }
  return result.top;
}

/** `__proto__` is an ordinary key in JSON. */
function define(target: Record<string, Json>, key: string, value: Json): void {
  Object.defineProperty(target, key, { value, enumerable: true, configurable: true, writable: true });
}
