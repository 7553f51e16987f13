/** Strict JSON as the official runtime reads it: duplicate keys kept, 128 levels, `-0` a float, no lone surrogates. */
import { RawList, RawNumber, RawObject, RawString, RawWord, type Raw } from './raw';

const MAX_DEPTH = 128;
const NUMBER = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
const MIN = -(2n ** 63n);
const MAX = 2n ** 64n - 1n;
const ESCAPES: Readonly<Record<string, string>> = {
  '"': '"',
  '\\': '\\',
  '/': '/',
  b: '\b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
};

/** A character of a string that stands for itself; past the end there is none. */
const isPlain = (code: number): boolean => code >= 32 && code !== 34 && code !== 92;

/** Thrown inside this file only. */
class NotStrict extends Error {}
const notStrict = new NotStrict();

/** The value of `text`, whose first character has offset `base` in the whole text; null when it is not strict JSON. */
export function parseStrict(text: string, base: number): Raw | null {
  const reader = new Reader(text, base);
  try {
    return reader.document();
  } catch (error) {
    if (error instanceof NotStrict) return null;
    throw error;
  }
}

class Reader {
  private at = 0;
  constructor(
    private readonly text: string,
    private readonly base: number,
  ) {}

  document(): Raw {
    this.blanks();
    const value = this.value(0);
    this.blanks();
    if (this.at < this.text.length) throw notStrict;
    if (value.kind === 'number') value.complete = false;
    return value;
  }

  private value(depth: number): Raw {
    const start = this.base + this.at;
    switch (this.text[this.at]) {
      case '{':
        return this.object(start, depth + 1);
      case '[':
        return this.list(start, depth + 1);
      case '"':
        return this.string(start);
      case 't':
        return this.word('true', new RawWord(start, true));
      case 'f':
        return this.word('false', new RawWord(start, false));
      case 'n':
        return this.word('null', new RawWord(start, null));
      default:
        return this.number(start);
    }
  }

  private object(start: number, depth: number): RawObject {
    if (depth >= MAX_DEPTH) throw notStrict;
    const node = new RawObject(start);
    this.at++;
    this.blanks();
    if (!this.take('}')) {
      do {
        this.blanks();
        if (this.text[this.at] !== '"') throw notStrict;
        node.keys.push(this.string(this.base + this.at).text);
        this.blanks();
        if (!this.take(':')) throw notStrict;
        this.blanks();
        node.values.push(this.value(depth));
        this.blanks();
      } while (this.take(','));
      if (!this.take('}')) throw notStrict;
    }
    return this.done(node);
  }

  private list(start: number, depth: number): RawList {
    if (depth >= MAX_DEPTH) throw notStrict;
    const node = new RawList(start);
    this.at++;
    this.blanks();
    if (!this.take(']')) {
      do {
        this.blanks();
        node.items.push(this.value(depth));
        this.blanks();
      } while (this.take(','));
      if (!this.take(']')) throw notStrict;
    }
    return this.done(node);
  }

  private string(start: number): RawString {
    const node = new RawString(start);
    this.at++;
    let out = '';
    for (;;) {
      const from = this.at;
      while (isPlain(this.text.charCodeAt(this.at))) this.at++;
      out += this.text.slice(from, this.at);
      const char = this.text[this.at++];
      if (char === '"') break;
      if (char !== '\\') throw notStrict;
      out += this.escape();
    }
    node.text = out;
    return this.done(node);
  }

  private escape(): string {
    const char = this.text[this.at++] ?? '';
    if (char !== 'u') {
      const plain = ESCAPES[char];
      if (plain === undefined) throw notStrict;
      return plain;
    }
    const unit = this.hex();
    if (unit < 0xd800 || unit > 0xdfff) return String.fromCharCode(unit);
    if (unit > 0xdbff || !this.take('\\') || !this.take('u')) throw notStrict;
    const low = this.hex();
    if (low < 0xdc00 || low > 0xdfff) throw notStrict;
    return String.fromCharCode(unit, low);
  }

  private hex(): number {
    const digits = this.text.slice(this.at, this.at + 4);
    if (!/^[0-9a-fA-F]{4}$/.test(digits)) throw notStrict;
    this.at += 4;
    return parseInt(digits, 16);
  }

  private number(start: number): RawNumber {
    NUMBER.lastIndex = this.at;
    const found = NUMBER.exec(this.text);
    if (found === null) throw notStrict;
    const text = found[0];
    this.at += text.length;
    if (/^-?\d+$/.test(text) && text !== '-0') {
      if (text.length < 16) return this.done(new RawNumber(start, Number(text), true, null, true));
      const big = BigInt(text);
      if (big >= MIN && big <= MAX) return this.done(new RawNumber(start, Number(big), true, big, true));
    }
    const value = Number(text);
    if (!Number.isFinite(value)) throw notStrict;
    return this.done(new RawNumber(start, value, false, null, true));
  }

  private word(spelling: string, node: RawWord): RawWord {
    if (!this.text.startsWith(spelling, this.at)) throw notStrict;
    this.at += spelling.length;
    return this.done(node);
  }

  private done<T extends RawObject | RawList | RawString | RawNumber | RawWord>(node: T): T {
    node.closed = true;
    node.end = this.base + this.at;
    if (node.kind !== 'word') node.complete = true;
    return node;
  }

  private take(char: string): boolean {
    if (this.text[this.at] !== char) return false;
    this.at++;
    return true;
  }

  private blanks(): void {
    for (;;) {
      const code = this.text.charCodeAt(this.at);
      if (code !== 32 && code !== 10 && code !== 13 && code !== 9) return;
      this.at++;
    }
  }
}
