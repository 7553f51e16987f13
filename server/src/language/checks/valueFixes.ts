/** Fixes of values that stand in another form than they should, and of what is missing from a block. Not a check itself. */
import type { Fix, Span } from '../diagnostic';
import { addedEntry, appendedLines, insertion, newlineOf, replacement } from '../edits';
import { nameProblem } from '../semantics/nameRules';
import type { SourceFile } from '../project/sourceFile';
import type { MapEntryDecl, ValueExpr } from '../syntax/ast';

type Fixes = readonly Fix[];

const NONE: Fixes = [];

/** Text instead of a number or a word. */
export function quote(file: SourceFile, value: ValueExpr): Fixes {
  if (value.kind !== 'number' && value.kind !== 'bool' && value.kind !== 'null') return NONE;
  const source = file.text.slice(value.span.start, value.span.end);
  return [{ title: 'Put it between quotes', edits: [replacement(file, value.span, `"${source}"`)], preferred: true }];
}

/** The number, word or flag that stands between quotes; nothing when the text is not of the wanted form. */
export function unquote(file: SourceFile, value: ValueExpr, wanted: RegExp): Fixes {
  if (value.kind !== 'string' || value.form !== 'quoted' || !wanted.test(value.value)) return NONE;
  return [{ title: 'Remove the quotes', edits: [replacement(file, value.span, value.value)], preferred: true }];
}

/** A raw string instead of a quoted one, with as many hashes as its text needs. */
export function makeRaw(file: SourceFile, value: ValueExpr): Fixes {
  if (value.kind !== 'string' || value.form === 'raw') return NONE;
  let hashes = '#';
  while (hashes.length < 5 && value.value.includes(`"${hashes}`)) hashes += '#';
  if (value.value.includes(`"${hashes}`)) return NONE;
  const newText = `${hashes}"${value.value}"${hashes}`;
  return [{ title: 'Make it a raw string', edits: [replacement(file, value.span, newText)], preferred: true }];
}

/** Adds lines at the end of a block; `named` says what they are. */
export function addLines(file: SourceFile, block: Span, named: string, lines: readonly string[]): Fixes {
  const edit = appendedLines(file, block, lines);
  return edit ? [{ title: `Add \`${named}\``, edits: [edit] }] : NONE;
}

/** Adds an entry to a map. */
export function addEntry(
  file: SourceFile,
  map: { readonly span: Span; readonly entries: readonly MapEntryDecl[] },
  entry: string,
): Fixes {
  const edit = addedEntry(file, map, entry);
  return edit ? [{ title: `Add \`${entry}\``, edits: [edit] }] : NONE;
}

/** Declares something behind a declaration, to be filled in. Only names that may be declared are. */
export function declare(file: SourceFile, behind: Span, kind: string, name: string, body: readonly string[]): Fixes {
  if (!/^[A-Z]\w*$/.test(name)) return NONE;
  // What is reserved for classes is reserved for any block.
  if (nameProblem(name, { kind: 'class', python: false }) !== undefined) return NONE;
  const newline = newlineOf(file.text);
  const lines = ['', '', `${kind} ${name} {`, ...body.map((line) => `  ${line}`), '}'];
  const what = kind.replace(/<.*/, '').replace('_', ' ');
  return [{ title: `Declare the ${what} \`${name}\``, edits: [insertion(file, behind.end, lines.join(newline))] }];
}
