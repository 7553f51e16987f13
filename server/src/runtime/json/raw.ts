/**
 * Raw values: what the text says before any type is applied to it.
 *
 * Containers grow in place while they are open: `items`, `keys` and `values` hold closed children only, in order, and
 * never change again; the one child that is still open hangs at `tail`. `closed` is set once, when the parser will not
 * come back to the node. `complete` is the official completion mark, which can be provisional (a quote at the end of
 * the text). Offsets are UTF-16 code units of the whole text; `end` is null until the closer was really seen.
 *
 * `version` of an open string, list or object is another number whenever it, or anything below it, reads differently: what
 * was made of a node holds as long as node and version are the same.
 */
import type { Memo } from '../memo';

export type Raw = RawString | RawNumber | RawWord | RawList | RawObject | RawFenced | RawFixed | RawChoice;

/** What a text says directly, without a wrapper or a choice. */
export type PlainRaw = RawString | RawNumber | RawWord | RawList | RawObject;

/** So many pieces of a string become one: each costs more than its text. */
const TOGETHER = 128;
/** Of a string that nothing was added to. Never added to itself. */
const NO_PIECES: string[] = [];

/** A string, in the decoded form. While open, `text` only grows and `suffix` holds what may still be taken back. */
export class RawString {
  readonly kind = 'string';
  /** How long `text` is, in UTF-16 units; nobody has to put it together for that. */
  length = 0;
  suffix = '';
  end: number | null = null;
  closed = false;
  complete = false;
  version = 0;
  /** The pieces `text` was grown from, so that what was added since some length is found without flattening it. */
  pieces: string[] | null = NO_PIECES;
  /** What the first pieces amount to, and how many they are; all of the text when there are none. */
  private joined = '';
  private joinedPieces = 0;
  /** How many pieces, the first ones, were put together before. */
  private blocks = 0;
  /** What coercion has made of it last. */
  made: unknown = null;
  /** Somebody has read the content while it was open: what was made of the node may change with every character. */
  looked = false;
  /** A snapshot shows it. */
  shown = false;
  constructor(readonly start: number) {}

  get text(): string {
    const { pieces } = this;
    if (pieces === null || this.joinedPieces === pieces.length) return this.joined;
    for (; this.joinedPieces < pieces.length; this.joinedPieces++) this.joined += pieces[this.joinedPieces]!;
    return this.joined;
  }

  /** Sets the text of a string that does not grow. */
  set text(text: string) {
    this.joined = text;
    this.length = text.length;
    this.pieces = null;
  }

  append(piece: string): void {
    this.length += piece.length;
    const { pieces } = this;
    if (pieces === null) this.joined += piece;
    else if (pieces === NO_PIECES) this.pieces = [piece];
    else if (pieces.push(piece) - this.blocks >= TOGETHER) this.join(pieces);
  }

  /** Puts the last pieces together. */
  private join(pieces: string[]): void {
    if (this.joinedPieces > this.blocks) {
      void this.text;
      this.joinedPieces = this.blocks + 1;
    }
    pieces.push(pieces.splice(this.blocks).join(''));
    this.blocks++;
  }

  /** The string has ended. */
  seal(): void {
    this.suffix = '';
    // Joined, the pieces take a tenth of the memory of a string that was put together one by one.
    if (this.pieces !== null && this.pieces.length > 0)
      this.joined = this.pieces.length === 1 ? this.pieces[0]! : this.pieces.join('');
    this.pieces = null;
  }

  /** What follows the first `length` units of `text`. */
  since(length: number): string {
    let missing = this.length - length;
    if (missing <= 0) return '';
    if (this.pieces === null) return this.joined.slice(length);
    let out = '';
    for (let i = this.pieces.length - 1; i >= 0 && missing > 0; i--) {
      const piece = this.pieces[i]!;
      out = (piece.length > missing ? piece.slice(piece.length - missing) : piece) + out;
      missing -= piece.length;
    }
    return out;
  }

  get value(): string {
    if (!this.closed) this.looked = true;
    return this.suffix === '' ? this.text : this.text + this.suffix;
  }
}

export class RawNumber {
  readonly kind = 'number';
  closed = false;
  end: number | null = null;
  constructor(
    readonly start: number,
    readonly value: number,
    /** Written as an integer that fits 64 bits. */
    readonly integer: boolean,
    /** The exact digits when a double cannot hold them. */
    readonly big: bigint | null,
    public complete: boolean,
  ) {}
}

/** The version of a node; numbers and words are made anew instead. */
export function versionOf(raw: Raw): number {
  return raw.kind === 'string' || raw.kind === 'list' || raw.kind === 'object' ? raw.version : 0;
}

/** `true`, `false` or `null`: always complete. */
export class RawWord {
  readonly kind = 'word';
  readonly complete = true;
  closed = false;
  end: number | null = null;
  constructor(
    readonly start: number,
    readonly value: true | false | null,
  ) {}
}

export class RawList {
  readonly kind = 'list';
  items: Raw[] = [];
  tail: Raw | null = null;
  end: number | null = null;
  closed = false;
  complete = false;
  version = 0;
  /** What coercion keeps about this node, by type and pass. */
  memo: Memo | null = null;
  constructor(readonly start: number) {}

  get length(): number {
    return this.items.length + (this.tail === null ? 0 : 1);
  }
}

export class RawObject {
  readonly kind = 'object';
  keys: string[] = [];
  values: Raw[] = [];
  tail: Raw | null = null;
  end: number | null = null;
  closed = false;
  complete = false;
  version = 0;
  memo: Memo | null = null;
  /** While it is open: what the snapshot last made of it, and where the fields of a class stand in it. */
  shown: unknown = null;
  texts: unknown = null;
  constructor(readonly start: number) {}

  /** Members with a value, the open one included; a last key without value is not counted. */
  get length(): number {
    return this.values.length + (this.tail === null || this.keys.length <= this.values.length ? 0 : 1);
  }

  value(index: number): Raw {
    return index < this.values.length ? this.values[index]! : this.tail!;
  }
}

/** The value of a fenced block. */
export class RawFenced {
  readonly kind = 'fenced';
  /** `marked`: complete or not, whatever is in it; null: as its content is. */
  constructor(
    readonly tag: string,
    readonly inner: Raw,
    private readonly marked: boolean | null = null,
  ) {}
  get complete(): boolean {
    return this.marked ?? this.inner.complete;
  }
  get closed(): boolean {
    return this.inner.kind === 'choice' ? false : this.inner.closed;
  }
}

/** A value that was found in, or repaired from, text that is not JSON. Counts as complete, whatever is in it. */
export class RawFixed {
  readonly kind = 'fixed';
  readonly complete = true;
  constructor(readonly inner: Raw) {}
  get closed(): boolean {
    return this.inner.kind === 'choice' ? false : this.inner.closed;
  }
}

/** Several readings of one text. */
export class RawChoice {
  readonly kind = 'choice';
  readonly closed = false;
  constructor(
    readonly candidates: readonly Raw[],
    /** The text they were read from. */
    readonly text: () => string,
    /** Complete candidates that stand before `candidates`: the first `settledCount` of a list that only grows. */
    readonly settled: readonly Raw[] = [],
    readonly settledCount = 0,
  ) {}
  get complete(): boolean {
    return this.candidates.every((candidate) => candidate.complete);
  }
  /** Every candidate, in order. */
  get all(): readonly Raw[] {
    return this.settledCount === 0
      ? this.candidates
      : [...this.settled.slice(0, this.settledCount), ...this.candidates];
  }
}

/** Whitespace as the official parser understands it (Unicode White_Space). */
export function isBlank(code: number): boolean {
  if (code <= 32) return code === 32 || (code >= 9 && code <= 13);
  if (code < 0x85) return false;
  return (
    code === 0x85 ||
    code === 0xa0 ||
    code === 0x1680 ||
    (code >= 0x2000 && code <= 0x200a) ||
    code === 0x2028 ||
    code === 0x2029 ||
    code === 0x202f ||
    code === 0x205f ||
    code === 0x3000
  );
}

/** `text` without whitespace at both ends. */
export function trimBlanks(text: string): string {
  let from = 0;
  let to = text.length;
  while (from < to && isBlank(text.charCodeAt(from))) from++;
  while (to > from && isBlank(text.charCodeAt(to - 1))) to--;
  return from === 0 && to === text.length ? text : text.slice(from, to);
}
