/**
 * Two structures that grow in constant time while everybody who read them before keeps what they read.
 *
 * `Log` only grows at its end; `Vector` may change anywhere. Both are values: no operation changes its argument as seen
 * by a reader.
 */

/** The first `length` items of an array others may have made longer since. */
export interface Log<T> {
  readonly items: readonly T[];
  readonly length: number;
}

const NOTHING: Log<never> = { items: [], length: 0 };

export function emptyLog<T>(): Log<T> {
  return NOTHING;
}

/** Shares the array while the log is its newest owner; a second history of the same log gets a copy. */
export function append<T>(log: Log<T>, item: T): Log<T> {
  const shared = log.length > 0 && log.items.length === log.length;
  const items = shared ? (log.items as T[]) : log.items.slice(0, log.length);
  items.push(item);
  return { items, length: log.length + 1 };
}

export function last<T>(log: Log<T>): T | undefined {
  return log.length > 0 ? log.items[log.length - 1] : undefined;
}

/** Index of the last item for which `isBefore` holds, -1 if there is none. The log must be sorted by it. */
export function lastWhere<T>(log: Log<T>, isBefore: (item: T) => boolean): number {
  let low = 0;
  let high = log.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (isBefore(log.items[middle]!)) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}

const BITS = 5;
const WIDTH = 1 << BITS;
const MASK = WIDTH - 1;

/** A leaf holds items, an inner node holds nodes; which of the two follows from the level. */
type Node = readonly unknown[];

/** A list whose versions share all but one path of a 32-way tree. Indexes are integers from 0. */
export class Vector<T> {
  static readonly empty: Vector<never> = new Vector<never>([], 0, 0);

  static from<T>(items: readonly T[]): Vector<T> {
    let nodes: Node[] = [];
    for (let i = 0; i < items.length; i += WIDTH) nodes.push(items.slice(i, i + WIDTH));
    let shift = 0;
    while (nodes.length > 1) {
      const parents: Node[] = [];
      for (let i = 0; i < nodes.length; i += WIDTH) parents.push(nodes.slice(i, i + WIDTH));
      nodes = parents;
      shift += BITS;
    }
    return new Vector<T>(nodes[0] ?? [], shift, items.length);
  }

  private constructor(
    private readonly root: Node,
    private readonly shift: number,
    readonly length: number,
  ) {}

  get(index: number): T | undefined {
    if (!(index >= 0 && index < this.length)) return undefined;
    let node = this.root;
    for (let level = this.shift; level > 0; level -= BITS) node = node[(index >>> level) & MASK] as Node;
    return node[index & MASK] as T;
  }

  /** Replaces an item; the index after the last adds one. Any other index changes nothing. */
  set(index: number, item: T): Vector<T> {
    if (!Number.isInteger(index) || index < 0 || index > this.length) return this;
    let root: Node = this.root;
    let shift = this.shift;
    if (index === this.length && index >= WIDTH << shift) {
      root = [root];
      shift += BITS;
    }
    return new Vector<T>(replaced(root, shift, index, item), shift, Math.max(this.length, index + 1));
  }

  push(item: T): Vector<T> {
    return this.set(this.length, item);
  }

  /** The first `length` items. The tail stays in memory until it is overwritten. */
  truncate(length: number): Vector<T> {
    if (!(length < this.length)) return this;
    return length <= 0 ? Vector.empty : new Vector<T>(this.root, this.shift, Math.trunc(length));
  }

  /** Indexes below both lengths where this one has another item than `other`. Branches they share are not looked into. */
  *differences(other: Vector<T>): Generator<number, void, undefined> {
    const length = Math.min(this.length, other.length);
    if (this.shift === other.shift) yield* differing(this.root, other.root, this.shift, 0, length);
    else for (let i = 0; i < length; i++) if (this.get(i) !== other.get(i)) yield i;
  }

  *[Symbol.iterator](): IterableIterator<T> {
    for (let i = 0; i < this.length; i++) yield this.get(i) as T;
  }
}

function* differing(
  a: Node | undefined,
  b: Node | undefined,
  level: number,
  from: number,
  length: number,
): Generator<number, void, undefined> {
  if (a === b || !a || !b) return;
  for (let slot = 0, at = from; slot < WIDTH && at < length; slot++, at += 1 << level) {
    if (a[slot] === b[slot]) continue;
    if (level === 0) yield at;
    else yield* differing(a[slot] as Node, b[slot] as Node, level - BITS, at, length);
  }
}

function replaced(node: Node | undefined, level: number, index: number, item: unknown): Node {
  const copy = node ? node.slice() : [];
  const slot = (index >>> level) & MASK;
  copy[slot] = level === 0 ? item : replaced(copy[slot] as Node | undefined, level - BITS, index, item);
  return copy;
}
