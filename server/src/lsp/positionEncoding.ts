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
