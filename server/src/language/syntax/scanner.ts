/**
 * Text to tokens, one at a time. Strings of every kind are scanned whole, so a prompt is one token. What a word
 * means depends on its position in BAML, so the parser may ask for the token at an offset to be read as a value.
 */
import type { TokenKind } from './kinds';
import type { Token } from './tree';

const WORD_TAIL = /[\p{L}\p{M}\p{N}_-]+/uy;
const NUMBER_TAIL = /[\p{L}\p{M}\p{N}_.-]+/uy;
const LETTER = /[\p{L}_]/uy;
const BLANKS = /[ \t]+/y;
const LINE_REST = /[^\r\n]*/y;
/** What ends bare text in value position, besides the end of the line and a comment behind a blank. */
const UNQUOTED_END: ReadonlySet<string> = new Set("\r\n#@{([<})]>,';");
/** A line that starts a new block, or closes one: where a string that is never closed is taken to end. */
const BLOCK_LINE =
  /^(?:\}|(?:class|enum|test|generator|retry_policy|client(?:<llm>)?)[ \t]+[A-Za-z]\w*[ \t]*\{|function[ \t]+[A-Za-z]\w*[ \t]*\(|type[ \t]+[A-Za-z]\w*[ \t]*=|(?:template_string|string_template)[ \t]+[A-Za-z]\w*[ \t]*[(#])/gm;

const PUNCTUATION: ReadonlySet<string> = new Set('{}()[]<>,:.;@|?=');

export class Scanner {
  /** Where no `//}` follows any more, once that is known; keeps hostile text linear. */
  private noCommentEndFrom = Infinity;
  private rawEnds: RawEnds | undefined;
  /** Something that is never closed made the scanner look further than any token: text far behind decided what it read. */
  lookedToTheEnd = false;

  constructor(readonly text: string) {}

  /** The token that starts at the offset; `end`, empty, behind the last character. */
  scan(at: number): Token {
    const { text } = this;
    if (at >= text.length) return token('end', at, at);
    const char = text[at]!;
    switch (char) {
      case ' ':
      case '\t':
        return token('whitespace', at, this.match(BLANKS, at));
      case '\n':
        return token('newline', at, at + 1);
      case '\r':
        return token('newline', at, at + (text[at + 1] === '\n' ? 2 : 1));
      case '"':
        return this.string(at);
      case '#': {
        const raw = this.rawString(at);
        if (raw) return raw;
        break;
      }
      case '/':
        if (text[at + 1] === '/') {
          const doc = text[at + 2] === '/' && text[at + 3] !== '/';
          return token(doc ? 'doc-comment' : 'line-comment', at, this.match(LINE_REST, at));
        }
        break;
      case '-':
        if (text[at + 1] === '>') return token('->', at, at + 2);
        break;
    }
    if (char === '{' && text.startsWith('//', at + 1)) {
      const comment = this.blockComment(at);
      if (comment) return comment;
    }
    if (char === ':' && text[at + 1] === ':') return token('::', at, at + 2);
    if (char === '@' && text[at + 1] === '@') return token('@@', at, at + 2);
    if (PUNCTUATION.has(char)) return token(char as TokenKind, at, at + 1);
    return this.wordOrNumber(at);
  }

  /** The token at the offset read as a plain brace: `class A {// note` opens a body before a line comment. */
  scanBrace(at: number): Token {
    return token('{', at, at + 1);
  }

  /** The token at the offset read as a value: bare text to the end of the line, or a Jinja expression. */
  scanValue(at: number): Token {
    const { text } = this;
    if (text.startsWith('{{', at)) {
      const end = this.jinjaEnd(at + 2);
      return end ? token('jinja', at, end) : this.scan(at);
    }
    const plain = this.scan(at);
    if (plain.kind === 'string' || plain.kind === 'open-string') return plain;
    if (plain.kind === 'raw-string' || plain.kind === 'open-raw-string') return plain;
    if (plain.kind === 'number' || plain.kind === 'bad-number') return plain;
    const end = this.unquotedEnd(at);
    return end > at ? token('unquoted', at, end) : plain;
  }

  private match(pattern: RegExp, at: number): number {
    pattern.lastIndex = at;
    return pattern.test(this.text) ? pattern.lastIndex : at;
  }

  private unquotedEnd(at: number): number {
    const { text } = this;
    let end = at;
    for (let i = at; i < text.length && !UNQUOTED_END.has(text[i]!); i++) {
      const blank = text[i] === ' ' || text[i] === '\t';
      if (text[i] === '/' && text[i + 1] === '/' && i > end) break;
      if (!blank) end = i + 1;
    }
    return end;
  }

  /** Behind the `}}` that closes an expression; undefined when another one, or a raw string, starts first. */
  private jinjaEnd(from: number): number | undefined {
    const { text } = this;
    for (let i = from; i < text.length; i++) {
      if (text[i] === '}' && text[i + 1] === '}') return i + 2;
      if (text[i] === '{' && text[i + 1] === '{') break;
      if (text[i] === '#' && text[i + 1] === '"') break;
    }
    this.lookedToTheEnd = true;
    return undefined;
  }

  private string(at: number): Token {
    const { text } = this;
    let i = at + 1;
    for (; i < text.length; i++) {
      const char = text[i];
      if (char === '"') return token('string', at, i + 1);
      if (char === '\n' || char === '\r') break;
      if (char === '\\' && text[i + 1] !== '\n' && text[i + 1] !== '\r') i++;
    }
    return token('open-string', at, Math.min(i, text.length));
  }

  private wordOrNumber(at: number): Token {
    const number = this.numberEnd(at);
    if (number > at) {
      const arrow = this.text[number] === '-' && this.text[number + 1] === '>';
      const tail = arrow ? number : this.match(NUMBER_TAIL, number);
      return tail > number ? token('bad-number', at, tail) : token('number', at, number);
    }
    const word = this.wordEnd(at);
    if (word > at) {
      const tail = this.text[word] === '-' ? word : this.match(WORD_TAIL, word);
      return tail > word ? token('bad-word', at, tail) : token('word', at, word);
    }
    if (this.match(LETTER, at) > at) return token('bad-word', at, this.match(WORD_TAIL, at));
    const codePoint = this.text.codePointAt(at)!;
    return token('unknown', at, at + (codePoint > 0xffff ? 2 : 1));
  }

  private numberEnd(at: number): number {
    const { text } = this;
    let i = text[at] === '-' ? at + 1 : at;
    const digits = i;
    while (isDigit(text.charCodeAt(i))) i++;
    if (i === digits) return at;
    if (text[i] === '.' && isDigit(text.charCodeAt(i + 1))) for (i++; isDigit(text.charCodeAt(i));) i++;
    return i;
  }

  private wordEnd(at: number): number {
    const { text } = this;
    if (!isLetter(text.charCodeAt(at))) return at;
    let i = at + 1;
    for (; i < text.length; i++) {
      const code = text.charCodeAt(i);
      if (isLetter(code) || isDigit(code) || code === 95) continue;
      if (code === 45 && text[i + 1] !== '>') continue;
      break;
    }
    return i;
  }

  private blockComment(at: number): Token | undefined {
    const end = at < this.noCommentEndFrom ? this.text.indexOf('//}', at + 3) : -1;
    if (end >= 0) return token('block-comment', at, end + 3);
    this.noCommentEndFrom = Math.min(this.noCommentEndFrom, at);
    this.lookedToTheEnd = true;
    return undefined;
  }

  private rawString(at: number): Token | undefined {
    const { text } = this;
    let quote = at;
    while (text[quote] === '#') quote++;
    if (text[quote] !== '"') return token('unknown', at, quote);
    const hashes = quote - at;
    if (!this.rawEnds || this.rawEnds.longestFrom(quote + 1) >= hashes) {
      const end = text.indexOf('"' + text.slice(at, quote), quote + 1);
      if (end >= 0 && !this.isEndOfAnother(at, quote, end)) return token('raw-string', at, end + 1 + hashes);
      if (end < 0) this.rawEnds = rawEndsOf(text);
    }
    this.lookedToTheEnd = true;
    BLOCK_LINE.lastIndex = quote;
    const stop = BLOCK_LINE.exec(text)?.index ?? text.length;
    return token('open-raw-string', at, stop);
  }

  /**
   * Whether the end found for a raw string belongs to another one, which starts in a block behind: while a prompt is being
   * written, the next one would end it.
   */
  private isEndOfAnother(at: number, quote: number, end: number): boolean {
    const opening = this.text.lastIndexOf(this.text.slice(at, quote + 1), end - 1);
    if (opening <= quote || !/\s/.test(this.text[opening - 1]!)) return false;
    BLOCK_LINE.lastIndex = 0;
    return BLOCK_LINE.test(this.text.slice(quote, opening));
  }
}

interface RawEnds {
  /** The most hashes that follow any quote at or behind the offset. */
  longestFrom(at: number): number;
}

/** Answers in logarithmic time whether a raw string can end at all, so that text full of open ones stays linear. */
function rawEndsOf(text: string): RawEnds {
  const starts: number[] = [];
  const longest: number[] = [];
  for (const found of text.matchAll(/"#+/g)) {
    starts.push(found.index);
    longest.push(found[0].length - 1);
  }
  for (let i = longest.length - 2; i >= 0; i--) longest[i] = Math.max(longest[i]!, longest[i + 1]!);
  return {
    longestFrom(at) {
      let low = 0;
      let high = starts.length;
      while (low < high) {
        const middle = (low + high) >> 1;
        if (starts[middle]! < at) low = middle + 1;
        else high = middle;
      }
      return longest[low] ?? 0;
    },
  };
}

function token(kind: TokenKind, start: number, end: number): Token {
  return { token: true, kind, start, end };
}

function isLetter(code: number): boolean {
  return (code >= 97 && code <= 122) || (code >= 65 && code <= 90);
}

function isDigit(code: number): boolean {
  return code >= 48 && code <= 57;
}
