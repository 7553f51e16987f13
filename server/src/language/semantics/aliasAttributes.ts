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

/** The attributes that a use of the alias takes over: its own, or those of the alias it stands for. */
export function aliasAttributes(name: string, symbols: Symbols): AliasAttributes | undefined {
  const seen = new Set<string>();
  for (let next = name; !seen.has(next);) {
    seen.add(next);
    const alias = symbols.aliases.get(next);
    if (!alias?.decl.type) return undefined;
    const site = attributeSites(alias.file).find(({ place, decl }) => place === 'alias' && decl === alias.decl);
    const attributes = site?.attributes.filter(bindsToType) ?? [];
    if (attributes.length) return isRecursiveAlias(next, symbols) ? undefined : { attributes, file: alias.file };
    let target = alias.decl.type;
    while (target.kind === 'paren' && target.inner) target = target.inner;
    if (target.kind !== 'name') return undefined;
    next = target.name;
  }
  return undefined;
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
