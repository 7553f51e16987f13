import { isBlank } from './raw';

/** So many chunks are put together: each costs more than its text, and whoever brought it need not keep it. */
const TOGETHER = 128;

/** A stretch of the text. */
interface Stretch {
  readonly start: number;
  readonly text: string;
}

/** The text so far, kept as stretches of it, so that the end of it can be read without joining all of it. */
export class TextLog {
  length = 0;
  /** Somebody has read the text as a value since this was last set to false. */
  quoted = false;
  /** Chunks that were put together, and those behind them. */
  private readonly blocks: Stretch[] = [];
  private chunks: string[] = [];
  /** Where the chunks begin. */
  private chunksStart = 0;
  private joined = '';
  private joinedBlocks = 0;

  append(chunk: string): void {
    if (chunk === '') return;
    this.length += chunk.length;
    if (this.chunks.push(chunk) < TOGETHER) return;
    this.blocks.push({ start: this.chunksStart, text: this.chunks.join('') });
    this.chunks = [];
    this.chunksStart = this.length;
  }

  /** The whole text. */
  text(): string {
    for (; this.joinedBlocks < this.blocks.length; this.joinedBlocks++)
      this.joined += this.blocks[this.joinedBlocks]!.text;
    return this.joined + this.chunks.join('');
  }

  /** A part of the text that is a value itself, or of which one is made. */
  quote(from: number, to: number): string {
    this.quoted = true;
    return this.slice(from, to);
  }

  slice(from: number, to: number): string {
    if (from >= to) return '';
    if (from === 0 && to === this.length) return this.text();
    if (from >= this.chunksStart) return this.recent(from, to);
    let at = this.blockAt(from);
    let out = '';
    for (; at < this.blocks.length; at++) {
      const { start, text } = this.blocks[at]!;
      if (start >= to) return out;
      out += start >= from && start + text.length <= to ? text : text.slice(Math.max(0, from - start), to - start);
    }
    return to > this.chunksStart ? out + this.recent(this.chunksStart, to) : out;
  }

  /** The same, of what stands in the chunks that are not put together. Mostly that is in the last one. */
  private recent(from: number, to: number): string {
    let out = '';
    let end = this.length;
    for (let at = this.chunks.length - 1; end > from; at--) {
      const chunk = this.chunks[at]!;
      const start = end - chunk.length;
      if (start < to) {
        out = (start >= from && end <= to ? chunk : chunk.slice(Math.max(0, from - start), to - start)) + out;
      }
      end = start;
    }
    return out;
  }

  /** The offset after the last character of [from, to) that is not blank. */
  trimmedEnd(from: number, to: number): number {
    let end = this.length;
    for (let at = this.chunks.length + this.blocks.length - 1; at >= 0 && end > from; at--) {
      const text = at < this.blocks.length ? this.blocks[at]!.text : this.chunks[at - this.blocks.length]!;
      const start = end - text.length;
      for (let offset = Math.min(to, end); offset > start; offset--) {
        if (offset <= from) return from;
        if (!isBlank(text.charCodeAt(offset - 1 - start))) return offset;
      }
      end = start;
    }
    return from;
  }

  /** The block that `offset` stands in. */
  private blockAt(offset: number): number {
    let low = 0;
    let high = this.blocks.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (this.blocks[middle]!.start <= offset) low = middle;
      else high = middle - 1;
    }
    return low;
  }
}
