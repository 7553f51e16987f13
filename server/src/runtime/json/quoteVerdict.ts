/** Whether a quote inside a string ends it: decided by what follows, and by where the string stands. */
import {
  APOSTROPHE,
  CARRIAGE,
  CLOSE_LIST,
  CLOSE_OBJECT,
  COLON,
  COMMA,
  NEWLINE,
  OPEN_LIST,
  OPEN_OBJECT,
  QUOTE,
  SLASH,
  SPACE,
  STAR,
  TAB,
} from './characters';
import type { RawList, RawObject } from './raw';

export type QuoteVerdict = 'close' | 'keep' | 'wait';

const closeIf = (when: boolean): QuoteVerdict => (when ? 'close' : 'keep');

/**
 * The verdict of the official parser.
 *
 * @param code the next character
 * @param held what stands between the quote and it: blanks, and perhaps a slash
 * @param innerQuotes how many unescaped quotes the string holds already
 * @param parent the list or object the string stands in
 * @param carriageIsBlank as `Dialect.carriageIsBlank`
 */
export function quoteVerdict(
  code: number,
  held: string,
  delimiter: number,
  innerQuotes: number,
  parent: RawList | RawObject | undefined,
  carriageIsBlank = false,
): QuoteVerdict {
  const key = parent?.kind === 'object' && parent.keys.length === parent.values.length;
  const value = parent?.kind === 'object' && !key;
  const item = parent?.kind === 'list' || value;
  if (held.endsWith('/')) return closeIf(code === SLASH || code === STAR);
  if (code === SPACE || code === TAB || code === NEWLINE) return 'wait';
  if (code === CARRIAGE && carriageIsBlank) return 'wait';
  switch (code) {
    case COLON:
      return closeIf(key);
    case CLOSE_OBJECT:
      return closeIf(key || value);
    case CLOSE_LIST:
      return closeIf(item);
  }
  if (held !== '') return code === COMMA ? closeIf(item) : code === SLASH ? 'wait' : 'keep';
  if (code === COMMA) return closeIf(item && (delimiter !== QUOTE || innerQuotes % 2 === 0));
  if (code === delimiter) return 'keep';
  const opens = code === OPEN_OBJECT || code === OPEN_LIST || code === QUOTE || code === APOSTROPHE;
  return closeIf(opens && parent === undefined);
}
