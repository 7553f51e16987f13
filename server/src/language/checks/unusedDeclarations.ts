/**
 * Types, clients, policies and template strings that nothing in the project mentions. Functions and tests are there to be
 * called from outside. Generated clients have all types, so this is no more than a hint; and where no function is declared
 * at all, everything may be for somebody else, so nothing is said.
 */
import type { Fix } from '../diagnostic';
import { replacement, wholeBlock } from '../edits';
import type { SourceFile } from '../project/sourceFile';
import { KIND_NAME } from '../semantics/kindNames';
import type { Symbols } from '../semantics/symbols';
import { allTypes } from '../semantics/allTypes';
import { stringProperty, typeExpressions, typeMeaning } from '../semantics/resolve';
import { isUsed } from '../semantics/uses';
import { nearest, typoLimit } from '../text';
import type { Declaration } from '../syntax/ast';
import type { Check } from './check';

const KINDS: ReadonlySet<Declaration['kind']> = new Set(['class', 'enum', 'alias', 'client', 'retry', 'template']);

export const unusedDeclarations: Check = (file, symbols, report) => {
  let unknown: ReadonlySet<string> | undefined;
  let isForOthers: boolean | undefined;
  for (const decl of file.ast.declarations) {
    if (!decl.name || !KINDS.has(decl.kind) || isUsed(decl, file, symbols)) continue;
    const { text, span } = decl.name;
    if ((symbols.names.get(text)?.length ?? 0) > 1) continue;
    isForOthers ??= !hasFunctions(file, symbols);
    if (isForOthers) return;
    // The misspelt use of it is reported already.
    unknown ??= unknownNames(file, symbols);
    if (nearest(text, unknown, typoLimit(text)) !== undefined) continue;
    const kind = KIND_NAME[decl.kind];
    const advice =
      decl.kind === 'client' || decl.kind === 'retry' || decl.kind === 'template' ? '' : ', unless your code uses it';
    report('hint', 'unused-declarations', span, `Nothing uses the ${kind} \`${text}\`. Remove it${advice}.`, {
      unnecessary: true,
      fixes: [removeBlock(file, decl)],
    });
  }
};

/** Asked only about what is not used, so that few files depend on the answer. */
function hasFunctions(file: SourceFile, symbols: Symbols): boolean {
  return file.ast.declarations.some(({ kind }) => kind === 'function') || symbols.isMentionedOutside('function', file);
}

const MOST_UNKNOWN = 200;

/** The names of a file that stand for nothing. */
function unknownNames(file: SourceFile, symbols: Symbols): ReadonlySet<string> {
  const names = new Set<string>();
  for (const whole of allTypes(file)) {
    for (const type of typeExpressions(whole)) {
      if (type.kind === 'name' && !typeMeaning(symbols, type.name)) names.add(type.name);
    }
  }
  for (const decl of file.ast.declarations) {
    const client = decl.kind === 'function' ? stringProperty(decl.properties, 'client') : undefined;
    if (client && !symbols.clients.has(client.value)) names.add(client.value);
  }
  // A file with more of them has another trouble than slips of the pen.
  return new Set([...names].slice(0, MOST_UNKNOWN));
}

/** With the comments directly above it and the empty lines behind it. */
function removeBlock(file: SourceFile, { span, name }: Declaration): Fix {
  const edits = [replacement(file, wholeBlock(file.text, span), '')];
  return { title: `Remove \`${name?.text}\``, edits };
}
