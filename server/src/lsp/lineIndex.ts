/** Where the lines of a text begin: the bridge between offsets (language, runtime) and positions (LSP). */
import type { Position, Range } from 'vscode-languageserver-protocol';
import { ByteTable, columnOf, columnToUnits, type PositionEncoding } from './positionEncoding';

const LF = 10;
const CR = 13;

/**
 * Lines end with `\n`, `\r\n` or `\r`, as the protocol says. Offsets are UTF-16 code units; columns count in the units that
 * were agreed with the client.
 */
export class LineIndex {
  private readonly starts: number[] = [0];
  private table: ByteTable | undefined;

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
    if (!ByteTable.isWorthIt(at - start, this.encoding)) {
      return { line: low, character: columnOf(this.text, start, at, this.encoding) };
    }
    return { line: low, character: this.bytes.before(at) - this.bytes.before(start) };
  }

  /** The offset of a position; a column past the end of its line means the end of that line, before its line break. */
  offset(position: Position): number {
    if (!(position.line >= 0)) return 0;
    const start = this.starts[Math.floor(position.line)];
    if (start === undefined) return this.text.length;
    const end = this.lineEnd(position.line);
    const column = clamp(position.character, Infinity);
    const isLong = ByteTable.isWorthIt(end - start, this.encoding);
    if (isLong) return start + this.bytes.columnToUnits(start, end, column);
    return start + columnToUnits(this.text, start, end, column, this.encoding);
  }

  range(start: number, end: number): Range {
    return { start: this.position(start), end: this.position(Math.max(start, end)) };
  }

  private get bytes(): ByteTable {
    return (this.table ??= new ByteTable(this.text));
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
