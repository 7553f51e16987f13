/** A string in double quotes, single quotes or backticks, read one character after the other. */
import { APOSTROPHE, BACKSLASH, QUOTE } from './characters';
import { quoteVerdict } from './quoteVerdict';
import { RawString } from './raw';
import { isLowSurrogate } from './surrogates';
import type { Container } from './tree';

/** What the characters since some point still have to decide. */
export const enum Wait {
  None,
  Escape,
  /** Inside `\u`: four characters are taken as they are, the last of them lost. */
  Unicode,
  /** After a delimiter. */
  Quote,
}

const ESCAPES: Readonly<Record<string, string>> = { n: '\n', t: '\t', r: '\r', b: '\b', f: '\f', '\\': '\\', '"': '"' };

/** `closed`: before the characters held back. `tripled`: it was the opening of a triple delimiter. */
export type Taken = 'more' | 'closed' | 'tripled';

export class QuotedString {
  readonly node: RawString;
  /** Characters since the last delimiter, while they do not tell yet whether it ends the string. */
  held = '';
  protected wait = Wait.None;
  /** Nothing but the opening delimiter was read. */
  private fresh = true;
  private innerQuotes = 0;
  private evenBackslashes = true;
  private left = 0;

  constructor(
    start: number,
    readonly delimiter: number,
    private readonly carriageIsBlank = false,
  ) {
    this.node = new RawString(start);
  }

  /** Takes as much of `text` from `from` as is plain content, and tells where that ends. */
  takePlain(text: string, from: number): number {
    if (this.wait !== Wait.None) return from;
    const { delimiter } = this;
    let to = from;
    for (; to < text.length; to++) {
      const code = text.charCodeAt(to);
      if (code === delimiter || code === BACKSLASH || code === QUOTE) break;
    }
    if (to === from) return from;
    this.fresh = false;
    this.evenBackslashes = true;
    this.node.append(to - from === text.length ? text : text.slice(from, to));
    return to;
  }

  /** Takes the character at `offset`; `parent`: what the string stands in. */
  take(code: number, char: string, offset: number, parent: Container | undefined): Taken {
    switch (this.wait) {
      case Wait.Escape:
        this.wait = Wait.None;
        if (ESCAPES[char] !== undefined) {
          this.content(ESCAPES[char]);
          return 'more';
        }
        this.content('\\');
        if (char !== 'u') break;
        this.content(char);
        this.wait = Wait.Unicode;
        this.left = 4;
        return 'more';
      case Wait.Unicode:
        if (!isLowSurrogate(code)) this.left--;
        if (this.left > 0) this.content(char);
        else this.wait = Wait.None;
        return 'more';
      case Wait.Quote: {
        const taken = this.afterQuote(code, char, parent);
        if (taken !== 'kept') return taken;
      }
    }
    this.plain(code, char, offset);
    return 'more';
  }

  /** The string as it reads at the end of the text. */
  show(): RawString {
    const { node } = this;
    node.suffix = '';
    node.complete = false;
    if (this.wait === Wait.Escape) node.suffix = '\\';
    else if (this.wait === Wait.Quote) {
      if (this.held.endsWith('/')) node.suffix = String.fromCharCode(this.delimiter) + this.held;
      else node.complete = true;
    }
    return node;
  }

  private plain(code: number, char: string, offset: number): void {
    if (code === this.delimiter) {
      this.wait = Wait.Quote;
      this.held = '';
      this.node.end = offset + 1;
      return;
    }
    this.fresh = false;
    if (code === BACKSLASH && this.delimiter === QUOTE) this.wait = Wait.Escape;
    else this.content(char);
  }

  protected content(text: string): void {
    if (text === '"') {
      if (this.evenBackslashes) this.innerQuotes++;
      this.evenBackslashes = true;
    } else this.evenBackslashes = text === '\\' ? !this.evenBackslashes : true;
    this.node.append(text);
  }

  /** The first character after a delimiter, or after the blanks behind it, decides whether the string ends there. */
  private afterQuote(code: number, char: string, parent: Container | undefined): Taken | 'kept' {
    const { held, node } = this;
    if (this.fresh && held === '' && code === this.delimiter && code !== APOSTROPHE) return 'tripled';
    const verdict = quoteVerdict(code, held, this.delimiter, this.innerQuotes, parent, this.carriageIsBlank);
    if (verdict === 'wait') {
      this.held += char;
      return 'more';
    }
    if (verdict === 'close') {
      node.complete = true;
      return 'closed';
    }
    this.held = '';
    this.wait = Wait.None;
    this.fresh = false;
    node.end = null;
    this.content(String.fromCharCode(this.delimiter));
    if (held !== '') {
      this.evenBackslashes = true;
      node.append(held);
    }
    return 'kept';
  }
}
