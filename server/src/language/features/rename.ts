/**
 * Gives a thing another name, wherever it is named: in code, in properties, in test arguments and in templates.
 *
 * Where one place stands for several things, as a key of a test argument does for the parameters of all functions of the
 * test, these are renamed together: one of them alone would lose its meaning there.
 */
import type { TextEdit } from '../diagnostic';
import type { RenameResult, RenameTarget } from '../languageService';
import type { SourceFile } from '../project/sourceFile';
import { declarationSites } from '../semantics/declarationSites';
import { symbolKey, type Occurrence, type SymbolId } from '../semantics/occurrence';
import { occurrencesAt } from '../semantics/occurrences';
import { MEDIA, PRIMITIVES } from '../semantics/resolve';
import type { Symbols } from '../semantics/symbols';
import { BLOCK_KEYWORDS } from '../syntax/kinds';
import { namedIn } from './references';
import { refusal } from './renameConflicts';
import { semanticTokens } from './semanticTokens';

/** The name at an offset that can be renamed, or why there is none. */
export function prepareRename(file: SourceFile, symbols: Symbols, offset: number): RenameTarget {
  const [found] = occurrencesAt(file, symbols, offset);
  if (!found) return { ok: false, message: nothingAt(file, symbols, offset) };
  return { ok: true, span: found.span, placeholder: file.text.slice(found.span.start, found.span.end) };
}

/** The edits that rename what is named at an offset, or why it cannot have the name. Blanks around the name are nothing. */
export function rename(file: SourceFile, symbols: Symbols, offset: number, wanted: string): RenameResult {
  const newName = wanted.trim();
  const start = occurrencesAt(file, symbols, offset).map(({ symbol }) => symbol);
  const [first] = start;
  if (!first) return { ok: false, message: nothingAt(file, symbols, offset) };
  if (newName === first.name) return { ok: true, edits: [] };
  const { things, places } = renamedTogether(start, symbols);
  const renamed = places.filter(({ occurrence }) => things.has(symbolKey(occurrence.symbol)));
  for (const thing of things.values()) {
    const sites = declarationSites(thing, symbols);
    const message = refusal({ thing, sites, places: renamed, newName, symbols });
    if (message !== undefined) return { ok: false, message };
  }
  const edits = new Map<string, TextEdit>();
  for (const {
    file: { uri },
    occurrence: { span },
  } of renamed)
    edits.set(`${uri}#${span.start}`, { uri, span, newText: newName });
  return { ok: true, edits: [...edits.values()] };
}

export interface NamedPlace {
  readonly file: SourceFile;
  readonly occurrence: Occurrence;
}

/** The things, those that share a place with one of them, directly or over others, and the places of their name. */
function renamedTogether(
  start: readonly SymbolId[],
  symbols: Symbols,
): { readonly things: ReadonlyMap<string, SymbolId>; readonly places: readonly NamedPlace[] } {
  let things = new Map(start.map((symbol) => [symbolKey(symbol), symbol]));
  for (;;) {
    const places: NamedPlace[] = [];
    for (const { file, occurrences } of namedIn([...things.values()], symbols))
      for (const occurrence of occurrences) places.push({ file, occurrence });
    const found = together(things, places);
    // More things may be named in more files.
    if (found.size === things.size) return { things, places };
    things = found;
  }
}

function together(start: ReadonlyMap<string, SymbolId>, places: readonly NamedPlace[]): Map<string, SymbolId> {
  const sharing = new Map<string, Set<SymbolId>>();
  for (let at = 0; at < places.length; at++) {
    const { file, occurrence } = places[at]!;
    for (let other = at + 1; other < places.length; other++) {
      const next = places[other]!;
      if (next.file !== file || next.occurrence.span.start !== occurrence.span.start) break;
      link(sharing, occurrence.symbol, next.occurrence.symbol);
      link(sharing, next.occurrence.symbol, occurrence.symbol);
    }
  }
  // A Map may grow while it is walked: new entries come later in the same walk.
  const things = new Map(start);
  for (const key of things.keys()) for (const symbol of sharing.get(key) ?? []) things.set(symbolKey(symbol), symbol);
  return things;
}

function link(sharing: Map<string, Set<SymbolId>>, from: SymbolId, to: SymbolId): void {
  const key = symbolKey(from);
  const known = sharing.get(key);
  if (known) known.add(to);
  else sharing.set(key, new Set([to]));
}

/** What stands at an offset where nothing declared is named. */
function nothingAt(file: SourceFile, symbols: Symbols, offset: number): string {
  const { text } = file;
  const before = /\w*$/.exec(text.slice(Math.max(0, offset - 200), offset))![0];
  const word = before + /^\w*/.exec(text.slice(offset, offset + 200))![0];
  const own = semanticTokens(file, symbols).find(({ span }) => span.start <= offset && offset <= span.end);
  const isBuiltIn = own?.library === true || own?.type === 'decorator';
  if (isBuiltIn || PRIMITIVES.has(word) || MEDIA.has(word) || BLOCK_KEYWORDS.has(word) || word === 'map') {
    return `\`${word}\` belongs to the language and cannot be renamed.`;
  }
  return word
    ? `\`${word}\` is nothing that the project declares, so it cannot be renamed.`
    : 'There is no name here. Put the cursor on the name of something that the project declares.';
}
