/**
 * Names in functions whose body is a program, and in values outside of functions. Their language is experimental and not
 * read here; but a word that the whole project holds nowhere else can name nothing. Language reference 2.10.
 */
import type { SourceFile } from '../project/sourceFile';
import type { Declaration } from '../syntax/ast';
import { isTrivia } from '../syntax/kinds';
import type { Node, Token } from '../syntax/tree';
import { childNode, tokensOf } from '../syntax/tree';
import type { Check } from './check';
import { suggest } from './suggestion';

/** Words of the expression language, its built-in types and what it brings along. */
const KNOWN: ReadonlySet<string> = new Set(
  (
    'let watch if else while for in return assert break continue true false null env baml std match throw catch try ' +
    'instanceof is as and or not function string int float bool image audio pdf video map client prompt'
  ).split(' '),
);

export const expressionNames: Check = (file, symbols, report) => {
  // The tree is made anew for those who ask; few files have such bodies.
  if (!file.ast.declarations.some(hasExpressionBody)) return;
  let once: ReadonlySet<string> | undefined;
  for (const node of file.root.children) {
    const body = node.token ? undefined : childNode(node, 'expression-body');
    // A body behind a header that cannot be read may be no program at all.
    if (!body || file.errors.some(({ span }) => span.start >= node.start && span.start < node.end)) continue;
    once ??= wordsOnce(file.text);
    for (const { token, called } of unknownWords(body, file, once)) {
      const name = file.text.slice(token.start, token.end);
      if (symbols.names.has(name) || symbols.isMentionedOutside(name, file)) continue;
      const known = called ? symbols.functions.keys() : parameterNames(node as Node, file);
      const { hint, extra } = suggest(file, token, name, [...known]);
      const what = called ? 'function' : 'variable';
      const message = `No ${what} is named \`${name}\`.${hint || ' Declare it, or use another name.'}`;
      report('error', 'expression-names', token, message, extra);
    }
  }
};

function hasExpressionBody(decl: Declaration): boolean {
  return decl.kind === 'let' || (decl.kind === 'function' && decl.expression);
}

/** The words that stand in a text a single time: names that are declared and used stand twice. */
function wordsOnce(text: string): Set<string> {
  const seen = new Set<string>();
  const once = new Set<string>();
  for (const [word] of text.matchAll(/[A-Za-z]\w*/g)) {
    if (seen.has(word)) once.delete(word);
    else once.add(word);
    seen.add(word);
  }
  return once;
}

function* unknownWords(
  body: Node,
  file: SourceFile,
  once: ReadonlySet<string>,
): Generator<{ readonly token: Token; readonly called: boolean }> {
  const tokens = [...tokensOf(body)].filter(({ kind }) => !isTrivia(kind));
  for (const [at, token] of tokens.entries()) {
    const name = token.kind === 'word' ? file.text.slice(token.start, token.end) : '';
    if (!once.has(name) || KNOWN.has(name)) continue;
    const before = tokens[at - 1];
    const after = tokens[at + 1];
    // Members, attributes, types, keys of maps, fields and names of classes; a declaration that is never used.
    if (before && ['.', '::', ':', '@', '@@', '<'].includes(before.kind)) continue;
    if (after && ['::', ':', '{', '<', '='].includes(after.kind)) continue;
    if (before && /^(?:let|as|is|instanceof)$/.test(file.text.slice(before.start, before.end))) continue;
    yield { token, called: after?.kind === '(' };
  }
}

function parameterNames(node: Node, file: SourceFile): string[] {
  const list = childNode(node, 'parameters');
  return [...(list ? tokensOf(list) : [])].flatMap(({ kind, start, end }) =>
    kind === 'word' ? [file.text.slice(start, end)] : [],
  );
}
