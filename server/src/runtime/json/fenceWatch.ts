/** Watches the lines of a growing text for code fences. Whether the content of a block can be read is not its business. */

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

const MAY_BE_FENCE = /^[ \t]*(?:`{0,2}|```[A-Za-z0-9 ]*)$/;
const OPENING = /^[ \t]*```([A-Za-z0-9 ]+)$/;
const CLOSING = /^[ \t]*```$/;

export class FenceWatch {
  private readonly found: { tag: string; from: number; closers: Closer[]; ended: boolean }[] = [];
  /** After the last opening line, content or not; -1 before there is one. */
  lastOpening = -1;
  private line = '';
  private lineStart = 0;
  private possible = true;

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
      const newline = chunk.indexOf('\n', at);
      const to = newline < 0 ? chunk.length : newline;
      if (this.possible && to > at) {
        this.line += chunk.slice(at, to);
        this.possible = MAY_BE_FENCE.test(this.line);
      }
      if (newline < 0) return;
      if (this.possible) this.endLine(base + newline + 1);
      this.line = '';
      this.possible = true;
      this.lineStart = base + newline + 1;
      at = newline + 1;
    }
  }

  /** Whether `offset` stands in a block that no line before it closes. */
  isOpenAt(offset: number): boolean {
    const block = this.found.findLast(({ from }) => from <= offset);
    const closer = block?.closers[0];
    return block !== undefined && (closer === undefined || closer.end > offset);
  }

  /** Where the content of a block that is still open ends, in a text of `length`: before a line that may be a fence. */
  contentEnd(length: number): number {
    return !this.possible || this.line === '' ? length : this.lineStart;
  }

  /** Whether the line being typed is a fence as far as it goes, blanks aside. */
  get mayBeFence(): boolean {
    return this.possible && !/^[ \t]*$/.test(this.line);
  }

  /** Whether the line being typed closes a block, for now. */
  get closes(): boolean {
    return this.possible && CLOSING.test(this.line);
  }

  private endLine(end: number): void {
    const tag = OPENING.exec(this.line)?.[1];
    const last = this.found.at(-1);
    if (tag !== undefined) {
      this.lastOpening = end;
      if (last !== undefined && last.closers.length === 0) return;
      if (last !== undefined) last.ended = true;
      this.found.push({ tag: tag.trim(), from: end, closers: [], ended: false });
    } else if (last !== undefined && CLOSING.test(this.line)) last.closers.push({ to: this.lineStart, end });
  }
}
