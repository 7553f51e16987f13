/** Watches the lines of a growing text for code fences. Whether the content of a block can be read is not its business. */
import { BACKTICK, NEWLINE } from './characters';

/** A line that may close a block. */
export interface Closer {
  /** Where the line begins, and the content ends. */
  readonly to: number;
  /** After the line. */
  readonly end: number;
}

/** From an opening line on: an opening line before the first closing one is content, one behind it begins the next block. */
export interface Block {
  readonly tag: string;
  /** Where the content begins. */
  readonly from: number;
  readonly closers: readonly Closer[];
  /** The next block has begun. */
  readonly ended: boolean;
}

/** What the line being typed is, as far as it goes; between `Blank` and `Fence`, so many backticks of a fence are there. */
const enum Line {
  /** Something else. */
  Other = -1,
  Blank = 0,
  Fence = 3,
}

export class FenceWatch {
  private readonly found: { tag: string; from: number; closers: Closer[]; ended: boolean }[] = [];
  /** After the last opening line, content or not; -1 before there is one. */
  lastOpening = -1;
  private line: number = Line.Blank;
  /** What stands behind the three backticks of the line. */
  private tag = '';
  private lineStart = 0;
  /** Nothing stands in the line yet. */
  private isEmpty = true;

  /** The blocks so far, by their lines that have ended. Only the last one changes. */
  get blocks(): readonly Block[] {
    return this.found;
  }

  /** Whether an opening line has ended. */
  get seen(): boolean {
    return this.found.length > 0;
  }

  feed(chunk: string, base: number): void {
    let at = 0;
    while (at < chunk.length) {
      if (this.line === Line.Other) {
        const newline = chunk.indexOf('\n', at);
        if (newline < 0) return;
        at = newline;
      }
      const code = chunk.charCodeAt(at);
      if (code === NEWLINE) this.endLine(base + at + 1);
      else this.take(code, chunk, at);
      at++;
    }
  }

  /** Takes a character of a line that may be a fence. */
  private take(code: number, chunk: string, at: number): void {
    this.isEmpty = false;
    if (this.line === Line.Fence) {
      if (isOfTag(code)) this.tag += chunk.charAt(at);
      else this.line = Line.Other;
    } else if (code === BACKTICK) this.line++;
    else if (this.line !== Line.Blank || (code !== 32 && code !== 9)) this.line = Line.Other;
  }

  /** Whether `offset` stands in a block that no line before it closes. */
  isOpenAt(offset: number): boolean {
    const block = this.found.findLast(({ from }) => from <= offset);
    const closer = block?.closers[0];
    return block !== undefined && (closer === undefined || closer.end > offset);
  }

  /** Where the content of a block that is still open ends, in a text of `length`: before a line that may be a fence. */
  contentEnd(length: number): number {
    return this.line === Line.Other || this.isEmpty ? length : this.lineStart;
  }

  /** Whether the line being typed is a fence as far as it goes, blanks aside. */
  get mayBeFence(): boolean {
    return this.line > Line.Blank;
  }

  /** Whether the line being typed closes a block, for now. */
  get closes(): boolean {
    return this.line === Line.Fence && this.tag === '';
  }

  private endLine(end: number): void {
    if (this.line === Line.Fence) this.endFence(end);
    this.line = Line.Blank;
    this.tag = '';
    this.isEmpty = true;
    this.lineStart = end;
  }

  /** The line is a fence: one with a tag opens a block, one without closes it. */
  private endFence(end: number): void {
    const last = this.found.at(-1);
    if (this.tag !== '') {
      this.lastOpening = end;
      if (last !== undefined && last.closers.length === 0) return;
      if (last !== undefined) last.ended = true;
      this.found.push({ tag: this.tag.trim(), from: end, closers: [], ended: false });
    } else if (last !== undefined) last.closers.push({ to: this.lineStart, end });
  }
}

const isOfTag = (code: number): boolean =>
  code === 32 || (code >= 48 && code <= 57) || (code >= 65 && code <= 90) || (code >= 97 && code <= 122);
