/** A text as its lines, for many changes in a row: each costs what its line costs, not what the text costs. */
import type { Position, Range } from 'vscode-languageserver-protocol';
import { columnToUnits, type PositionEncoding } from './positionEncoding';

/** A line with the line break it ends with, or the rest of the text. */
const LINE = /[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+$/g;

interface Place {
  readonly line: number;
  readonly column: number;
}

/** Positions mean what they mean to `LineIndex`. */
export class LineBuffer {
  /** Each with its line break; the last one, which may be empty, has none. */
  private lines: string[];

  constructor(
    text: string,
    private readonly encoding: PositionEncoding,
  ) {
    this.lines = linesOf(text, true);
  }

  get text(): string {
    return this.lines.join('');
  }

  replace(range: Range, added: string): void {
    const [a, b] = [this.place(range.start), this.place(range.end)];
    const isForward = a.line < b.line || (a.line === b.line && a.column <= b.column);
    const [start, end] = isForward ? [a, b] : [b, a];
    const { lines } = this;
    const changed = lines[start.line]!.slice(0, start.column) + added + lines[end.line]!.slice(end.column);
    // A line break that now follows a carriage return is one with it.
    const joins = start.line > 0 && changed.startsWith('\n') && lines[start.line - 1]!.endsWith('\r');
    if (start.line === end.line && !joins && !/[\r\n]/.test(added)) {
      lines[start.line] = changed;
      return;
    }
    const first = joins ? start.line - 1 : start.line;
    const pieces = linesOf(joins ? lines[first]! + changed : changed, end.line === lines.length - 1);
    this.lines = lines.slice(0, first).concat(pieces, lines.slice(end.line + 1));
  }

  private place({ line: wanted, character }: Position): Place {
    if (!(wanted >= 0)) return { line: 0, column: 0 };
    const line = Math.floor(wanted);
    const last = this.lines.length - 1;
    if (line > last) return { line: last, column: this.lines[last]!.length };
    const text = this.lines[line]!;
    const end = line === last ? text.length : text.length - (text.endsWith('\r\n') ? 2 : 1);
    const column = character > 0 ? Math.floor(character) : 0;
    return { line, column: columnToUnits(text, 0, end, column, this.encoding) };
  }
}

/** The lines of a text. At the end of a text the last line has no line break, so it is an empty one when the text ends with one. */
function linesOf(text: string, isEnd: boolean): string[] {
  const lines: string[] = text.match(LINE) ?? [];
  if (isEnd && (!lines.length || /[\r\n]$/.test(lines.at(-1)!))) lines.push('');
  return lines;
}
