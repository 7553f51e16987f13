/** An unquoted run of text, read one character after the other. Where it ends depends on where it stands. */
import { bareWord, looksNumeric } from './bareWord';
import {
  CARRIAGE,
  CLOSE_LIST,
  CLOSE_OBJECT,
  COLON,
  COMMA,
  NEWLINE,
  OPEN_LIST,
  OPEN_OBJECT,
  QUOTE,
  SLASH,
  SPACE,
  STAR,
} from './characters';
import { OFFICIAL, type Dialect } from './dialect';
import { isBlank, RawString, trimBlanks, type Raw } from './raw';
import { isHighSurrogate, isLowSurrogate, isSurrogate } from './surrogates';
import type { Position } from './tree';

/** Runs up to this length are typed anew whenever they are shown; no number or word of JSON is longer. */
const MAX_TYPED = 64;

export class BareRun {
  /** A comma, and what stands behind it, while that does not tell yet whether the comma ends the run. */
  held = '';
  /** Bytes beyond characters after the first one: so many characters are skipped behind the run. */
  extraBytes = 0;
  private readonly node: RawString;
  /** Blanks after the last non-blank. */
  private blanks = '';
  /** The next character is content, whatever it is. */
  private blind: boolean;

  /** `char`: the first character. A run that began with a slash takes its second character as it is. */
  constructor(
    char: string,
    start: number,
    private readonly dialect: Dialect = OFFICIAL,
  ) {
    this.node = new RawString(start);
    this.node.append(char);
    this.blind = char === '/' || isHighSurrogate(char.charCodeAt(0));
  }

  /** Takes a character and tells whether the run ended before it, and before the characters held back. */
  take(code: number, char: string, position: Position): 'more' | 'closed' {
    if (this.blind) {
      this.blind = false;
      this.content(code, char, false);
      return 'more';
    }
    if (this.held !== '') {
      const taken = this.afterComma(code, char);
      if (taken !== 'again') return taken;
    }
    if (endsRun(code, position)) return 'closed';
    if (code === COMMA && position === 'value') this.held = char;
    else this.content(code, char, true);
    return 'more';
  }

  /** The run as it reads at the end of the text: a comma at the very end closes it for now. */
  show(): Raw {
    const { node, held } = this;
    const closed = held.length === 1;
    const rest = held.length > 1 && !this.dialect.holdsComma ? trimEnd(this.blanks + held) : '';
    if (node.length + rest.length < MAX_TYPED) return bareWord(node.text + rest, node.start, closed);
    node.suffix = rest;
    node.complete = closed;
    return node;
  }

  /** What the run is, now that it has ended. */
  typed(): Raw {
    return bareWord(trimBlanks(this.node.text), this.node.start, true);
  }

  get end(): number {
    return this.node.start + this.node.length;
  }

  private content(code: number, char: string, counted: boolean): void {
    if (counted && code >= 0x80)
      this.extraBytes += code < 0x800 ? 1 : isSurrogate(code) ? (isLowSurrogate(code) ? 0 : 3) : 2;
    if (isBlank(code)) this.blanks += char;
    else {
      this.node.append(this.blanks + char);
      this.blanks = '';
    }
  }

  /** Whether the run ends at the comma held back; `again`: the comma was content, the character is still to be taken. */
  private afterComma(code: number, char: string): 'closed' | 'more' | 'again' {
    const { held } = this;
    if (held.length === 1) {
      if (code === NEWLINE || (code === SPACE && this.isPlainWord())) return 'closed';
      if (code === QUOTE && this.dialect.endsAtCommaQuote) return 'closed';
      if (code === CARRIAGE && this.dialect.carriageIsBlank) return 'closed';
      if (code === SPACE) this.held += char;
      else this.keepHeld();
      return code === SPACE ? 'more' : 'again';
    }
    if (held.endsWith('/')) {
      if (code === SLASH || code === STAR) return 'closed';
      this.keepHeld();
      return 'again';
    }
    if (code === NEWLINE || code === QUOTE) return 'closed';
    if (code === SLASH || isBlank(code)) this.held += char;
    else {
      this.keepHeld();
      this.content(code, char, true);
    }
    return 'more';
  }

  private keepHeld(): void {
    const { held } = this;
    this.held = '';
    for (const char of held) this.content(char.charCodeAt(0), char, true);
  }

  /** A run that a comma and a space end at once: a number, a word of JSON, or text without spaces and parentheses. */
  private isPlainWord(): boolean {
    const { text } = this.node;
    if (!/[ (]/.test(text)) return true;
    return looksNumeric(text) || /^(?:true|false|null)$/i.test(text);
  }
}

function endsRun(code: number, position: Position): boolean {
  switch (position) {
    case 'top':
      return code === OPEN_OBJECT || code === OPEN_LIST;
    case 'item':
      return code === COMMA || code === CLOSE_LIST;
    case 'key':
      return code === COLON;
    case 'value':
      return code === CLOSE_OBJECT;
  }
}

function trimEnd(text: string): string {
  let to = text.length;
  while (to > 0 && isBlank(text.charCodeAt(to - 1))) to--;
  return text.slice(0, to);
}
