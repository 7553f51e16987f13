/**
 * Whether a file may name a thing at all, told from its text and its declarations. Words such as `name` stand in nearly
 * every file; what they mean there is worth finding out only where they can mean the thing.
 */
import type { Span } from '../diagnostic';
import type { SourceFile } from '../project/sourceFile';
import type { Declaration } from '../syntax/ast';
import type { SymbolId } from './occurrence';

/** Characters that are looked at around names in one file; a file that needs more is taken to name everything. */
const PATIENCE = 100_000;

/** True for every file that names the thing, and for some that do not. */
export function mayName(file: SourceFile, { kind, name, owner = '' }: SymbolId): boolean {
  // Other names are rare words.
  if (kind !== 'field' && kind !== 'value' && kind !== 'parameter') return true;
  const { text } = file;
  const tags = new Tags(text);
  /** The test looked at last, if it is about something else: it may be long, and hold the word often. */
  let foreign: Declaration | undefined;
  for (let at = text.indexOf(name); at >= 0; at = text.indexOf(name, at + name.length)) {
    if (isWordPart(text.charCodeAt(at - 1)) || isWordPart(text.charCodeAt(at + name.length))) continue;
    const decl = declarationAt(file, at);
    if (!decl || decl === foreign || !CONTENT.has(decl.kind)) continue;
    if (isOwner(decl, owner) || (decl.kind === 'function' && decl.expression)) return true;
    if (kind === 'parameter') {
      // Outside of its owner a parameter is named by tests of the owner and in calls: `Greet(who=person)`.
      if (decl.kind !== 'test' ? isArgument(text, at + name.length) : textOf(decl, text).includes(owner)) return true;
      if (decl.kind === 'test') foreign = decl;
    } else if (decl.kind === 'test' || tags.hold(at, decl.span)) return true;
  }
  return false;
}

/** Blocks that can name members of others: tests in their arguments, the rest in templates and expressions. */
const CONTENT: ReadonlySet<Declaration['kind']> = new Set(['class', 'enum', 'alias', 'function', 'template', 'test']);

function textOf({ span }: Declaration, text: string): string {
  return text.slice(span.start, span.end);
}

function isOwner({ name }: Declaration, owner: string | undefined): boolean {
  return name === undefined || name.text === owner;
}

function isArgument(text: string, end: number): boolean {
  let at = end;
  while (at - end < 100 && (text[at] === ' ' || text[at] === '\n' || text[at] === '\r' || text[at] === '\t')) at++;
  return at - end === 100 || (text[at] === '=' && text[at + 1] !== '=');
}

function declarationAt({ ast: { declarations } }: SourceFile, offset: number): Declaration | undefined {
  let low = 0;
  let high = declarations.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (declarations[middle]!.span.end <= offset) low = middle + 1;
    else high = middle;
  }
  const decl = declarations[low];
  return decl && decl.span.start <= offset ? decl : undefined;
}

class Tags {
  private patience = PATIENCE;

  constructor(private readonly text: string) {}

  /** Whether a tag opens before the offset, or closes behind it: a string in a tag may hold what looks like its limits. */
  hold(offset: number, { start, end }: Span): boolean {
    for (let at = offset - 2; at >= start && !isTag(this.text, at, false); at--) {
      if (isTag(this.text, at, true) || this.patience-- < 0) return true;
    }
    for (let at = offset; at < end && !isTag(this.text, at, true); at++) {
      if (isTag(this.text, at, false) || this.patience-- < 0) return true;
    }
    return false;
  }
}

/** `{{` or `{%`; or `}}` or `%}`. */
function isTag(text: string, at: number, opening: boolean): boolean {
  const [first, second] = [text.charCodeAt(at), text.charCodeAt(at + 1)];
  return opening
    ? first === 123 && (second === 123 || second === 37)
    : second === 125 && (first === 125 || first === 37);
}

function isWordPart(code: number): boolean {
  return (code >= 97 && code <= 122) || (code >= 65 && code <= 90) || (code >= 48 && code <= 57) || code === 95;
}
