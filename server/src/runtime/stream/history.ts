/**
 * All snapshots of an answer, kept as the changes between them: a snapshot is one number, its moment. A change takes one
 * moment, and every unit a string grows by takes one, so a moment says how many changes had been made and how long the
 * string was that the last of them put in its place. Its value is made when somebody looks; values that have not changed
 * since are the same objects for everybody.
 *
 * A change is one entry in the columns below, linked to the entry before it in the same list or object. Mere growth of a
 * string, which most of an answer is, makes no entry.
 */
import type { Json } from '../../ir/json';
import type { Path, ValueChange } from './frame';
import { Int32Column } from '../int32Column';
import { retoldBy, type Retold } from './changes';
import { SharedText } from './sharedText';

/** A list or object that something was changed in; `base` is what it was when that began. */
class Container {
  /** Its newest entry, and the newest one in it or below it; -1 for none. */
  head = -1;
  last = -1;
  /** Its value after `last`, once somebody has looked at it; `jsonAfter` says after which entry that was. */
  json: Json | undefined = undefined;
  jsonAfter = -1;
  /** How many items a list has now. */
  size: number;
  constructor(public base: readonly Held[] | Readonly<Record<string, Held>>) {
    this.size = Array.isArray(base) ? base.length : 0;
  }
}

type Held = Json | Container;

/** A string of the answer, whose text is kept already. */
interface GrowingString {
  readonly text: string;
  readonly closed: boolean;
}

/** In place of a value: the key is no longer there. */
const GONE = Symbol('gone');

/** The key of the whole value in what stands around it. */
const WHOLE = '';

export class History {
  private readonly around = new Container({});
  /** Per entry: the one before it in the same container, the key or index (of a truncation: -1 minus the length), the value. */
  private readonly previous = new Int32Column();
  /** And the moment it began with. */
  private readonly begins = new Int32Column();
  private readonly keys: (string | number)[] = [];
  private readonly values: (Held | SharedText | typeof GONE)[] = [];
  /** The containers on the way to the last change, and the keys between them. */
  private readonly way: Container[] = [];
  private readonly steps: (string | number)[] = [];
  private reached = 0;
  /** Whether the last entry is a string. */
  private isOpen = false;
  private openIn: Container = this.around;
  private openPath: Path | null = null;
  /** The string of the answer that the last entry is, when it is one. */
  private node: GrowingString | null = null;
  /** What the string of the last entry has grown by. */
  private readonly grown = new Grown();
  private given: KeptSnapshot | null = null;
  private givenAt = -1;
  private Own: (new (moment: number) => KeptSnapshot) | null = null;

  /** Changes made and units grown so far. */
  get moment(): number {
    return this.reached;
  }

  /** How many entries there are. */
  get size(): number {
    return this.values.length;
  }

  /** Takes the changes of one frame. */
  apply(changes: readonly ValueChange[]): void {
    for (const change of changes) this.take(change);
  }

  /**
   * The string at `path` has got longer by `text`. `node`: where its text stands, when it is that of a string of the answer and nothing
   * else.
   */
  append(path: Path, text: string, node: GrowingString | null = null): void {
    if (path !== this.openPath) {
      const within = this.holder(path);
      const key = path.length === 0 ? WHOLE : path[path.length - 1]!;
      const isOpen = this.isOpen && within === this.openIn && key === this.keys[this.keys.length - 1];
      if (!isOpen) this.enter(within, key, `${String(this.find(within, key))}`);
      this.openPath = path;
    }
    this.grown.push(text);
    this.node = node;
    this.reached += text.length;
  }

  /** The snapshot as it is now; the same as long as nothing changes. */
  now(): KeptSnapshot {
    if (this.given === null || this.givenAt !== this.reached) {
      this.given = this.at(this.reached);
      this.givenAt = this.reached;
    }
    return this.given;
  }

  /** The snapshot at a moment. */
  at(moment: number): KeptSnapshot {
    this.Own ??= snapshotsOf(this);
    return new this.Own(moment);
  }

  /** The value at a moment. */
  value(moment: number): Json {
    const size = this.sizeAt(moment);
    const look = new Look(size, size === 0 ? -1 : this.lengthAt(size - 1, moment));
    let entry = this.around.head;
    while (entry >= size) entry = this.previous.at(entry);
    return this.jsonOf(this.heldBy(entry, look), look);
  }

  /** How many entries there were at a moment. */
  private sizeAt(moment: number): number {
    let low = 0;
    let high = this.values.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.begins.at(middle) <= moment) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  /** How many units the string of an entry had at a moment before the next one; -1 when it is no string. */
  private lengthAt(entry: number, moment: number): number {
    const held = this.values[entry];
    if (!isText(held)) return -1;
    const isLast = entry === this.values.length - 1;
    // What a string has grown by is put into it when the next entry comes, which takes a moment of its own.
    const grown = isLast ? 0 : this.begins.at(entry + 1) - 1 - this.begins.at(entry);
    return held.length - grown + moment - this.begins.at(entry);
  }

  private take(change: ValueChange): void {
    const { path } = change;
    switch (change.op) {
      case 'append':
        return this.append(path, change.text);
      case 'set': {
        const key = path.length === 0 ? WHOLE : path[path.length - 1]!;
        const within = this.holder(path);
        if (path.length === 0) this.way.length = this.steps.length = 0;
        else if (this.steps[path.length - 1] === key) this.leave(path.length - 1);
        const retold = typeof change.value === 'string' ? retoldBy(change) : undefined;
        return this.enter(within, key, (retold && this.retold(within, key, retold)) ?? change.value);
      }
      case 'push': {
        const list = this.container(path, path.length);
        return this.enter(list, list.size++, change.value);
      }
      case 'truncate': {
        const list = this.container(path, path.length);
        this.leave(path.length);
        list.size = change.length;
        return this.enter(list, -1 - change.length, null);
      }
      case 'remove': {
        const within = this.holder(path);
        this.leave(path.length - 1);
        return this.enter(within, path[path.length - 1]!, GONE);
      }
    }
  }

  /** Adds an entry to a container, which is the last one of `way` that counts. */
  private enter(within: Container, key: string | number, value: Held | SharedText | typeof GONE): void {
    this.endGrowth();
    const entry = this.values.length;
    this.previous.push(within.head);
    this.begins.push(++this.reached);
    this.keys.push(key);
    this.values.push(value);
    within.head = entry;
    for (const container of this.way) {
      container.last = entry;
      if (container === within) break;
    }
    this.isOpen = isText(value);
    this.openIn = within;
    this.openPath = null;
  }

  /** The string that was growing is what it is. */
  private endGrowth(): void {
    if (this.grown.length === 0) return;
    const last = this.values.length - 1;
    const held = this.values[last];
    const { node } = this;
    if (held instanceof SharedText) this.values[last] = held.grown(this.grown.take(''));
    else if (node?.closed === true && node.text.length === (held as string).length + this.grown.units) {
      this.grown.forget();
      this.values[last] = node.text;
    } else this.values[last] = this.grown.take(held as string);
    this.node = null;
  }

  /** The string that stands at `key`, told anew, when it is the one of the last entry; it shares its text from now on. */
  private retold(within: Container, key: string | number, { length, rest }: Retold): SharedText | null {
    const last = this.values.length - 1;
    if (!this.isOpen || within !== this.openIn || this.keys[last] !== key) return null;
    this.endGrowth();
    const held = this.values[last];
    if (typeof held === 'string' && held.length < SHORT) return null;
    const shared = held instanceof SharedText ? held : SharedText.of(held as string, length);
    const pair = shared.retold(length, rest);
    if (pair === null) return null;
    this.values[last] = pair[0];
    return pair[1];
  }

  /** Forgets the way below the first `depth` keys. */
  private leave(depth: number): void {
    if (this.way.length > depth + 1) this.way.length = depth + 1;
    if (this.steps.length > depth) this.steps.length = depth;
  }

  /** What the value at `path` stands in. */
  private holder(path: Path): Container {
    return path.length === 0 ? this.around : this.container(path, path.length - 1);
  }

  /** The container at the first `depth` keys of `path`. */
  private container(path: Path, depth: number): Container {
    const { way, steps } = this;
    if (way.length === 0) way.push(this.part(this.around, WHOLE));
    let at = 0;
    while (at < depth && at < steps.length && steps[at] === path[at]) at++;
    if (at < depth) this.leave(at);
    for (; at < depth; at++) {
      way.push(this.part(way[at]!, path[at]!));
      steps.push(path[at]!);
    }
    return way[depth]!;
  }

  /** The list or object at `key` of another one, made ready for changes. */
  private part(within: Container, key: string | number): Container {
    for (let entry = within.head; entry >= 0; entry = this.previous.at(entry)) {
      if (this.keys[entry] !== key) continue;
      const held = this.values[entry];
      if (held instanceof Container) return held;
      const made = new Container((held ?? {}) as Container['base']);
      this.values[entry] = made;
      return made;
    }
    const base = within.base as Readonly<Record<string | number, Held>>;
    const held = base[key];
    if (held instanceof Container) return held;
    const made = new Container((held ?? {}) as Container['base']);
    const copy = (Array.isArray(base) ? [...(base as readonly Held[])] : { ...base }) as Record<string | number, Held>;
    copy[key] = made;
    within.base = copy;
    return made;
  }

  /** What stands at `key` now. */
  private find(within: Container, key: string | number): unknown {
    for (let entry = within.head; entry >= 0; entry = this.previous.at(entry)) {
      if (this.keys[entry] !== key) continue;
      const held = this.values[entry];
      return entry === this.values.length - 1 ? this.grown.after(String(held)) : held;
    }
    return (within.base as Readonly<Record<string | number, Held>>)[key] ?? '';
  }

  private heldBy(entry: number, look: Look): Held {
    const kept = this.values[entry] as Held | SharedText;
    const held = kept instanceof SharedText ? kept.toString() : kept;
    if (entry !== look.size - 1 || look.length < 0 || typeof held !== 'string') return held;
    const whole = entry === this.values.length - 1 ? this.grown.after(held) : held;
    return whole.length === look.length ? whole : whole.slice(0, look.length);
  }

  private jsonOf(held: Held, look: Look): Json {
    if (!(held instanceof Container)) return held;
    // The same for everybody who looks after its last change; the string of that change may still be growing.
    const isLast = held.last < look.size - 1 || (held.last < look.size && look.length < 0);
    if (isLast && held.json !== undefined && held.jsonAfter === held.last) return held.json;
    const entries: number[] = [];
    for (let entry = held.head; entry >= 0; entry = this.previous.at(entry)) {
      if (entry < look.size) entries.push(entry);
    }
    entries.reverse();
    const json = Array.isArray(held.base) ? this.listOf(held.base, entries, look) : this.objectOf(held, entries, look);
    if (!isLast) return json;
    held.jsonAfter = held.last;
    return (held.json = json);
  }

  private listOf(base: readonly Held[], entries: readonly number[], look: Look): Json {
    const items = base.slice();
    for (const entry of entries) {
      const key = this.keys[entry] as number;
      if (key < 0) items.length = -1 - key;
      else items[key] = this.heldBy(entry, look);
    }
    return items.map((item) => this.jsonOf(item, look));
  }

  private objectOf({ base }: Container, entries: readonly number[], look: Look): Json {
    const members = new Map(Object.entries(base as Readonly<Record<string, Held>>));
    for (const entry of entries) {
      const key = String(this.keys[entry]);
      if (this.values[entry] === GONE) members.delete(key);
      else members.set(key, this.heldBy(entry, look));
    }
    // Not by assignment: a member may have the name that sets the prototype.
    return Object.fromEntries([...members].map(([key, held]) => [key, this.jsonOf(held, look)]));
  }
}

const isText = (held: unknown): held is string | SharedText => typeof held === 'string' || held instanceof SharedText;

/** Which snapshot is looked at. */
class Look {
  constructor(
    readonly size: number,
    readonly length: number,
  ) {}
}

/** So many pieces become one: each costs more than its text. */
const TOGETHER = 256;
/** Sharing the text of a shorter string takes more than the text, in UTF-16 units. */
const SHORT = 200;
/** In UTF-16 units. */
const LONG = 1024;

/** What a string has grown by, piece by piece; kept flat, so that nothing but its text remains of it. */
class Grown {
  private readonly blocks: string[] = [];
  private pieces: string[] = [];
  /** How much it is, in UTF-16 units. */
  units = 0;

  /** How many pieces are kept; 0 when it has not grown. */
  get length(): number {
    return this.blocks.length + this.pieces.length;
  }

  push(text: string): void {
    this.units += text.length;
    this.pieces.push(text);
    if (this.pieces.length < TOGETHER) return;
    this.blocks.push(this.pieces.join(''));
    this.pieces = [];
  }

  /** A string with all it has grown by. */
  after(text: string): string {
    if (this.length === 0) return text;
    // A long string is shared with those it began as; a short one is copied: a share of it costs more than its text.
    if (text.length > LONG) return text + [...this.blocks, ...this.pieces].join('');
    return [text, ...this.blocks, ...this.pieces].join('');
  }

  /** The same, and what it has grown by is forgotten. */
  take(text: string): string {
    const whole = this.after(text);
    this.forget();
    return whole;
  }

  forget(): void {
    this.blocks.length = this.units = 0;
    this.pieces = [];
  }
}

/** One snapshot: one number. */
export abstract class KeptSnapshot {
  // Out of reach of whoever freezes or compares snapshots: what they stand for is still growing.
  readonly #moment: number;
  constructor(moment: number) {
    this.#moment = moment;
  }

  get kind(): 'value' {
    return 'value';
  }

  get value(): Json {
    return this.history.value(this.#moment);
  }

  protected abstract get history(): History;
}

/** The snapshots of one history: a class of their own knows it, so that none of many thousands has to. */
function snapshotsOf(history: History): new (moment: number) => KeptSnapshot {
  return class extends KeptSnapshot {
    protected get history(): History {
      return history;
    }
  };
}
