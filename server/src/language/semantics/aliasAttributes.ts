/** What a type alias says about its type, and what its uses make of it. Language reference 4.4. */
import type { SourceFile } from '../project/sourceFile';
import type { Attribute } from '../syntax/ast';
import type { AttributeSite } from './attributeSites';
import { attributeSites } from './attributeSites';
import { bindsToType } from './attributes';
import { isRecursiveAlias } from './resolve';
import type { Symbols } from './symbols';

export interface AliasAttributes {
  /** Of several with one name, the one that stands nearest to the use. */
  readonly attributes: readonly Attribute[];
  /** As they are written. */
  textOf(attribute: Attribute): string;
}

type Written = ReadonlyMap<Attribute, SourceFile>;
const NONE: Written = new Map();

/** By name, for each view of the project: a chain of aliases is followed once. */
const known = new WeakMap<Symbols, Map<string, Written>>();

/**
 * The attributes that a use of the alias takes over: its own, and those of the alias it stands for. A recursive alias gives its own
 * to aliases of it, and none to its uses.
 */
export function aliasAttributes(name: string, symbols: Symbols): AliasAttributes | undefined {
  const written = carriedBy(name, symbols);
  if (written.size === 0 || isRecursiveAlias(name, symbols)) return undefined;
  return {
    attributes: [...written.keys()],
    textOf: (attribute) => written.get(attribute)?.text.slice(attribute.span.start, attribute.span.end) ?? '',
  };
}

function carriedBy(name: string, symbols: Symbols): Written {
  let found = known.get(symbols);
  if (!found) known.set(symbols, (found = new Map()));
  const chain: string[] = [];
  const passed = new Set<string>();
  for (let next: string | undefined = name; next !== undefined && !found.has(next) && !passed.has(next);) {
    chain.push(next);
    passed.add(next);
    next = targetOf(next, symbols);
  }
  for (const one of chain.reverse())
    found.set(one, withOwn(one, found.get(targetOf(one, symbols) ?? '') ?? NONE, symbols));
  return found.get(name) ?? NONE;
}

/** What an alias says itself, and of what its target says whatever it does not say. */
function withOwn(name: string, inherited: Written, symbols: Symbols): Written {
  const alias = symbols.aliases.get(name);
  if (!alias) return NONE;
  const site = attributeSites(alias.file).find(({ place, decl }) => place === 'alias' && decl === alias.decl);
  const own = site?.attributes.filter(bindsToType) ?? [];
  if (own.length === 0) return inherited;
  const all = new Map(own.map((attribute) => [attribute, alias.file]));
  for (const [attribute, file] of inherited) {
    if (!own.some((one) => one.name === attribute.name)) all.set(attribute, file);
  }
  return all;
}

/** The alias that an alias stands for, alone or made optional. */
function targetOf(name: string, symbols: Symbols): string | undefined {
  let target = symbols.aliases.get(name)?.decl.type;
  while (target?.kind === 'paren' || target?.kind === 'optional') target = target.inner;
  return target?.kind === 'name' ? target.name : undefined;
}

/**
 * What is lost where an alias is used: attributes at the use replace all of the alias's, so those that are not repeated
 * are gone. Nothing for other places.
 */
export function droppedByUse({ place, root, attributes, type }: AttributeSite, symbols: Symbols): readonly Attribute[] {
  // Those of an alias add to what it names.
  if (type?.kind !== 'name' || place === 'alias' || (root ?? place) === 'parameter') return [];
  const own = attributes.filter(bindsToType);
  if (!own.length) return [];
  const inherited = aliasAttributes(type.name, symbols)?.attributes ?? [];
  return inherited.filter(({ name }) => !own.some((attribute) => attribute.name === name));
}
