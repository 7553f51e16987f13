/**
 * Finds blocks and their members by some of the letters of their names. Walks over the declarations of all files, which
 * costs less than keeping an index of names fresh while typing.
 */
import type { FoundSymbol } from '../languageService';
import type { SourceFile } from '../project/sourceFile';
import { nameSpan } from '../semantics/nameSpan';
import { bestSymbols, MOST_SYMBOLS } from './bestSymbols';
import type { Declaration, Name } from '../syntax/ast';

/**
 * The best matches first: the whole name, its beginning, the beginnings of its words, letters in a row, letters apart;
 * blocks before members, short names before long ones. An empty query finds blocks only.
 */
export function workspaceSymbols(
  files: readonly SourceFile[],
  query: string,
  isWanted: (uri: string) => boolean,
): readonly FoundSymbol[] {
  let found: FoundSymbol[] = [];
  /** Nothing worse than this can be among the best. */
  let worst = Infinity;
  const letters = query.replaceAll(/\s+/g, '').slice(0, 100);
  const consider = (
    file: SourceFile,
    name: Name | undefined,
    kind: FoundSymbol['kind'],
    container: string | undefined,
  ) => {
    const match = name && matchRank(letters, name.text);
    if (match === undefined) return;
    const rank = match * 1000 + (container === undefined ? 0 : 500) + Math.min(name!.text.length, 400);
    if (rank > worst) return;
    if (found.length >= 10 * MOST_SYMBOLS) {
      found = bestSymbols([found]);
      worst = found.at(-1)!.rank;
    }
    found.push({
      name: name!.text,
      kind,
      uri: file.uri,
      span: nameSpan(file, name!),
      ...(container !== undefined && { container }),
      rank,
    });
  };
  for (const file of files) {
    if (!isWanted(file.uri)) continue;
    for (const decl of file.ast.declarations) {
      if (decl.kind === 'let') continue;
      consider(file, decl.name, decl.kind, undefined);
      if (!letters) continue;
      for (const { name, kind } of membersOf(decl)) consider(file, name, kind, decl.name?.text ?? '');
    }
  }
  return bestSymbols([found]);
}

function membersOf(decl: Declaration): readonly { readonly name: Name; readonly kind: 'field' | 'value' }[] {
  if (decl.kind === 'class') return decl.fields.map(({ name }) => ({ name, kind: 'field' }));
  return decl.kind === 'enum' ? decl.values.map(({ name }) => ({ name, kind: 'value' })) : [];
}

/** How well letters fit a name, 0 best; undefined when the name does not have them in this order. Upper case is ignored. */
function matchRank(letters: string, name: string): number | undefined {
  if (!isSubsequence(letters, name)) return undefined;
  const [wanted, whole] = [letters.toLowerCase(), name.toLowerCase()];
  if (whole === wanted) return 0;
  if (whole.startsWith(wanted)) return 1;
  if (startsWords(wanted, name)) return 2;
  return whole.includes(wanted) ? 3 : 4;
}

/** Without any allocation: most names do not fit. */
function isSubsequence(letters: string, name: string): boolean {
  let at = 0;
  for (let i = 0; i < name.length && at < letters.length; i++) {
    if (folded(name.charCodeAt(i)) === folded(letters.charCodeAt(at))) at++;
  }
  return at === letters.length;
}

function folded(code: number): number {
  return code >= 65 && code <= 90 ? code + 32 : code;
}

/** Whether the letters are beginnings of words of the name, in order: `exRe` of `ExtractResume`, `dn` of `date_name`. */
function startsWords(wanted: string, name: string): boolean {
  const words = name.match(/[A-Z]?[a-z0-9]+|[A-Z]+(?![a-z])/g) ?? [];
  let at = 0;
  for (const word of words) {
    for (let i = 0; i < word.length && wanted[at] === word[i]!.toLowerCase(); i++) at++;
  }
  return at === wanted.length;
}
