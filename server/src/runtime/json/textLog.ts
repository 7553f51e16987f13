import { Int32Column } from '../int32Column';
import { isBlank } from './raw';

/** The text so far, kept as its chunks, so that the end of it can be read without joining all of it. */
export class TextLog {
  length = 0;
  /** Somebody has read the text as a value since this was last set to false. */
  quoted = false;
  private readonly chunks: string[] = [];
  private readonly starts = new Int32Column();
  private joined = '';
  private joinedChunks = 0;

  append(chunk: string): void {
    if (chunk === '') return;
    this.chunks.push(chunk);
    this.starts.push(this.length);
    this.length += chunk.length;
  }

  /** The whole text. */
  text(): string {
    for (; this.joinedChunks < this.chunks.length; this.joinedChunks++) this.joined += this.chunks[this.joinedChunks]!;
    return this.joined;
  }

  /** A part of the text that is a value itself, or of which one is made. */
  quote(from: number, to: number): string {
    this.quoted = true;
    return this.slice(from, to);
  }

  slice(from: number, to: number): string {
    if (from >= to) return '';
    if (from === 0 && to === this.length) return this.text();
    let at = this.chunkAt(from);
    let out = this.chunks[at]!.slice(from - this.starts.at(at), to - this.starts.at(at));
    for (at++; at < this.chunks.length && this.starts.at(at) < to; at++) {
      out += this.chunks[at]!.slice(0, to - this.starts.at(at));
    }
    return out;
  }

  /** The offset after the last character of [from, to) that is not blank. */
  trimmedEnd(from: number, to: number): number {
    if (to <= from) return from;
    for (let at = this.chunkAt(to - 1); at >= 0; at--) {
      const start = this.starts.at(at);
      for (let offset = Math.min(to, start + this.chunks[at]!.length); offset > start; offset--) {
        if (offset <= from) return from;
        if (!isBlank(this.chunks[at]!.charCodeAt(offset - 1 - start))) return offset;
      }
    }
    return from;
  }

  private chunkAt(offset: number): number {
    let high = this.starts.length - 1;
    if (this.starts.at(high) <= offset) return high;
    let low = 0;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (this.starts.at(middle) <= offset) low = middle;
      else high = middle - 1;
    }
    return low;
  }
}
