/**
 * The fixing parser as a push parser: reads anything that resembles JSON, one character after the other, once.
 *
 * A decision that needs the characters after it (does this quote close the string?) stays open: what the text so far
 * amounts to is shown by `settle()`, and the few characters read since are held back until the decision falls. Rules:
 * the official runtime's, with its oddities (a missing comma after a string reopens it, a comma without a blank after a
 * bare value is content, bytes are skipped as characters after a bare value).
 */
import { bareWord, looksNumeric } from './bareWord';
import {
  NEWLINE,
  SPACE,
  QUOTE,
  APOSTROPHE,
  STAR,
  COMMA,
  SLASH,
  COLON,
  OPEN_LIST,
  BACKSLASH,
  CLOSE_LIST,
  BACKTICK,
  OPEN_OBJECT,
  CLOSE_OBJECT,
} from './characters';
import { blockText, dedent } from './dedent';
import { isBlank, RawList, RawObject, RawString, trimBlanks, type Raw } from './raw';
import { quoteVerdict } from './quoteVerdict';
import { textForm } from './textForm';

const enum Mode {
  /** Between values. */
  Between,
  Quoted,
  TripleQuoted,
  TripleBacktick,
  Bare,
  LineComment,
  BlockComment,
  /** After a `/` that may open a comment. */
  Slash,
}

/** What the characters since some point still have to decide. */
const enum Wait {
  None,
  Escape,
  /** Inside `\u`: four characters are taken as they are, the last of them lost. */
  Unicode,
  /** After a delimiter inside a quoted string. */
  Quote,
  /** After the first of the delimiters that would close a triple-quoted string. */
  Triple,
  /** After a comma in a bare value. */
  Comma,
  /** After a star in a block comment. */
  Star,
}

const isLowSurrogate = (code: number): boolean => code >= 0xdc00 && code <= 0xdfff;
const ESCAPES: Readonly<Record<string, string>> = { n: '\n', t: '\t', r: '\r', b: '\b', f: '\f', '\\': '\\', '"': '"' };

export class LenientParser {
  /** Finished values at the top, and how many of them are objects or lists. */
  readonly values: Raw[] = [];
  readonly containers: (RawList | RawObject)[] = [];
  /** Characters and replays so far, to show that work is linear. */
  work = 0;
  private readonly stack: (RawList | RawObject)[] = [];
  private mode = Mode.Between;
  private wait = Wait.None;
  /** Characters held back while `wait` is undecided. */
  private held = '';
  private leaf: RawString | null = null;
  private delimiter = 0;
  private fresh = false;
  private innerQuotes = 0;
  private evenBackslashes = true;
  private left = 0;
  private skip = 0;
  private skipping = false;
  /** Bare runs: blanks after the last non-blank, and bytes beyond characters after the first one. */
  private blanks = '';
  private extraBytes = 0;
  private blind = false;

  /** `pos`: the offset of the next character in the whole text. */
  constructor(private pos: number) {}

  /** How many lists and objects are open. */
  get depth(): number {
    return this.stack.length;
  }

  feed(text: string): void {
    let at = 0;
    while (at < text.length) {
      if (this.mode === Mode.Quoted && this.wait === Wait.None && this.skip === 0 && !this.skipping) {
        let to = at;
        for (; to < text.length; to++) {
          const code = text.charCodeAt(to);
          if (code === this.delimiter || code === BACKSLASH || code === QUOTE) break;
        }
        if (to > at) {
          this.fresh = false;
          this.evenBackslashes = true;
          this.leaf!.append(to - at === text.length ? text : text.slice(at, to));
          this.pos += to - at;
          this.work++;
          at = to;
          continue;
        }
      }
      this.step(text.charCodeAt(at), text.charAt(at));
      this.pos++;
      at++;
    }
  }

  /**
   * Makes the tree show what the text so far amounts to, and gives the values at the top: `null` when there is none,
   * one value, or the objects and lists among several.
   */
  settle(): readonly Raw[] | null {
    const open = this.showLeaf();
    const parent = this.stack.at(-1);
    if (parent !== undefined) this.hang(parent, open);
    const top: Raw | null = this.stack[0] ?? open;
    const count = this.values.length + (top === null ? 0 : 1);
    if (count === 0) return null;
    if (count === 1) return [top ?? this.values[0]!];
    const isContainer = top !== null && (top.kind === 'list' || top.kind === 'object');
    const found = isContainer ? [...this.containers, top] : this.containers;
    return found.length === 0 ? null : found;
  }

  /** The open leaf as it reads at the end of the text. */
  private showLeaf(): Raw | null {
    switch (this.mode) {
      case Mode.Quoted:
      case Mode.TripleQuoted:
      case Mode.TripleBacktick:
        return this.showString(this.leaf!);
      case Mode.Bare: {
        const comma = this.wait === Wait.Comma;
        const closed = comma && this.held.length === 1;
        const rest = comma && !closed ? trimEnd(this.blanks + this.held) : '';
        return this.showBare(rest, closed);
      }
      case Mode.Slash:
        return this.stack.at(-1)?.kind === 'object' ? bareWord('/', this.pos - 1, false) : null;
      default:
        return null;
    }
  }

  private showBare(rest: string, closed: boolean): Raw {
    const leaf = this.leaf!;
    if (leaf.text.length + rest.length < 64) return bareWord(leaf.text + rest, leaf.start, closed);
    leaf.suffix = rest;
    leaf.complete = closed;
    return leaf;
  }

  private showString(leaf: RawString): RawString {
    leaf.suffix = '';
    leaf.complete = false;
    if (this.mode === Mode.Quoted) {
      if (this.wait === Wait.Escape) leaf.suffix = '\\';
      else if (this.wait === Wait.Quote) {
        if (this.held.endsWith('/')) leaf.suffix = String.fromCharCode(this.delimiter) + this.held;
        else leaf.complete = true;
      }
      return leaf;
    }
    const shown = new RawString(leaf.start);
    shown.pieces = null;
    if (this.mode === Mode.TripleQuoted) {
      shown.text = dedent(leaf.text);
      shown.complete = this.wait === Wait.Triple;
    } else {
      shown.text = blockText(leaf.text + this.held);
    }
    return shown;
  }

  private step(code: number, char: string): void {
    this.work++;
    if (this.skipping) {
      if (isLowSurrogate(code)) return;
      this.skipping = false;
    }
    if (this.skip > 0) {
      this.skip--;
      this.skipping = true;
      return;
    }
    switch (this.mode) {
      case Mode.Between:
        return this.between(code, char);
      case Mode.Quoted:
        return this.quoted(code, char);
      case Mode.TripleQuoted:
        return this.tripleQuoted(code, char);
      case Mode.TripleBacktick:
        return this.tripleBacktick(code, char);
      case Mode.Bare:
        return this.bare(code, char);
      case Mode.Slash:
        return this.slash(code, char);
      case Mode.LineComment:
        if (code === NEWLINE) this.mode = Mode.Between;
        return;
      case Mode.BlockComment:
        if (this.wait === Wait.Star && code === SLASH) {
          this.mode = Mode.Between;
          this.wait = Wait.None;
        } else this.wait = code === STAR ? Wait.Star : Wait.None;
        return;
    }
  }

  private between(code: number, char: string): void {
    const parent = this.stack.at(-1);
    if (parent !== undefined) {
      if (parent.kind === 'object') {
        if (code === CLOSE_OBJECT) return this.closeContainer();
        if (code === COMMA || code === COLON) return;
      } else {
        if (code === CLOSE_LIST) return this.closeContainer();
        if (code === COMMA) return;
      }
    }
    switch (code) {
      case OPEN_OBJECT:
        return this.openContainer(new RawObject(this.pos));
      case OPEN_LIST:
        return this.openContainer(new RawList(this.pos));
      case QUOTE:
      case APOSTROPHE:
      case BACKTICK:
        this.mode = Mode.Quoted;
        this.leaf = new RawString(this.pos);
        this.delimiter = code;
        this.fresh = true;
        this.innerQuotes = 0;
        this.evenBackslashes = true;
        return;
      case SLASH:
        this.mode = Mode.Slash;
        return;
    }
    if (isBlank(code)) return;
    this.openBare(char, this.pos);
  }

  // ------------------------------------------------------------------------------------------ quoted strings

  private quoted(code: number, char: string): void {
    const leaf = this.leaf!;
    switch (this.wait) {
      case Wait.Escape: {
        this.wait = Wait.None;
        const escape = ESCAPES[char];
        if (escape !== undefined) return this.content(escape);
        this.content('\\');
        if (char === 'u') {
          this.content(char);
          this.wait = Wait.Unicode;
          this.left = 4;
          return;
        }
        return this.quoted(code, char);
      }
      case Wait.Unicode:
        if (!isLowSurrogate(code)) this.left--;
        if (this.left > 0) this.content(char);
        else this.wait = Wait.None;
        return;
      case Wait.Quote:
        return this.afterQuote(code, char);
    }
    if (code === this.delimiter) {
      this.wait = Wait.Quote;
      this.held = '';
      leaf.end = this.pos + 1;
      return;
    }
    this.fresh = false;
    if (code === BACKSLASH && this.delimiter === QUOTE) {
      this.wait = Wait.Escape;
      return;
    }
    this.content(char);
  }

  private content(text: string): void {
    if (text === '"') {
      if (this.evenBackslashes) this.innerQuotes++;
      this.evenBackslashes = true;
    } else this.evenBackslashes = text === '\\' ? !this.evenBackslashes : true;
    this.leaf!.append(text);
  }

  /** The first character after a delimiter, or after the blanks behind it, decides whether the string ends there. */
  private afterQuote(code: number, char: string): void {
    if (this.fresh && this.held === '' && code === this.delimiter && code !== APOSTROPHE) {
      this.wait = Wait.None;
      this.mode = code === QUOTE ? Mode.TripleQuoted : Mode.TripleBacktick;
      this.held = '';
      return;
    }
    const verdict = quoteVerdict(code, this.held, this.delimiter, this.innerQuotes, this.stack.at(-1));
    if (verdict === 'wait') {
      this.held += char;
      return;
    }
    const held = this.held;
    this.held = '';
    this.wait = Wait.None;
    this.fresh = false;
    if (verdict === 'close') {
      const leaf = this.leaf!;
      leaf.complete = true;
      this.commit(leaf, leaf.end!);
      return this.replay(held, code, char);
    }
    this.leaf!.end = null;
    this.content(String.fromCharCode(this.delimiter));
    if (held !== '') {
      this.evenBackslashes = true;
      this.leaf!.append(held);
    }
    this.quoted(code, char);
  }

  private tripleQuoted(code: number, char: string): void {
    const leaf = this.leaf!;
    if (this.wait === Wait.Triple) {
      this.wait = Wait.None;
      if (code === QUOTE) {
        leaf.text = dedent(leaf.text);
        leaf.pieces = null;
        leaf.complete = true;
        this.commit(leaf, this.pos + 2);
        this.skip = 2;
        return;
      }
      leaf.append('"');
    }
    if (code === QUOTE) this.wait = Wait.Triple;
    else leaf.append(char);
  }

  private tripleBacktick(code: number, char: string): void {
    const leaf = this.leaf!;
    if (code === BACKTICK) {
      this.held += char;
      if (this.held.length < 3) return;
      this.held = '';
      leaf.text = blockText(leaf.text);
      leaf.pieces = null;
      leaf.complete = true;
      return this.commit(leaf, this.pos + 1);
    }
    leaf.append(this.held + char);
    this.held = '';
  }

  // ------------------------------------------------------------------------------------------ bare runs

  private slash(code: number, char: string): void {
    this.mode = Mode.Between;
    if (code === SLASH) this.mode = Mode.LineComment;
    else if (code === STAR) this.mode = Mode.BlockComment;
    else if (this.stack.at(-1)?.kind === 'object') {
      this.openBare('/', this.pos - 1);
      // A run that began with a slash takes its second character as it is.
      this.blind = true;
      this.bare(code, char);
    } else this.between(code, char);
  }

  private openBare(char: string, start: number): void {
    this.mode = Mode.Bare;
    this.leaf = new RawString(start);
    this.leaf.append(char);
    this.blanks = '';
    this.extraBytes = 0;
    this.blind = isHighSurrogate(char);
    this.skipping = false;
  }

  private bare(code: number, char: string): void {
    if (this.blind) {
      this.blind = false;
      return this.bareContent(code, char, false);
    }
    if (this.wait === Wait.Comma) return this.afterComma(code, char);
    const parent = this.stack.at(-1);
    if (parent === undefined) {
      if (code === OPEN_OBJECT || code === OPEN_LIST) return this.closeBare('', code, char);
    } else if (parent.kind === 'list') {
      if (code === COMMA || code === CLOSE_LIST) return this.closeBare('', code, char);
    } else if (parent.keys.length === parent.values.length) {
      if (code === COLON) return this.closeBare('', code, char);
    } else if (code === CLOSE_OBJECT) {
      return this.closeBare('', code, char);
    } else if (code === COMMA) {
      this.wait = Wait.Comma;
      this.held = char;
      return;
    }
    this.bareContent(code, char, true);
  }

  private bareContent(code: number, char: string, counted: boolean): void {
    if (counted && code >= 0x80)
      this.extraBytes += code < 0x800 ? 1 : isSurrogate(code) ? (isLowSurrogate(code) ? 0 : 3) : 2;
    if (isBlank(code)) this.blanks += char;
    else {
      this.leaf!.append(this.blanks + char);
      this.blanks = '';
    }
  }

  private afterComma(code: number, char: string): void {
    const held = this.held;
    if (held.length === 1) {
      if (code === NEWLINE) return this.closeBare(held, code, char);
      if (code === SPACE) {
        if (this.isPlainWord()) return this.closeBare(held, code, char);
        this.held += char;
        return;
      }
      this.wait = Wait.None;
      this.bareContent(COMMA, ',', true);
      return this.bare(code, char);
    }
    if (held.endsWith('/')) {
      if (code === SLASH || code === STAR) return this.closeBare(held, code, char);
      this.keepHeld();
      return this.bare(code, char);
    }
    if (code === NEWLINE || code === QUOTE) return this.closeBare(held, code, char);
    if (code === SLASH || isBlank(code)) {
      this.held += char;
      return;
    }
    this.keepHeld();
    this.bareContent(code, char, true);
  }

  private keepHeld(): void {
    const held = this.held;
    this.held = '';
    this.wait = Wait.None;
    for (const char of held) this.bareContent(char.charCodeAt(0), char, true);
  }

  /** A run that a comma and a space end at once: a number, a word of JSON, or text without spaces and parentheses. */
  private isPlainWord(): boolean {
    const text = this.leaf!.text;
    if (!/[ (]/.test(text)) return true;
    return looksNumeric(text) || /^(?:true|false|null)$/i.test(text);
  }

  private closeBare(held: string, code: number, char: string): void {
    const leaf = this.leaf!;
    const end = leaf.start + leaf.text.length;
    const typed = bareWord(trimBlanks(leaf.text), leaf.start, true);
    this.wait = Wait.None;
    this.held = '';
    this.skip = this.extraBytes;
    this.commit(typed, end);
    this.replay(held, code, char);
  }

  // ------------------------------------------------------------------------------------------ the tree

  /** Reads held-back characters and the current one again, between values. */
  private replay(held: string, code: number, char: string): void {
    const at = this.pos;
    this.pos = at - held.length;
    for (let i = 0; i < held.length; i++) {
      this.step(held.charCodeAt(i), held.charAt(i));
      this.pos++;
    }
    this.pos = at;
    this.step(code, char);
  }

  private openContainer(node: RawList | RawObject): void {
    const parent = this.stack.at(-1);
    if (parent !== undefined) this.hang(parent, node);
    this.stack.push(node);
  }

  private closeContainer(): void {
    const node = this.stack.pop()!;
    node.tail = null;
    node.complete = true;
    this.commit(node, this.pos + 1);
  }

  private hang(parent: RawList | RawObject, node: Raw | null): void {
    parent.tail = parent.kind === 'object' && parent.keys.length === parent.values.length ? null : node;
  }

  private commit(node: Raw, end: number): void {
    this.mode = Mode.Between;
    this.leaf = null;
    if (node.kind !== 'fenced' && node.kind !== 'fixed' && node.kind !== 'choice') {
      node.closed = true;
      node.end = end;
      if (node.kind === 'string') {
        node.suffix = '';
        node.pieces = null;
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
    else if (parent.keys.length === parent.values.length) parent.keys.push(textForm(node));
    else parent.values.push(node);
  }
}

const isSurrogate = (code: number): boolean => code >= 0xd800 && code <= 0xdfff;
const isHighSurrogate = (char: string): boolean => char.charCodeAt(0) >= 0xd800 && char.charCodeAt(0) <= 0xdbff;

function trimEnd(text: string): string {
  let to = text.length;
  while (to > 0 && isBlank(text.charCodeAt(to - 1))) to--;
  return text.slice(0, to);
}
