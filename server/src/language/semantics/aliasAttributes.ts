/** What a type alias says about its type, and what its uses make of it. Language reference 4.4. */
import type { SourceFile } from '../project/sourceFile';
import type { Attribute } from '../syntax/ast';
import type { AttributeSite } from './attributeSites';
import { attributeSites } from './attributeSites';
import { bindsToType } from './attributes';
import { isRecursiveAlias } from './resolve';
import type { Symbols } from './symbols';

export interface AliasAttributes {
  readonly attributes: readonly Attribute[];
  /** Where they are written. */
  readonly file: SourceFile;
}

/** By name, for each view of the project: a chain of aliases is followed once. */
const known = new WeakMap<Symbols, Map<string, AliasAttributes | undefined>>();

/** The attributes that a use of the alias takes over: its own, or those of the alias it stands for. */
export function aliasAttributes(name: string, symbols: Symbols): AliasAttributes | undefined {
  let found = known.get(symbols);
  if (!found) known.set(symbols, (found = new Map()));
  const passed = new Set<string>();
  let result: AliasAttributes | undefined;
  for (let next: string | undefined = name; next !== undefined && !passed.has(next);) {
    if (found.has(next)) {
      result = found.get(next);
      break;
    }
    passed.add(next);
    const step = attributesOf(next, symbols);
    result = step?.own;
    next = step?.target;
  }
  // Whatever leads to an alias takes over the same.
  for (const one of passed) found.set(one, result);
  return result;
}

/** The attributes of an alias itself, or else the alias it stands for. */
function attributesOf(
  name: string,
  symbols: Symbols,
): { readonly own?: AliasAttributes; readonly target?: string } | undefined {
  const alias = symbols.aliases.get(name);
  if (!alias?.decl.type) return undefined;
  const site = attributeSites(alias.file).find(({ place, decl }) => place === 'alias' && decl === alias.decl);
  const attributes = site?.attributes.filter(bindsToType) ?? [];
  if (attributes.length) return isRecursiveAlias(name, symbols) ? undefined : { own: { attributes, file: alias.file } };
  let target = alias.decl.type;
  while (target.kind === 'paren' && target.inner) target = target.inner;
  return target.kind === 'name' ? { target: target.name } : undefined;
}

/**
 * What is lost where an alias is used: attributes at the use replace all of the alias's, so those that are not repeated
 * are gone. Nothing for other places.
 */
export function droppedByUse({ place, root, attributes, type }: AttributeSite, symbols: Symbols): readonly Attribute[] {
  if (type?.kind !== 'name' || (root ?? place) === 'parameter') return [];
  const own = attributes.filter(bindsToType);
  if (!own.length) return [];
  const inherited = aliasAttributes(type.name, symbols)?.attributes ?? [];
  return inherited.filter(({ name }) => !own.some((attribute) => attribute.name === name));
}
