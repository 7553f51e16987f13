/** What a function depends on. */
import type { ClientDecl, Declaration, FunctionDecl, TypeExpr } from '../syntax/ast';
import { promptSource, wordsOf } from './prompts';
import { propertyOf, stringProperty, typeExpressions } from './resolve';
import type { Located, Symbols } from './symbols';

/**
 * The function and every declaration it leads to: types, clients, retry policies, template strings and the enums a
 * prompt names. A name that is declared twice leads to all of its declarations.
 */
export function reachableFrom(symbols: Symbols, start: Located<FunctionDecl>): Located<Declaration>[] {
  const found = new Map<Declaration, Located<Declaration>>([[start.decl, start]]);
  // A Map may grow while it is walked: new entries come later in the same walk.
  for (const { decl } of found.values()) {
    for (const name of namesUsedBy(symbols, decl)) {
      for (const located of symbols.names.get(name) ?? []) {
        if (!found.has(located.decl)) found.set(located.decl, located);
      }
    }
  }
  return [...found.values()];
}

function* namesUsedBy(symbols: Symbols, decl: Declaration): Generator<string> {
  switch (decl.kind) {
    case 'class':
      for (const field of decl.fields) yield* typeNames(field.type);
      return;
    case 'alias':
      yield* typeNames(decl.type);
      return;
    case 'client':
      yield* clientTargets(decl);
      return;
    case 'function':
    case 'template': {
      for (const parameter of decl.parameters) yield* typeNames(parameter.type);
      for (const word of wordsOf(promptSource(decl)?.value ?? '')) {
        if (symbols.templates.has(word) || symbols.enums.has(word)) yield word;
      }
      if (decl.kind === 'template') return;
      yield* typeNames(decl.returns);
      const client = stringProperty(decl.properties, 'client')?.value;
      if (client !== undefined && symbols.clients.has(client)) yield client;
      return;
    }
  }
}

function* typeNames(type: TypeExpr | undefined): Generator<string> {
  for (const part of typeExpressions(type)) if (part.kind === 'name') yield part.name;
}

/** Names a client leads to: the members of its strategy and its retry policy. */
export function* clientTargets(decl: ClientDecl): Generator<string> {
  const retry = stringProperty(decl.properties, 'retry_policy')?.value;
  if (retry !== undefined) yield retry;
  for (const { value } of strategyItems(decl)) yield value;
}

/** The members of the strategy of a `fallback` or `round-robin` client, as written. */
export function strategyItems(
  decl: ClientDecl,
): { readonly value: string; readonly span: { start: number; end: number } }[] {
  const options = propertyOf(decl.properties, 'options')?.value;
  if (options?.kind !== 'map') return [];
  const strategy = options.entries.findLast((entry) => entry.key.text === 'strategy')?.value;
  if (strategy?.kind !== 'list') return [];
  return strategy.items.flatMap((item) => (item.kind === 'string' ? [{ value: item.value, span: item.span }] : []));
}
