/**
 * Where what is written on a recursive alias as a whole does act: the official runtime takes it over where an alias that only names
 * the recursive one is used, and nowhere else.
 */
import { bindsToType } from './attributes';
import { attributeSites } from './attributeSites';
import { isRecursiveAlias } from './resolve';
import type { StreamUse } from './streamUses';
import type { Symbols } from './symbols';
import { typeUsesOf, type TypeUse } from './typeUses';

/** Whether the attribute of a recursive alias, or of an alias that names one, changes what somebody's code sees. */
export function actsThroughAlias({ name, site }: StreamUse, symbols: Symbols): boolean {
  const alias = site.decl.name?.text;
  if (site.place !== 'alias' || alias === undefined) return false;
  const names = new Set(isRecursiveAlias(alias, symbols) ? namesOf(alias, symbols) : [alias]);
  for (const one of names) {
    for (const use of typeUsesOf(one, symbols)) {
      if (acts(name, use)) return true;
      // In another alias it acts where that one does.
      if (use.in === 'alias' && isInList(use) && use.decl.name) names.add(use.decl.name.text);
    }
  }
  return false;
}

/** The aliases that are nothing but another name of the recursive one, and say nothing themselves. */
function namesOf(alias: string, symbols: Symbols): readonly string[] {
  return typeUsesOf(alias, symbols).flatMap((use) => {
    const { decl, file } = use;
    if (use.in !== 'alias' || use.shape !== 'whole' || !decl.name || isRecursiveAlias(decl.name.text, symbols))
      return [];
    const site = attributeSites(file).find((one) => one.place === 'alias' && one.decl === decl);
    return site?.attributes.some(bindsToType) ? [] : [decl.name.text];
  });
}

/** In a result, alone or in a list or map, it is held or wrapped; in a field it is wrapped, and alone there it is waited for. */
function acts(name: StreamUse['name'], use: TypeUse): boolean {
  if (use.in === 'result') return name !== 'stream.not_null' && isInList(use);
  if (use.in !== 'field' || name === 'stream.done') return false;
  return name === 'stream.not_null' ? use.shape === 'whole' : isInList(use);
}

/** In an optional or a union it is lost. */
const isInList = ({ shape }: TypeUse): boolean => shape === 'whole' || shape === 'element' || shape === 'value';
