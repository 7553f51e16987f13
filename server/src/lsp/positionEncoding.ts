/** The units of columns in positions: what the client and the server agree on, and the conversion from and to UTF-16. */

/** UTF-16 is what every client must know; UTF-8 is what editors that keep bytes prefer. */
export type PositionEncoding = 'utf-16' | 'utf-8';

/** The first encoding of the client's list that we know, in the client's order; UTF-16 when it names none. */
export function agreedEncoding(offered: readonly string[] | undefined): PositionEncoding {
  const known = Array.isArray(offered) ? offered.find((name) => name === 'utf-16' || name === 'utf-8') : undefined;
  return known ?? 'utf-16';
}

/** The column of an offset in the line that starts at `start`; both are UTF-16 offsets. */
export function columnOf(text: string, start: number, offset: number, encoding: PositionEncoding): number {
  if (encoding === 'utf-16') return offset - start;
  let bytes = 0;
  for (let at = start; at < offset; at++) bytes += bytesAt(text, at);
  return bytes;
}

/**
 * The distance in UTF-16 units from the start of a line to a column; at most to the end of the line. A column in the
 * middle of a character means its beginning.
 */
export function columnToUnits(
  text: string,
  start: number,
  end: number,
  column: number,
  encoding: PositionEncoding,
): number {
  if (encoding === 'utf-16') return Math.min(column, end - start);
  let at = start;
  let left = column;
  while (at < end) {
    const isPair = isHigh(text.charCodeAt(at)) && at + 1 < end && isLow(text.charCodeAt(at + 1));
    const bytes = isPair ? 4 : bytesAt(text, at);
    if (bytes > left) break;
    left -= bytes;
    at += isPair ? 2 : 1;
  }
  return at - start;
}

/** In a line that is longer, columns are not counted from its start. */
const LONG = 1024;
const STEP = 512;

/** The bytes of a text up to every so many units: positions in a line of a million characters cost as much as in any other. */
export class ByteTable {
  private readonly sums: Uint32Array;

  constructor(private readonly text: string) {
    this.sums = new Uint32Array(Math.floor(text.length / STEP) + 1);
    let sum = 0;
    for (let at = 0; at < text.length; at++) {
      if (at % STEP === 0) this.sums[at / STEP] = sum;
      sum += bytesAt(text, at);
    }
    if (text.length % STEP === 0) this.sums[text.length / STEP] = sum;
  }

  static isWorthIt(length: number, encoding: PositionEncoding): boolean {
    return encoding === 'utf-8' && length > LONG;
  }

  /** The bytes before an offset. */
  before(offset: number): number {
    const step = Math.floor(offset / STEP);
    return this.sums[step]! + columnOf(this.text, step * STEP, offset, 'utf-8');
  }

  /** What `columnToUnits` says about the line. */
  columnToUnits(start: number, end: number, column: number): number {
    const wanted = this.before(start) + column;
    let low = Math.floor(start / STEP);
    let high = Math.floor(end / STEP) + 1;
    while (high - low > 1) {
      const middle = (low + high) >> 1;
      if (this.sums[middle]! <= wanted) low = middle;
      else high = middle;
    }
    let from = Math.max(low * STEP, start);
    // Not from the middle of a character.
    if (from > start && isLow(this.text.charCodeAt(from)) && isHigh(this.text.charCodeAt(from - 1))) from--;
    return from - start + columnToUnits(this.text, from, end, wanted - this.before(from), 'utf-8');
  }
}

/** The bytes a UTF-16 unit adds; a pair of surrogates is four, half of it with each, and a lone one is replaced by three. */
function bytesAt(text: string, at: number): number {
  const code = text.charCodeAt(at);
  if (code < 0x80) return 1;
  if (code < 0x800) return 2;
  const inPair = (isHigh(code) && isLow(text.charCodeAt(at + 1))) || (isLow(code) && isHigh(text.charCodeAt(at - 1)));
  return inPair ? 2 : 3;
}

function isHigh(code: number): boolean {
  return code >= 0xd800 && code < 0xdc00;
}

function isLow(code: number): boolean {
  return code >= 0xdc00 && code < 0xe000;
}
