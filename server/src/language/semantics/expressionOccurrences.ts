/**
 * Names in the body of an expression function. Its language is not looked into; but a word that is a function, a class,
 * an enum or a parameter, and no member of something, can hardly be anything else.
 */
import type { SourceFile } from '../project/sourceFile';
import type { FunctionDecl } from '../syntax/ast';
import { isTrivia } from '../syntax/kinds';
import { childNode, tokensOf, type Node, type Token } from '../syntax/tree';
import type { Occurrence, SymbolId } from './occurrence';
import type { Symbols } from './symbols';

export function expressionOccurrences(
  file: SourceFile,
  symbols: Symbols,
  decl: FunctionDecl,
  owner: string,
  list: Occurrence[],
): void {
  const body = bodyOf(file, decl);
  if (!body) return;
  const tokens = [...tokensOf(body)].filter(({ kind }) => !isTrivia(kind));
  const textOf = (token: Token | undefined) => (token ? file.text.slice(token.start, token.end) : '');
  const hidden = new Set(tokens.flatMap((token, at) => (textOf(tokens[at - 1]) === 'let' ? [textOf(token)] : [])));
  const parameters = new Set(decl.parameters.map(({ name }) => name.text));
  const meaning = (name: string): SymbolId | undefined => {
    if (hidden.has(name)) return undefined;
    if (parameters.has(name)) return { kind: 'parameter', name, owner };
    if (symbols.functions.has(name)) return { kind: 'function', name };
    if (symbols.classes.has(name)) return { kind: 'class', name };
    return symbols.enums.has(name) ? { kind: 'enum', name } : undefined;
  };
  tokens.forEach((token, at) => {
    if (token.kind !== 'word') return;
    const name = textOf(token);
    const [before, after] = [tokens[at - 1], tokens[at + 1]];
    let symbol: SymbolId | undefined;
    if (before?.kind === '.') {
      const of = tokens[at - 3]?.kind === '.' ? '' : textOf(tokens[at - 2]);
      const values = hidden.has(of) ? undefined : symbols.enums.get(of)?.decl.values;
      if (values?.some((value) => value.name.text === name)) symbol = { kind: 'value', name, owner: of };
    } else if (after?.kind !== ':') symbol = meaning(name);
    if (symbol) list.push({ span: { start: token.start, end: token.end }, symbol, role: 'reference', where: 'code' });
  });
}

function bodyOf(file: SourceFile, { span }: FunctionDecl): Node | undefined {
  const { children } = file.root;
  let low = 0;
  let high = children.length - 1;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (children[middle]!.end <= span.start) low = middle + 1;
    else high = middle;
  }
  const node = children[low];
  return node && !node.token ? childNode(node, 'expression-body') : undefined;
}
