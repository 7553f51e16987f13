/** Signs of other languages: reported with what to write instead, and read as what was meant. */
import type { Parser } from '../parser';

/** Text between single quotes, on one line. */
export const SINGLE_QUOTED = /'[^'\r\n]*'/y;

/** Further ahead nobody looks for the end of a text or a comment of another language. */
const REACH = 20_000;

/** Where the first match of a pattern ends at or behind an offset; undefined, and remembered, when there is none near. */
function endOf(p: Parser, pattern: RegExp, from: number): number | undefined {
  const found = p.text.slice(from, from + REACH).match(pattern);
  if (!found) p.lookedToTheEnd();
  return found ? from + found.index! + found[0].length : undefined;
}

/** Takes everything up to an offset as an error. */
function takeTo(p: Parser, end: number): void {
  p.inNode('error', () => {
    p.readTo(end);
    p.bump();
  });
}

/** `'text'`: reported, and taken. Gives false when none stands here. */
export function singleQuoted(p: Parser): boolean {
  if (p.text[p.current.start] !== "'") return false;
  const { start } = p.current;
  p.error('Strings are written with double quotes.');
  if (!p.lookingAt(SINGLE_QUOTED)) return false;
  const end = p.text.indexOf("'", start + 1) + 1;
  const inside = p.text.slice(start + 1, end - 1);
  if (!/["\\]/.test(inside)) p.remedy(`"${inside}"`, { start, end });
  takeTo(p, end);
  return true;
}

/** Text of several lines between `"""`, `'''` or backticks, taken whole, so that its lines are not read as something else. */
export function foreignText(p: Parser): boolean {
  const { start } = p.current;
  const quote = /^(?:"""|'''|`)/.exec(p.text.slice(start, start + 3))?.[0];
  if (quote === undefined) return false;
  p.error(`Text of several lines is written \`#"…"#\`, not between ${quote === '`' ? 'backticks' : `\`${quote}\``}.`);
  const end = endOf(p, quote === '`' ? /`/ : quote === '"""' ? /"""/ : /'''/, start + quote.length);
  if (end !== undefined) {
    const inside = p.text.slice(start + quote.length, end - quote.length);
    if (!inside.includes('"#')) p.remedy(`#"${inside}"#`, { start, end });
  }
  takeTo(p, end ?? start + quote.length);
  return true;
}

/** Up to the end of a raw string, before another one starts or a block ends. */
const HALF_RAW = /^(?:(?!#"|[\r\n]\})[^])*?"#/;

/**
 * A raw string whose first `#` is missing, `"…"#`, over as many lines as it has: reported, and taken. Only where a string starts
 * that does not end on its line, or whose end is followed by a `#`.
 */
export function halfRawString(p: Parser): boolean {
  const { start, end } = p.current;
  const closed = p.at('string');
  if (closed ? p.text[end] !== '#' || p.text[end + 1] === '"' : !p.at('open-string')) return false;
  const close = closed ? end + 1 : endOf(p, HALF_RAW, start + 1);
  if (close === undefined) return false;
  p.error('A raw string starts with `#"` and ends with `"#`. Add the `#` before it.');
  p.remedy('#', { start, end: start });
  takeTo(p, close);
  return true;
}

/** `# …` or a comment between stars: reported, and taken. */
export function foreignComment(p: Parser): boolean {
  if (!p.at('unknown')) return false;
  const hashes = p.lookingAt(/#/y);
  const stars = p.lookingAt(/\/\*/y);
  if (!hashes && !stars) return false;
  const { start } = p.current;
  p.error('A comment starts with `//`.');
  if (hashes) p.remedy('//');
  const end = stars ? endOf(p, /\*\//, start + 2) : undefined;
  takeTo(p, end ?? start + /^[^\r\n]*/.exec(p.text.slice(start, start + REACH))![0].length);
  return true;
}

const MODIFIER =
  /(?:(?:export|default|public|private|internal|abstract|async|declare|pub|static|final|sealed|data|open)[ \t]+)+(?=[a-z_]+(?:<\w*>)?[ \t]+[A-Za-z]\w*[ \t]*[{(=#]|(?:class|enum|function|type)[ \t]+[A-Za-z])/y;

/** `export`, `async` and the like before a block: reported, and taken. */
export function modifiers(p: Parser): void {
  if (!p.at('word') || !p.lookingAt(MODIFIER)) return;
  const { start } = p.current;
  MODIFIER.lastIndex = start;
  const words = MODIFIER.exec(p.text)![0];
  p.error(`\`${words.trim()}\` means nothing here: all files of a project see every declaration. Remove it.`);
  p.remedy('', { start, end: start + words.length });
  takeTo(p, start + words.length);
}
