/** The keys of a map are strings, an enum, or string literals; not an alias of those. Language reference 3. */
import { typeExpressions } from '../semantics/resolve';
import type { Symbols } from '../semantics/symbols';
import type { TypeExpr } from '../syntax/ast';
import { unwrapped } from '../syntax/readType';
import { allTypes } from '../semantics/allTypes';
import type { Check } from './check';
import { changeTo } from './suggestion';

export const mapKeys: Check = (file, symbols, report) => {
  for (const whole of allTypes(file)) {
    let judged = -1;
    for (const type of typeExpressions(whole)) {
      // A map inside the key of another is not looked at: the key is wrong as a whole.
      if (type.kind !== 'map' || !type.key || type.span.start < judged) continue;
      judged = type.key.span.end;
      for (const bad of badKeys(type.key, symbols)) {
        const source = file.text.slice(bad.span.start, bad.span.end);
        report(
          'error',
          'map-keys',
          bad.span,
          `\`${source}\` cannot be the key of a map. Use \`string\`, an enum or string literals.`,
          { fixes: [changeTo(file, type.key.span, 'string')] },
        );
      }
    }
  }
};

function badKeys(key: TypeExpr, symbols: Symbols): TypeExpr[] {
  const { type } = unwrapped(key);
  if (type.kind !== 'union') return isKey(type, symbols) ? [] : [type];
  const members = type.members.map((member) => unwrapped(member).type);
  // In a union only string literals are keys; a plain `string` next to something else is refused, too.
  return members.filter(
    (member) => member.kind !== 'broken' && !(member.kind === 'literal' && typeof member.value === 'string'),
  );
}

function isKey(type: TypeExpr, symbols: Symbols): boolean {
  if (type.kind === 'literal') return typeof type.value === 'string';
  // An unknown name is reported as such.
  if (type.kind === 'name')
    return type.name === 'string' || symbols.enums.has(type.name) || isUnknown(type.name, symbols);
  return type.kind === 'broken';
}

function isUnknown(name: string, symbols: Symbols): boolean {
  return !['int', 'float', 'bool', 'null', 'image', 'audio', 'pdf', 'video'].includes(name) && !symbols.names.has(name);
}
