/** What a function depends on. */
import type { ClientDecl, Declaration, FunctionDecl, StringValue } from '../syntax/ast';
import { typesOf } from './allTypes';
import { promptSource, wordsOf } from './prompts';
import { propertyOf, stringProperty, typeExpressions } from './resolve';
import type { Located, Symbols } from './symbols';

/**
 * The function and every declaration it leads to: types, clients, retry policies, template strings and the enums a
 * prompt names; and what `client` leads to, another one it is run with. A name that is declared twice leads to all of its
 * declarations.
 */
export function reachableFrom(symbols: Symbols, start: Located<FunctionDecl>, client?: string): Located<Declaration>[] {
  const found = new Map<Declaration, Located<Declaration>>([[start.decl, start]]);
  const add = (name: string) => {
    for (const located of symbols.names.get(name) ?? []) {
      if (!found.has(located.decl)) found.set(located.decl, located);
    }
  };
  const other = client === undefined ? undefined : symbols.clients.get(client);
  if (other) found.set(other.decl, other);
  // A Map may grow while it is walked: new entries come later in the same walk.
  for (const { decl } of found.values()) {
    const { names, words } = usesOf(decl);
    for (const name of names) add(name);
    for (const word of words) if (symbols.templates.has(word) || symbols.enums.has(word)) add(word);
  }
  return [...found.values()];
}

interface Uses {
  /** Names of types, clients and retry policies. */
  readonly names: readonly string[];
  /** Words of a prompt, any of which may be a template string or an enum. */
  readonly words: readonly string[];
}

const NOTHING: Uses = { names: [], words: [] };
const uses = new WeakMap<Declaration, Uses>();

/** What a declaration names; the same as long as its file has not changed. */
function usesOf(decl: Declaration): Uses {
  let found = uses.get(decl);
  if (!found) uses.set(decl, (found = collectUses(decl)));
  return found;
}

/** The same, read again. */
export function collectUses(decl: Declaration): Uses {
  switch (decl.kind) {
    case 'class':
    case 'alias':
      return { names: typeNames(decl), words: [] };
    case 'client':
      return { names: [...clientTargets(decl)], words: [] };
    case 'template':
      return { names: typeNames(decl), words: [...wordsOf(promptSource(decl)?.value ?? '')] };
    case 'function': {
      const client = stringProperty(decl.properties, 'client')?.value ?? [];
      return { names: typeNames(decl).concat(client), words: [...wordsOf(promptSource(decl)?.value ?? '')] };
    }
    default:
      return NOTHING;
  }
}

function typeNames(decl: Declaration): string[] {
  const names = new Set<string>();
  for (const type of typesOf(decl))
    for (const part of typeExpressions(type)) if (part.kind === 'name') names.add(part.name);
  return [...names];
}

/** Names a client leads to: the members of its strategy and its retry policy. */
export function* clientTargets(decl: ClientDecl): Generator<string> {
  const retry = stringProperty(decl.properties, 'retry_policy')?.value;
  if (retry !== undefined) yield retry;
  for (const { value } of strategyItems(decl)) yield value;
}

/** The members of the strategy of a `fallback` or `round-robin` client, as written. */
export function strategyItems(decl: ClientDecl): StringValue[] {
  const options = propertyOf(decl.properties, 'options')?.value;
  if (options?.kind !== 'map') return [];
  const strategy = options.entries.findLast((entry) => entry.key.text === 'strategy')?.value;
  return strategy?.kind === 'list' ? strategy.items.filter((item) => item.kind === 'string') : [];
}
