/** The values the fixing parser has found: finished ones at the top, and the lists and objects that are open. */
import type { Found } from './found';
import type { Raw, RawList, RawObject } from './raw';
import { Places } from './places';
import { textForm } from './textForm';

export type Container = RawList | RawObject;

/** Where the next value stands. */
export type Position = 'top' | 'item' | 'key' | 'value';

/** Whether two readings of an unquoted run, which is read anew whenever it is shown, say the same. */
function readsAlike(a: Raw, b: Raw): boolean {
  if (a.kind === 'number') {
    if (b.kind !== 'number' || a.start !== b.start || a.complete !== b.complete) return false;
    return Object.is(a.value, b.value) && a.integer === b.integer && a.big === b.big;
  }
  if (a.kind === 'word') return b.kind === 'word' && a.start === b.start && a.value === b.value;
  if (a.kind !== 'string' || b.kind !== 'string' || a.pieces !== null || b.pieces !== null) return false;
  return a.start === b.start && a.complete === b.complete && a.text === b.text && a.suffix === b.suffix;
}

/** So many different keys are kept once each; with more, they hardly come again. */
const MAX_KEYS = 1000;
/** Deeper than any list or object: where nothing was put into one. Not `Infinity`, which would make the field a floating point number. */
const NOWHERE = 2 ** 30;
/** Among the last so many objects the same keys are looked for. */
const FEW = 4;

export class RawTree {
  /** Finished values at the top, and those of them that are objects or lists. */
  private readonly values: Raw[] = [];
  private readonly containers: Container[] = [];
  private readonly stack: Container[] = [];
  /** Another number whenever the values read differently; also the clock that versions of nodes are taken from. */
  version = 0;
  /** Something was opened, closed or put in its place since the versions were set. */
  private changed = true;
  /** The open value that was shown last, and how it read. */
  private shown: Raw | null = null;
  private shownLength = 0;
  private shownSuffix = '';
  private shownComplete = false;
  /** The last new version differs from the one before in nothing but an open string that has got longer. */
  grew = false;
  /** The last new version differs from the one before in nothing but a key whose value is still to come. */
  keyed = false;
  /** Where the finished values stand. */
  readonly places = new Places();
  /** A key was put in its place since the versions were set. */
  private newKey = false;
  /** The keys of some of the last finished objects. */
  private readonly lastKeys: string[][] = [];
  /** Keys that have come so far. */
  private readonly keys = new Map<string, string>();
  /** How deep the outermost of the lists and objects is that something was put into since the versions were set. */
  private touched = NOWHERE;
  /** The outermost one that the last new version differs in by itself; in those around it only this one does. */
  changedIn: Container | null = null;

  /** The open value as it was shown last; null for a key, and between values. */
  get openValue(): Raw | null {
    return this.shown;
  }

  /** How many lists and objects are open. */
  get depth(): number {
    return this.stack.length;
  }

  /** The innermost open list or object. */
  get parent(): Container | undefined {
    return this.stack.at(-1);
  }

  get position(): Position {
    const parent = this.stack.at(-1);
    if (parent === undefined) return 'top';
    if (parent.kind === 'list') return 'item';
    return parent.keys.length === parent.values.length ? 'key' : 'value';
  }

  push(node: Container): void {
    this.touched = Math.min(this.touched, this.stack.length);
    this.hang(node);
    this.stack.push(node);
    this.changed = true;
  }

  /** Closes the innermost list or object, which ends at `end`. */
  close(end: number): void {
    const node = this.stack.pop()!;
    node.tail = null;
    node.complete = true;
    // Exactly as long as they are: what grows one by one takes room for more.
    if (node.kind === 'list') node.items = node.items.slice();
    else {
      node.keys = this.sharedKeys(node.keys);
      node.values = node.values.slice();
    }
    this.commit(node, end);
  }

  /** Puts a finished value, which ends at `end`, in its place for good. */
  commit(node: Raw, end: number): void {
    this.touched = Math.min(this.touched, this.stack.length);
    if (this.position === 'key') this.newKey = true;
    else this.changed = true;
    if (node.kind !== 'fenced' && node.kind !== 'fixed' && node.kind !== 'choice') {
      node.closed = true;
      node.end = end;
      this.places.add(node.start, end);
      if (node.kind !== 'number' && node.kind !== 'word') node.version = ++this.version;
      if (node.kind === 'string') {
        node.seal();
      }
    }
    const parent = this.stack.at(-1);
    if (parent === undefined) {
      this.values.push(node);
      if (node.kind === 'object' || node.kind === 'list') this.containers.push(node);
      return;
    }
    parent.tail = null;
    if (parent.kind === 'list') parent.items.push(node);
    else if (parent.keys.length === parent.values.length) parent.keys.push(this.keyOf(node));
    else parent.values.push(node);
  }

  /** Keys of a finished object: those of the objects around it in a list are mostly the same, and need to be kept once only. */
  private sharedKeys(keys: readonly string[]): string[] {
    const { lastKeys } = this;
    const known = lastKeys.find((one) => one.length === keys.length && one.every((key, at) => key === keys[at]));
    if (known !== undefined) return known;
    const own = keys.slice();
    if (lastKeys.length === FEW) lastKeys.pop();
    lastKeys.unshift(own);
    return own;
  }

  /** The key that a value is; the same string whenever it comes again, so that it is kept once. */
  private keyOf(node: Raw): string {
    const key = textForm(node);
    const known = this.keys.get(key);
    if (known !== undefined) return known;
    if (this.keys.size < MAX_KEYS) this.keys.set(key, key);
    return key;
  }

  /**
   * Shows `open`, the value that is being read, at its place, and gives the values at the top: `null` when there is
   * none, one value, or the objects and lists among several.
   */
  show(open: Raw | null): Found | null {
    const value = open !== null && this.shown !== null && readsAlike(this.shown, open) ? this.shown : open;
    this.hang(value);
    this.setVersions(value);
    const top: Raw | null = this.stack[0] ?? value;
    const count = this.values.length + (top === null ? 0 : 1);
    if (count === 0) return null;
    if (count === 1) return { closed: [], last: top ?? this.values[0]! };
    const last = top !== null && (top.kind === 'list' || top.kind === 'object') ? top : null;
    const { containers } = this;
    if (last === null && containers.length < 2)
      return containers.length === 0 ? null : { closed: [], last: containers[0]! };
    return { closed: containers, last };
  }

  /** Gives what reads differently now a new version: the open value, and everything it stands in. */
  private setVersions(open: Raw | null): void {
    const visible = this.position === 'key' ? null : open;
    if (!this.changed && !this.newKey && this.reads(visible)) return;
    this.keyed = this.newKey && !this.changed && visible === null && this.shown === null;
    this.grew =
      !this.changed &&
      !this.newKey &&
      visible?.kind === 'string' &&
      visible === this.shown &&
      !(visible.complete || this.shownComplete) &&
      visible.suffix === '' &&
      this.shownSuffix === '';
    this.changedIn = this.stack[Math.min(this.touched, this.stack.length) - 1] ?? null;
    this.touched = NOWHERE;
    this.changed = this.newKey = false;
    this.shown = visible;
    const now = ++this.version;
    if (visible?.kind === 'string') {
      this.shownLength = visible.length;
      this.shownSuffix = visible.suffix;
      this.shownComplete = visible.complete;
      visible.version = now;
    }
    for (let at = 0; at < this.stack.length; at++) this.stack[at]!.version = now;
  }

  /** Whether the open value reads as it was shown last. */
  private reads(visible: Raw | null): boolean {
    if (visible !== this.shown) return false;
    if (visible?.kind !== 'string') return true;
    return (
      visible.length === this.shownLength &&
      visible.suffix === this.shownSuffix &&
      visible.complete === this.shownComplete
    );
  }

  private hang(node: Raw | null): void {
    const parent = this.stack.at(-1);
    if (parent === undefined) return;
    parent.tail = parent.kind === 'object' && parent.keys.length === parent.values.length ? null : node;
  }
}
