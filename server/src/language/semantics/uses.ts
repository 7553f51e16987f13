/** Whether anything mentions a declaration: another one of its file, or a word in another file. */
import type { SourceFile } from '../project/sourceFile';
import type { Declaration } from '../syntax/ast';
import type { TokenKind } from '../syntax/kinds';
import { isTrivia } from '../syntax/kinds';
import type { Element, Node } from '../syntax/tree';
import { ofRecentFile } from '../recent';
import { collectUses } from './reach';
import type { Symbols } from './symbols';

/** Tokens whose text may hold names among other words. */
const TEXTS: ReadonlySet<TokenKind> = new Set([
  'string',
  'open-string',
  'raw-string',
  'open-raw-string',
  'unquoted',
  'jinja',
]);

/**
 * Whether a named declaration is mentioned outside of itself. In its own file, comments and the names of other things do not
 * count; in other files every word does, so a name that also stands in a text there passes for used.
 */
export function isUsed(decl: Declaration, file: SourceFile, symbols: Symbols): boolean {
  const name = decl.name?.text;
  if (name === undefined) return true;
  // In order of cost: most of what is used is used as a type or in a prompt, and only the tree knows all other tokens.
  return usedPlainly(file).has(name) || symbols.isMentionedOutside(name, file) || usedInFile(file).has(name);
}

/** The names that declarations of a file mention as types, clients and policies, or in prompts; not their own. */
const usedPlainly = ofRecentFile((file): ReadonlySet<string> => {
  const used = new Set<string>();
  for (const decl of file.ast.declarations) {
    const { names, words } = collectUses(decl);
    for (const name of names) if (name !== decl.name?.text) used.add(name);
    for (const word of words) if (word !== decl.name?.text) used.add(word);
  }
  return used;
});

/** The names of the declarations of a file that other declarations of the file mention. */
const usedInFile = ofRecentFile((file): ReadonlySet<string> => {
  const declared = new Set(file.ast.declarations.flatMap(({ name }) => name?.text ?? []));
  const used = new Set<string>();
  if (!declared.size) return used;
  const own = new Map(file.ast.declarations.map(({ span, name }) => [span.start, name?.text]));
  for (const block of file.root.children) {
    const self = own.get(block.start);
    const see = (word: string) => {
      if (word !== self && declared.has(word)) used.add(word);
    };
    for (const { start, end, kind } of wordTokens(block)) {
      const text = file.text.slice(start, end);
      if (!TEXTS.has(kind)) see(text);
      else for (const word of text.match(/[A-Za-z_]\w*/g) ?? []) see(word);
    }
  }
  return used;
});

/** The tokens that may mention something: no comments, and no names of fields, parameters and keys. */
function* wordTokens(block: Element): Generator<Extract<Element, { token: true }>> {
  const stack: { readonly element: Element; readonly inBuilder: boolean }[] = [{ element: block, inBuilder: false }];
  for (let next = stack.pop(); next; next = stack.pop()) {
    const { element } = next;
    if (element.token) {
      if (element.kind === 'word' || TEXTS.has(element.kind)) yield element;
      continue;
    }
    // A block in a type builder may extend the type of its name.
    const inBuilder = next.inBuilder || element.kind === 'type-builder';
    if (element.kind === 'name' && !inBuilder) continue;
    for (const child of element.children) if (!isBlank(child)) stack.push({ element: child, inBuilder });
  }
}

function isBlank(element: Node | Element): boolean {
  return element.token && isTrivia(element.kind);
}
