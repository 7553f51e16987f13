/** Where the lines of a text begin: the bridge between offsets (language, runtime) and positions (LSP). */
import type { Position, Range } from 'vscode-languageserver/node';
import { columnOf, columnToUnits, type PositionEncoding } from './positionEncoding';

const LF = 10;
const CR = 13;

/**
 * Lines end with `\n`, `\r\n` or `\r`, as the protocol says. Offsets are UTF-16 code units; columns count in the units that
 * were agreed with the client.
 */
export class LineIndex {
  private readonly starts: number[] = [0];
  /** The column found last: positions are mostly asked for in order, and a line may be a million characters long. */
  private last = { start: 0, offset: 0, column: 0 };

  constructor(
    readonly text: string,
    private readonly encoding: PositionEncoding = 'utf-16',
  ) {
    for (let i = 0; i < text.length; i++) {
      const code = text.charCodeAt(i);
      if (code === LF || (code === CR && text.charCodeAt(i + 1) !== LF)) this.starts.push(i + 1);
    }
  }

  /** The position of an offset; offsets outside of the text are moved to its nearest end. */
  position(offset: number): Position {
    const at = clamp(offset, this.text.length);
    let low = 0;
    let high = this.starts.length;
    while (high - low > 1) {
      const middle = (low + high) >> 1;
      if (this.starts[middle]! <= at) low = middle;
      else high = middle;
    }
    const start = this.starts[low]!;
    const from = this.last.start === start && this.last.offset <= at ? this.last : { offset: start, column: 0 };
    const column = from.column + columnOf(this.text, from.offset, at, this.encoding);
    this.last = { start, offset: at, column };
    return { line: low, character: column };
  }

  /** The offset of a position; a column past the end of its line means the end of that line, before its line break. */
  offset(position: Position): number {
    if (!(position.line >= 0)) return 0;
    const start = this.starts[Math.floor(position.line)];
    if (start === undefined) return this.text.length;
    const end = this.lineEnd(position.line);
    return start + columnToUnits(this.text, start, end, clamp(position.character, Infinity), this.encoding);
  }

  range(start: number, end: number): Range {
    return { start: this.position(start), end: this.position(Math.max(start, end)) };
  }

  private lineEnd(line: number): number {
    const next = this.starts[Math.floor(line) + 1];
    if (next === undefined) return this.text.length;
    const isCrLf = this.text.charCodeAt(next - 1) === LF && this.text.charCodeAt(next - 2) === CR;
    return isCrLf ? next - 2 : next - 1;
  }
}

/** A whole number from 0 to `max`; anything that is not a number counts as 0. */
function clamp(value: number, max: number): number {
  return value > 0 ? Math.min(Math.floor(value), max) : 0;
}
