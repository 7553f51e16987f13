/**
 * The blocks of a text as BAML v1 would have them, found without reading it: v1 is another language, and its methods, generics and
 * programs would be cut into pieces by the grammar of v0. Takes any text, in time linear in its length.
 */

export interface LooseBlock {
  /** The keyword that starts it. */
  readonly keyword: string;
  readonly start: number;
  readonly end: number;
  /** Where its `{` is; its end when it has none. */
  readonly body: number;
  /** Where the lines directly inside the body start, behind their blanks. */
  readonly lines: readonly number[];
}

const KEYWORD =
  /(?:class|enum|interface|implements|type|function|client|retry_policy|template_string|string_template|testset|test|generator|let)\b/y;

/** The text with comments and what stands between quotes blanked, character by character; the quotes stay. */
export function withoutTexts(text: string): string {
  const parts: string[] = [];
  let from = 0;
  const blank = (start: number, end: number): void => {
    parts.push(text.slice(from, start), text.slice(start, end).replaceAll(/[^\r\n]/g, ' '));
    from = end;
  };
  // A run of `#` without a quote is taken too, so that it is not tried again from each of them.
  const next = /\/\/|#+"?|["`]/g;
  for (let found = next.exec(text); found; found = next.exec(text)) {
    if (found[0].endsWith('#')) continue;
    const start = found.index;
    const inside = start + found[0].length;
    let end: number;
    if (found[0] === '//') {
      end = endOfLine(text, inside);
      blank(start, end);
    } else if (found[0] === '`') {
      end = endOfTemplate(text, inside);
      blank(inside, end);
      end = Math.min(text.length, end + 1);
    } else if (found[0] === '"') {
      end = endOfString(text, inside);
      blank(inside, end);
      end = Math.min(text.length, end + 1);
    } else {
      const close = text.indexOf(`"${found[0].slice(0, -1)}`, inside);
      end = close < 0 ? text.length : close;
      blank(inside, end);
      end = Math.min(text.length, end + found[0].length);
    }
    next.lastIndex = end;
  }
  return parts.join('') + text.slice(from);
}

function endOfLine(text: string, from: number): number {
  let end = from;
  while (end < text.length && text[end] !== '\n' && text[end] !== '\r') end++;
  return end;
}

/** The closing quote, or the end of the line. */
function endOfString(text: string, from: number): number {
  let end = from;
  while (end < text.length && text[end] !== '"' && text[end] !== '\n' && text[end] !== '\r') {
    end += text[end] === '\\' && end + 1 < text.length && !'\r\n'.includes(text[end + 1]!) ? 2 : 1;
  }
  return Math.min(end, text.length);
}

/** The closing backtick of a template, over the programs in it and the templates in those. */
function endOfTemplate(text: string, from: number): number {
  /** For each program that is open: how many braces of its own are. */
  const open: number[] = [];
  let inTemplate = true;
  const templates: number[] = [];
  const next = /\\[^]|\$\{|[`{}]/g;
  next.lastIndex = from;
  for (let found = next.exec(text); found; found = next.exec(text)) {
    const [what] = found;
    if (inTemplate) {
      if (what === '${') {
        open.push(0);
        inTemplate = false;
      } else if (what === '`') {
        if (!templates.length) return found.index;
        templates.pop();
        inTemplate = false;
      }
    } else if (what === '`') {
      templates.push(found.index);
      inTemplate = true;
    } else if (what === '{' || what === '${') open[open.length - 1]!++;
    else if (what === '}' && open.at(-1)! > 0) open[open.length - 1]!--;
    else if (what === '}') {
      open.pop();
      inTemplate = true;
    }
  }
  return text.length;
}

/** `bare` is a text as `withoutTexts` gives it. A keyword in the first column always starts a block: brackets may be missing. */
export function looseBlocks(bare: string): readonly LooseBlock[] {
  const blocks: { keyword: string; start: number; end: number; body: number; lines: number[] }[] = [];
  let depth = 0;
  const next = /[{}()[\]\r\n]/g;
  const line = (at: number): void => {
    const block = blocks.at(-1);
    const start = at + /^[ \t]*/.exec(bare.slice(at, at + 200))![0].length;
    KEYWORD.lastIndex = start;
    const keyword = depth === 0 || start === at ? KEYWORD.exec(bare)?.[0] : undefined;
    if (keyword !== undefined) {
      if (block) block.end = start;
      blocks.push({ keyword, start, end: bare.length, body: bare.length, lines: [] });
      depth = 0;
    } else if (depth === 1 && block && /\S/.test(bare[start] ?? '')) block.lines.push(start);
  };
  line(0);
  for (let found = next.exec(bare); found; found = next.exec(bare)) {
    const [what] = found;
    if (what === '\n' || what === '\r') line(found.index + 1);
    else if ('{(['.includes(what)) {
      const block = blocks.at(-1);
      if (what === '{' && depth === 0 && block && block.body === bare.length) {
        block.body = found.index;
        // What stands behind the brace, on its line.
        const behind = found.index + 1 + /^[ \t]*/.exec(bare.slice(found.index + 1, found.index + 200))![0].length;
        if (/[^\s}]/.test(bare[behind] ?? '')) block.lines.push(behind);
      }
      depth++;
    } else depth = Math.max(0, depth - 1);
  }
  for (const block of blocks) block.body = Math.min(block.body, block.end);
  return blocks;
}
