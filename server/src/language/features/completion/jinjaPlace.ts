/**
 * Where the cursor is in a template or an expression. The tokens before it say what may follow; what things are is asked
 * of a copy of the block that ends at the cursor, with everything closed that is open there: so a half-typed tag has a
 * meaning, too.
 */
import { analyseTemplates } from '../../jinja/analyse';
import type { TemplateAnalysis } from '../../jinja/analysis';
import { lexTemplate } from '../../jinja/lexer';
import { templateSources } from '../../jinja/sources';
import { lexTag } from '../../jinja/tagLexer';
import type { Token } from '../../jinja/tokens';
import type { SourceFile } from '../../project/sourceFile';
import { parseFile } from '../../project/sourceFile';
import type { Symbols } from '../../semantics/symbols';
import { attributeAt } from './attributeAt';
import type { Cursor } from './cursor';
import { blanks, PLACEHOLDER } from './cursor';

export interface JinjaPlace {
  /** `{{ … }}`, `{% … %}`, or the expression of a check. */
  readonly tag: 'output' | 'block' | 'expression';
  /** The tokens of the tag before the word or text that is being typed, at offsets of the file. */
  readonly tokens: readonly Token[];
  /** The word that is being typed, empty between words; inside of quotes, what is written there so far. */
  readonly word: { readonly start: number; readonly text: string };
  /** The cursor is inside of quotes, which open here. */
  readonly string?: { readonly start: number; readonly quote: string };
  /** The brackets of the tag that are open, innermost last: the index of each among the tokens. */
  readonly brackets: readonly number[];
  /** The blocks that are open here, innermost last: `for`, `if`, `set`, `macro`. */
  readonly blocks: readonly string[];
  /** What things are: of the copy in which the word is a placeholder. */
  analysis(): TemplateAnalysis | undefined;
}

/** A piece of the file in the template language, up to the cursor. */
interface Source {
  readonly start: number;
  readonly tag: 'template' | 'expression';
  /** What closes it in the copy. */
  readonly closing: string;
}

/** Undefined outside of templates and expressions; `text` in the text between tags, and in comments. */
export function jinjaPlaceAt(cursor: Cursor, symbols: Symbols): JinjaPlace | 'text' | undefined {
  const { file, offset } = cursor;
  const source = sourceAt(cursor);
  if (!source) return undefined;
  const inner = file.text.slice(source.start, offset);
  if (source.tag === 'expression') return inTag(cursor, symbols, source, 'expression', inner, 0, []);
  const { tokens, errors } = lexTemplate(inner);
  const at = tokens.findLastIndex(({ kind }) => kind === 'outputStart' || kind === 'blockStart');
  const opening = tokens[at];
  // The end of a tag that is never closed is empty.
  const isClosed = tokens.slice(at).some(({ kind, start, end }) => isEnd(kind) && end > start);
  // A comment or a `raw` block that is open here: reading ends with it, and no tag starts there.
  const ended = errors.findLast(({ start }) => start >= (opening?.start ?? 0));
  const isHidden =
    ended !== undefined && ended.start !== opening?.start && /^\{[#%]/.test(inner.slice(ended.start, ended.start + 2));
  if (!opening || isClosed || isHidden || !reaches(file.text, source.start + opening.start, offset)) return 'text';
  const kind = opening.kind === 'outputStart' ? 'output' : 'block';
  return inTag(cursor, symbols, source, kind, inner, opening.end, openBlocks(tokens.slice(0, at)));
}

function isEnd(kind: Token['kind']): boolean {
  return kind === 'outputEnd' || kind === 'blockEnd';
}

/** Whether a tag that starts here is still open at the offset: over lines only when it is closed behind it. */
function reaches(text: string, start: number, offset: number): boolean {
  if (!/[\r\n]/.test(text.slice(start, offset))) return true;
  const kind = text[start + 1] === '{' ? 'output' : 'block';
  const { close } = lexTag(text, start + 2, kind, { stringsSpanLines: true, tagsSpanLines: true });
  return close !== undefined && close.start >= offset;
}

function sourceAt(cursor: Cursor): Source | undefined {
  const { file, offset } = cursor;
  const found = templateSources(file).find(({ span }) => span.start <= offset && offset <= span.end);
  if (found) {
    if (found.kind === 'constraint') return { start: found.span.start, tag: 'expression', closing: ' }})' };
    const hashes = /^#*/.exec(file.text.slice(found.source.span.start, found.span.start))![0];
    return { start: found.span.start, tag: 'template', closing: `"${hashes}\n}\n` };
  }
  // An expression without its closing braces is not read as one.
  const attribute = attributeAt(cursor);
  if (attribute?.name !== 'check' && attribute?.name !== 'assert') return undefined;
  const written = file.text.slice(attribute.arguments, offset);
  const opening = written.lastIndexOf('{{');
  if (opening < 0 || written.includes('}}', opening)) return undefined;
  return { start: attribute.arguments + opening + 2, tag: 'expression', closing: ' }})' };
}

function inTag(
  cursor: Cursor,
  symbols: Symbols,
  source: Source,
  tag: JinjaPlace['tag'],
  inner: string,
  from: number,
  blocks: readonly string[],
): JinjaPlace {
  const { file, offset } = cursor;
  const read = lexTag(inner, from, tag, { stringsSpanLines: true, tagsSpanLines: true });
  const all = read.tokens.map((token) => ({
    ...token,
    start: token.start + source.start,
    end: token.end + source.start,
  }));
  const last = all.at(-1);
  const isOpen = last?.kind === 'string' && read.errors.some(({ start }) => start + source.start === last.start);
  const string = isOpen ? { start: last.start, quote: file.text[last.start]! } : undefined;
  const isTyped = string ?? (last?.kind === 'name' && last.end === offset);
  const tokens = isTyped ? all.slice(0, -1) : all;
  const start = string ? string.start + 1 : isTyped ? last!.start : offset;
  const brackets = openBrackets(tokens);
  const close = brackets.map((at) => CLOSER[tokens[at]!.value]!).reverse();
  const end = tag === 'expression' ? '' : tag === 'output' ? ' }}' : ' %}';
  const behind = `${PLACEHOLDER}${string?.quote ?? ''}${close.join('')}${end}${source.closing}`;
  let analysis: TemplateAnalysis | undefined | 'not asked' = 'not asked';
  return {
    tag,
    tokens,
    word: { start, text: file.text.slice(start, offset) },
    ...(string && { string }),
    brackets,
    blocks,
    analysis() {
      if (analysis === 'not asked') {
        const copy = copyOf(cursor, source, behind);
        analysis = analyseTemplates(copy, symbols).find(({ span }) => span.start <= offset && offset <= span.end);
      }
      return analysis;
    },
  };
}

/** The block at its offsets, with another text behind the cursor. */
function copyOf({ file, offset, block, whole }: Cursor, source: Source, behind: string): SourceFile {
  const from = block?.span.start ?? 0;
  // Of a test, the arguments may follow; of a class, nothing behind matters.
  const rest =
    whole?.kind === 'test' && source.tag === 'expression' ? restOfLines(file.text, offset, whole.span.end) : '';
  return parseFile(file.uri, blanks(file.text, from) + file.text.slice(from, offset) + behind + rest);
}

function restOfLines(text: string, offset: number, end: number): string {
  const rest = text.slice(offset, Math.max(offset, end));
  const newline = rest.search(/[\r\n]/);
  return newline < 0 ? '\n}' : rest.slice(newline);
}

const CLOSER: Readonly<Record<string, string>> = { '(': ')', '[': ']', '{': '}' };

function openBrackets(tokens: readonly Token[]): number[] {
  const open: number[] = [];
  tokens.forEach(({ kind, value }, index) => {
    if (kind !== 'operator') return;
    if (CLOSER[value]) open.push(index);
    else if (open.length && CLOSER[tokens[open.at(-1)!]!.value] === value) open.pop();
  });
  return open;
}

/** The statements with a body that are not ended. */
function openBlocks(tokens: readonly Token[]): string[] {
  const open: string[] = [];
  tokens.forEach(({ kind }, at) => {
    const word = kind === 'blockStart' ? tokens[at + 1] : undefined;
    if (word?.kind !== 'name') return;
    if (word.value.startsWith('end')) {
      const matching = open.lastIndexOf(word.value.slice(3));
      if (matching >= 0) open.length = matching;
    } else if (word.value === 'set') {
      let end = at;
      while (end < tokens.length && !isEnd(tokens[end]!.kind) && tokens[end]!.value !== '=') end++;
      if (tokens[end]?.value !== '=') open.push('set');
    } else if (['for', 'if', 'macro'].includes(word.value)) open.push(word.value);
  });
  return open;
}
