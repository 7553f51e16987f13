/** Watches the lines of a growing text for code fences. */
import type { TextLog } from './textLog';

export interface ClosedBlock {
  readonly tag: string;
  /** The content, fence lines excluded. */
  readonly from: number;
  readonly to: number;
  /** After the closing line. */
  readonly end: number;
}

export interface OpenBlock {
  readonly tag: string;
  readonly from: number;
  /** Where the content ends: before a line that is, or may become, the closing one. */
  readonly to: number;
  /** The end of the text when its last line closes the block, for now. */
  readonly end: number | null;
}

export interface FenceState {
  readonly closed: readonly ClosedBlock[];
  readonly open: OpenBlock | null;
}

const MAY_BE_FENCE = /^[ \t]*(?:`{0,2}|```[A-Za-z0-9 ]*)$/;
const OPENING = /^[ \t]*```([A-Za-z0-9 ]+)$/;
const CLOSING = /^[ \t]*```$/;

export class FenceWatch {
  /** Whether an opening line was seen, the one being typed included. */
  private readonly closed: ClosedBlock[] = [];
  private open: { tag: string; from: number } | null = null;
  private line = '';
  private lineStart = 0;
  private possible = true;
  private opened = false;
  private unusual = false;

  get seen(): boolean {
    return this.opened || (this.possible && OPENING.test(this.line));
  }

  /** Blocks were met that only a full reading sorts out. */
  giveUp(): void {
    this.unusual = true;
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

  private endLine(end: number): void {
    const tag = OPENING.exec(this.line)?.[1];
    if (tag !== undefined) {
      this.opened = true;
      // An opening line inside a block is part of its content.
      this.open ??= { tag, from: end };
    } else if (this.open !== null && CLOSING.test(this.line)) {
      this.closed.push({ ...this.open, to: this.lineStart, end });
      this.open = null;
    }
  }

  /** Where the content of the open block that begins at `from` ends, in a text of `length`; null when its last line may be a fence. */
  contentEnd(from: number, length: number): number | null {
    if (this.unusual || this.open?.from !== from) return null;
    if (!this.possible || this.line === '') return length;
    return /^[ \t]*$/.test(this.line) ? this.lineStart : null;
  }

  /** The blocks so far, or `unusual`. */
  state(log: TextLog): FenceState | 'unusual' {
    if (this.unusual) return 'unusual';
    const { open, closed } = this;
    if (open !== null) {
      if (!this.possible || this.line === '') return { closed, open: { ...open, to: log.length, end: null } };
      const closes = CLOSING.test(this.line);
      return { closed, open: { ...open, to: this.lineStart, end: closes ? log.length : null } };
    }
    const tag = this.possible ? OPENING.exec(this.line)?.[1] : undefined;
    return { closed, open: tag === undefined ? null : { tag, from: log.length, to: log.length, end: null } };
  }
}
