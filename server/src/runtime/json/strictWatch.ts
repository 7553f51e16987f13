/**
 * Watches a growing text for the moment it has become one strict JSON document, so that the strict parser is asked at most
 * once per document, not at every chunk; and not at all where the fixing parser has found the same values, at the same
 * places, with nothing in them that the two read differently.
 */
import { CLOSE_LIST, CLOSE_OBJECT, COLON, COMMA, OPEN_LIST, OPEN_OBJECT, QUOTE } from './characters';
import { Places } from './places';
import { isBlank } from './raw';

/** Longest number or word at the top that is tried again at every chunk. */
const MAX_WORD = 400;
/** As many levels are too many for the strict parser. */
const MAX_DEPTH = 128;

const NUMBER = /^-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?$/;

/** What may come next inside a list or object. */
const enum Next {
  Value,
  ValueOrEnd,
  Key,
  KeyOrEnd,
  Colon,
  CommaOrEnd,
}

export class StrictWatch {
  /** The open lists and objects, by where they start; negative for objects. */
  private readonly open: number[] = [];
  private next = Next.Value;
  private inString = false;
  private stringStart = 0;
  private escaped = false;
  /** A number or word inside a list or object, as far as it is read, and where it starts. */
  private bare = '';
  private bareStart = 0;
  private started = false;
  /** A string, list or object was closed at the top; only blanks followed. */
  ended = false;
  private dead = false;
  private word = 0;
  /** There is something that the fixing parser reads otherwise, or that is judged by the strict parser only. */
  private odd = false;
  /** The finished values and keys inside lists and objects. */
  private readonly places = new Places();

  /** `text` starts at `offset` of the whole text. */
  feed(text: string, offset: number): void {
    for (let i = 0; i < text.length && !this.dead; i++) {
      const code = text.charCodeAt(i);
      if (this.inString) this.within(code, offset + i);
      else if (this.open.length > 0) this.between(code, offset + i);
      else this.atTop(code, offset + i);
    }
  }

  /** Whether the text cannot become a document any more. */
  get isOver(): boolean {
    return this.dead;
  }

  /** Whether the text may be a document now. */
  get mayBeDocument(): boolean {
    return !this.dead && this.started && (this.ended || (this.word > 0 && this.open.length === 0 && !this.inString));
  }

  /** The strict parser said no; nothing that follows can change that, unless a number or word is still growing. */
  refute(): void {
    if (this.word === 0) this.dead = true;
  }

  /** Whether the document is a list or object whose values stand at these places, and say there what they always say. */
  agrees(found: Places): boolean {
    return this.ended && !this.dead && !this.odd && this.places.size > 0 && this.places.equals(found);
  }

  private atTop(code: number, at: number): void {
    if (isBlank(code)) {
      if (code > 32 || code === 11 || code === 12) this.odd = true;
      return;
    }
    const opens = code === QUOTE || code === OPEN_OBJECT || code === OPEN_LIST;
    // Nothing but blanks may follow a document, a number or word is one, and nothing is closed that was not opened.
    if (this.ended || (opens && this.word > 0) || code === CLOSE_OBJECT || code === CLOSE_LIST) {
      this.dead = true;
      return;
    }
    this.started = true;
    if (code === QUOTE) {
      this.inString = true;
      this.odd = true;
    } else if (code === OPEN_OBJECT || code === OPEN_LIST) {
      this.push(code, at);
    } else if (++this.word > MAX_WORD) this.dead = true;
  }

  private within(code: number, at: number): void {
    if (this.escaped) {
      this.escaped = false;
      // b f n r t, the quote and the backslash say the same to both parsers.
      const isPlain = code === 98 || code === 102 || code === 110 || code === 114 || code === 116;
      if (!isPlain && code !== QUOTE && code !== 92) this.odd = true;
    } else if (code === 92) this.escaped = true;
    else if (code === QUOTE) {
      this.inString = false;
      if (this.open.length === 0) this.ended = true;
      else {
        this.places.add(this.stringStart, at + 1);
        this.next = this.next === Next.Key ? Next.Colon : Next.CommaOrEnd;
      }
    } else if (code < 32) this.dead = true;
  }

  private between(code: number, at: number): void {
    const isSpace = code === 32 || code === 10 || code === 13 || code === 9;
    if (this.bare !== '') {
      if (!isSpace && code !== COMMA && code !== CLOSE_OBJECT && code !== CLOSE_LIST) {
        this.bare += String.fromCharCode(code);
        return;
      }
      if (!this.endBare(at)) return;
    }
    if (isSpace) return;
    const { next } = this;
    switch (code) {
      case QUOTE:
        if (next === Next.Colon || next === Next.CommaOrEnd) break;
        if (next === Next.KeyOrEnd) this.next = Next.Key;
        this.inString = true;
        this.stringStart = at;
        return;
      case OPEN_OBJECT:
      case OPEN_LIST:
        if (next !== Next.Value && next !== Next.ValueOrEnd) break;
        return this.push(code, at);
      case CLOSE_OBJECT:
      case CLOSE_LIST: {
        const start = this.open.at(-1)!;
        const isObject = code === CLOSE_OBJECT;
        if (isObject !== start < 0) break;
        if (next !== Next.CommaOrEnd && next !== (isObject ? Next.KeyOrEnd : Next.ValueOrEnd)) break;
        this.open.pop();
        this.places.add(isObject ? -1 - start : start, at + 1);
        this.next = Next.CommaOrEnd;
        this.ended = this.open.length === 0;
        return;
      }
      case COMMA:
        if (next !== Next.CommaOrEnd) break;
        this.next = this.open.at(-1)! < 0 ? Next.Key : Next.Value;
        return;
      case COLON:
        if (next !== Next.Colon) break;
        this.next = Next.Value;
        return;
      default:
        if (next !== Next.Value && next !== Next.ValueOrEnd) break;
        this.bare = String.fromCharCode(code);
        this.bareStart = at;
        return;
    }
    this.dead = true;
  }

  private push(code: number, at: number): void {
    const isObject = code === OPEN_OBJECT;
    this.open.push(isObject ? -1 - at : at);
    this.next = isObject ? Next.KeyOrEnd : Next.ValueOrEnd;
    if (this.open.length >= MAX_DEPTH) this.dead = true;
  }

  /** A number or word has ended before `at`; false when it is none. */
  private endBare(at: number): boolean {
    const { bare } = this;
    this.bare = '';
    if (bare !== 'true' && bare !== 'false' && bare !== 'null') {
      if (!NUMBER.test(bare) || !Number.isFinite(Number(bare))) this.dead = true;
      else if (bare === '-0') this.odd = true;
    }
    this.places.add(this.bareStart, at);
    this.next = Next.CommaOrEnd;
    return !this.dead;
  }
}
