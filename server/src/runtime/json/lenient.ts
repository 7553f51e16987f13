/**
 * The fixing parser as a push parser: reads anything that resembles JSON, one character after the other, once.
 *
 * A decision that needs the characters after it (does this quote close the string?) stays open: what the text so far
 * amounts to is shown by `settle()`, and the few characters read since are held back until the decision falls. Rules:
 * the official runtime's, with its oddities (a missing comma after a string reopens it, a comma without a blank after a
 * bare value is content, bytes are skipped as characters after a bare value).
 *
 * This file knows what stands between values; `quotedString.ts`, `blockString.ts` and `bareRun.ts` read a value, and
 * `tree.ts` puts it in its place.
 */
import { BareRun } from './bareRun';
import { bareWord } from './bareWord';
import { TripleBacktick, TripleQuoted, type BlockString } from './blockString';
import {
  APOSTROPHE,
  BACKTICK,
  CLOSE_LIST,
  CLOSE_OBJECT,
  COLON,
  COMMA,
  NEWLINE,
  OPEN_LIST,
  OPEN_OBJECT,
  QUOTE,
  SLASH,
  STAR,
} from './characters';
import { DecodingString } from './decodingString';
import { OFFICIAL, type Dialect } from './dialect';
import type { Places } from './places';
import { QuotedString } from './quotedString';
import type { Found } from './found';
import { isBlank, RawList, RawObject, type Raw, type RawString } from './raw';
import { isLowSurrogate } from './surrogates';
import { RawTree, type Container } from './tree';

type Between =
  | 'values'
  | 'line comment'
  | 'block comment'
  /** After a star in a block comment. */
  | 'star'
  /** After a `/` that may open a comment. */
  | 'slash';

export class LenientParser {
  private steps = 0;
  private readonly tree = new RawTree();
  /** The value being read: at most one of these; without any, the parser is between values. */
  private string: QuotedString | null = null;
  private block: BlockString | null = null;
  private run: BareRun | null = null;
  private between: Between = 'values';
  /** Characters still to be skipped, unread. */
  private skip = 0;
  /** The character before was skipped; so is its other half. */
  private skipped = false;

  /** `pos`: the offset of the next character in the whole text. */
  constructor(
    private pos: number,
    private readonly dialect: Dialect = OFFICIAL,
  ) {}

  /** Where the finished values stand. */
  get places(): Places {
    return this.tree.places;
  }

  /** Whether the next character is read as what stands between values, or begins one. */
  get isBetweenValues(): boolean {
    const isReading = this.string !== null || this.block !== null || this.run !== null;
    return !isReading && this.between === 'values' && this.skip === 0 && !this.skipped;
  }

  /** Whether a string between three backticks is open that nothing but a backtick can end. */
  get isInBackticks(): boolean {
    return this.block instanceof TripleBacktick && this.block.isPlain && this.skip === 0 && !this.skipped;
  }

  /** How many lists and objects are open. */
  get depth(): number {
    return this.tree.depth;
  }

  /** Another number whenever `settle` shows something else. */
  get version(): number {
    return this.tree.version;
  }

  /** The open string, when the last new version differs from the one before only in its length. */
  get grown(): RawString | null {
    const open = this.tree.openValue;
    return this.tree.grew && open?.kind === 'string' ? open : null;
  }

  /** The list or object that the last new version differs in; null when it is the values at the top. */
  get changedIn(): Container | null {
    return this.tree.changedIn;
  }

  /** Whether the last new version differs from the one before only in a key without value. */
  get keyed(): boolean {
    return this.tree.keyed;
  }

  /** Characters and replays so far, to show that work is linear. */
  get work(): number {
    return this.steps + (this.block?.work ?? 0);
  }

  feed(text: string): void {
    let at = 0;
    while (at < text.length) {
      const open = this.string ?? this.block;
      if (open !== null && this.skip === 0 && !this.skipped) {
        const to = open.takePlain(text, at);
        if (to > at) {
          this.pos += to - at;
          this.steps++;
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
  settle(): Found | null {
    return this.tree.show(this.openValue());
  }

  /** The value being read as it reads at the end of the text. */
  private openValue(): Raw | null {
    if (this.string !== null) return this.string.show();
    if (this.block !== null) return this.block.show();
    if (this.run !== null) return this.run.show();
    if (this.between !== 'slash' || this.tree.parent?.kind !== 'object') return null;
    return bareWord('/', this.pos - 1, false);
  }

  private step(code: number, char: string): void {
    this.steps++;
    if (this.skipped) {
      if (isLowSurrogate(code)) return;
      this.skipped = false;
    }
    if (this.skip > 0) {
      this.skip--;
      this.skipped = true;
      return;
    }
    if (this.string !== null) this.inString(this.string, code, char);
    else if (this.block !== null) this.inBlock(this.block, code, char);
    else if (this.run !== null) this.inRun(this.run, code, char);
    else if (this.between === 'values') this.atValue(code, char);
    else this.inComment(this.between, code, char);
  }

  private atValue(code: number, char: string): void {
    const { tree } = this;
    const within = tree.parent?.kind;
    if (within !== undefined) {
      if (code === (within === 'object' ? CLOSE_OBJECT : CLOSE_LIST)) return tree.close(this.pos + 1);
      if (code === COMMA || (code === COLON && within === 'object')) return;
    }
    switch (code) {
      case OPEN_OBJECT:
        return tree.push(new RawObject(this.pos));
      case OPEN_LIST:
        return tree.push(new RawList(this.pos));
      case QUOTE:
      case APOSTROPHE:
      case BACKTICK:
        this.string = this.quoted(code);
        return;
      case SLASH:
        this.between = 'slash';
        return;
    }
    if (!isBlank(code)) this.run = new BareRun(char, this.pos, this.dialect);
  }

  private quoted(delimiter: number): QuotedString {
    const { decodesEscapes, carriageIsBlank } = this.dialect;
    const Kind = decodesEscapes && delimiter === QUOTE ? DecodingString : QuotedString;
    return new Kind(this.pos, delimiter, carriageIsBlank);
  }

  private inComment(between: Between, code: number, char: string): void {
    switch (between) {
      case 'line comment':
        if (code === NEWLINE) this.between = 'values';
        return;
      case 'block comment':
      case 'star':
        if (between === 'star' && code === SLASH) this.between = 'values';
        else this.between = code === STAR ? 'star' : 'block comment';
        return;
    }
    this.between = code === SLASH ? 'line comment' : code === STAR ? 'block comment' : 'values';
    if (this.between !== 'values') return;
    if (this.tree.parent?.kind !== 'object') return this.atValue(code, char);
    this.run = new BareRun('/', this.pos - 1, this.dialect);
    this.inRun(this.run, code, char);
  }

  private inString(string: QuotedString, code: number, char: string): void {
    switch (string.take(code, char, this.pos, this.tree.parent)) {
      case 'closed':
        this.string = null;
        this.tree.commit(string.node, string.node.end!);
        return this.replay(string.held, code, char);
      case 'tripled':
        this.string = null;
        this.block = code === QUOTE ? new TripleQuoted(string.node.start) : new TripleBacktick(string.node.start);
    }
  }

  private inBlock(block: BlockString, code: number, char: string): void {
    if (block.take(code, char) === 'more') return;
    this.steps += block.work;
    this.block = null;
    this.tree.commit(block.finished(), this.pos + 1 + (block.skip === 0 ? 0 : 1));
    this.skip = block.skip;
  }

  private inRun(run: BareRun, code: number, char: string): void {
    if (run.take(code, char, this.tree.position) === 'more') return;
    this.run = null;
    this.skip = this.dialect.countsCharacters ? 0 : run.extraBytes;
    this.tree.commit(run.typed(), run.end);
    this.replay(run.held, code, char);
  }

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
}
