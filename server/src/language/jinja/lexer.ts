/**
 * Splits a prompt into text and tags, as MiniJinja does with `trim_blocks` and `lstrip_blocks` on: a line that holds
 * only a `{% tag %}` or a comment leaves nothing behind, `-` eats all whitespace on its side, `+` keeps it.
 */
import { lexTag } from './tagLexer';
import type { LexState } from './tagLexer';
import type { LocalError, Token } from './tokens';

const OPENER = /\{[{%#]/g;
/** As Unicode has it, and so the official engine: a byte order mark is none. */
const SPACE = /\p{White_Space}/u;
const RAW = /\{%[-+]?\s*raw\s*[-+]?%\}/y;
const ENDRAW = /\{%[-+]?\s*endraw\s*[-+]?%\}/g;

/** Reads the whole text. Any text gives tokens; work is linear in its length. */
export function lexTemplate(text: string): { tokens: Token[]; errors: LocalError[] } {
  const tokens: Token[] = [];
  const errors: LocalError[] = [];
  const state: LexState = { stringsSpanLines: true, tagsSpanLines: true };
  let wasted = 0;
  let at = 0;
  let trim: 'none' | 'newline' | 'all' = 'none';

  const pushText = (end: number, trimEnd: boolean): void => {
    let start = at;
    if (trim === 'all') start = skipSpace(text, start, end);
    else if (trim === 'newline') start = skipNewline(text, start, end);
    const stop = trimEnd ? trimSpaceBack(text, start, end) : end;
    if (stop > start) tokens.push({ kind: 'text', start, end: stop, value: text.slice(start, stop) });
  };
  const after = (mark: string, block: boolean): void => {
    trim = mark.startsWith('-') ? 'all' : block && !mark.startsWith('+') ? 'newline' : 'none';
  };
  const pushTextBefore = (opener: number): void => {
    const sign = text[opener + 2];
    if (sign === '-') return pushText(opener, true);
    const lineStart = text[opener + 1] === '{' || sign === '+' ? undefined : blankLineStart(text, opener);
    pushText(lineStart === undefined ? opener : Math.max(lineStart, at), false);
  };

  while (at < text.length) {
    OPENER.lastIndex = at;
    const opener = OPENER.exec(text)?.index;
    if (opener === undefined) break;
    pushTextBefore(opener);
    const inside = opener + 2 + (text[opener + 2] === '-' || text[opener + 2] === '+' ? 1 : 0);
    if (text[opener + 1] === '#') {
      const end = text.indexOf('#}', opener + 2);
      if (end < 0) {
        errors.push({ message: 'This comment is never closed. Add `#}`.', start: opener, end: opener + 2 });
        return finish(text, tokens, errors);
      }
      after(text[end - 1] === '-' || text[end - 1] === '+' ? (text[end - 1] as string) : '', true);
      at = end + 2;
      continue;
    }
    RAW.lastIndex = opener;
    const raw = RAW.exec(text)?.[0];
    if (raw) {
      at = opener + raw.length;
      after(raw.at(-3) as string, true);
      ENDRAW.lastIndex = at;
      const close = ENDRAW.exec(text);
      if (!close) {
        errors.push({ message: '`{% raw %}` is never closed. Add `{% endraw %}`.', start: opener, end: at });
        pushText(text.length, false);
        return finish(text, tokens, errors);
      }
      pushTextBefore(close.index);
      at = close.index + close[0].length;
      after(close[0].at(-3) as string, true);
      continue;
    }
    const kind = text[opener + 1] === '{' ? 'output' : 'block';
    const tag = lexTag(text, inside, kind, state);
    tokens.push({ kind: `${kind}Start`, start: opener, end: inside, value: '' });
    // One error is enough for a tag: what follows it is mostly a consequence.
    const [broken] = tag.errors;
    if (broken) errors.push(broken);
    if (tag.close) {
      for (const token of tag.tokens) tokens.push(token);
      const wrong = tag.close.mark.endsWith('%}') !== (kind === 'block');
      if (wrong && !broken) {
        const [open, wanted] = kind === 'block' ? ['{%', '%}'] : ['{{', '}}'];
        errors.push({
          message: `\`${open}\` is closed with \`${wanted}\`.`,
          start: tag.close.start,
          end: tag.close.end,
          remedy: { start: tag.close.start, end: tag.close.end, newText: wanted! },
        });
      }
      const value = broken || wrong ? 'broken' : '';
      tokens.push({ kind: `${kind}End`, start: tag.close.start, end: tag.close.end, value });
      after(tag.close.mark, kind === 'block');
      at = tag.close.end;
    } else {
      // The tag ends with its line: what follows is more likely text than a part of it.
      const newline = text.indexOf('\n', inside);
      const stop = newline < 0 ? tag.stop : Math.min(newline, tag.stop);
      wasted += tag.stop - stop;
      if (wasted > 4 * text.length) state.tagsSpanLines = false;
      for (const token of tag.tokens) if (token.end <= stop) tokens.push(token);
      tokens.push({ kind: `${kind}End`, start: stop, end: stop, value: broken ? 'broken' : 'unclosed' });
      trim = 'none';
      at = stop;
    }
  }
  if (at < text.length) pushText(text.length, false);
  return finish(text, tokens, errors);
}

function finish(text: string, tokens: Token[], errors: LocalError[]): { tokens: Token[]; errors: LocalError[] } {
  tokens.push({ kind: 'end', start: text.length, end: text.length, value: '' });
  return { tokens, errors };
}

/** The start of the line when only blanks stand between it and `at`; tags before it on the line are not blank. */
function blankLineStart(text: string, at: number): number | undefined {
  let start = at;
  while (start > 0 && (text[start - 1] === ' ' || text[start - 1] === '\t')) start--;
  return start === 0 || text[start - 1] === '\n' || text[start - 1] === '\r' ? start : undefined;
}

function skipSpace(text: string, from: number, end: number): number {
  let at = from;
  while (at < end && SPACE.test(text[at] as string)) at++;
  return at;
}

function trimSpaceBack(text: string, start: number, end: number): number {
  let at = end;
  while (at > start && SPACE.test(text[at - 1] as string)) at--;
  return at;
}

function skipNewline(text: string, from: number, end: number): number {
  if (from < end && text[from] === '\n') return from + 1;
  return text[from] === '\r' && from + 1 < end && text[from + 1] === '\n' ? from + 2 : from;
}
