/** A type as short text, in the notation of the language. */
import type { Type } from '../../ir/schema';
import { isNull } from '../semantics/typeFacts';

/** Lengthy unions are cut: the text is a label, not a definition. */
const MAX_VARIANTS = 8;

export function typeText(type: Type): string {
  switch (type.kind) {
    case 'primitive':
    case 'media':
    case 'class':
    case 'enum':
    case 'alias':
      return type.name;
    case 'literal':
      return JSON.stringify(type.value);
    case 'list':
      return type.item.kind === 'union' || type.item.kind === 'literal'
        ? `(${typeText(type.item)})[]`
        : `${typeText(type.item)}[]`;
    case 'map':
      return `map<${typeText(type.key)}, ${typeText(type.value)}>`;
    case 'tuple':
      return `(${type.items.map(typeText).join(', ')})`;
    case 'union': {
      const [only, ...others] = type.variants.filter((variant) => !isNull(variant));
      const optional = others.length + 1 < type.variants.length;
      if (only && optional && !others.length) return `${typeText(only)}?`;
      const shown = type.variants.slice(0, MAX_VARIANTS).map(typeText);
      if (type.variants.length > MAX_VARIANTS) shown.push('…');
      return shown.join(' | ');
    }
  }
}
