/** A value of a type as it is written in the arguments of a test, to be filled in by a person. */
import type { TypeExpr } from '../syntax/ast';
import { isNullable } from './nullable';
import { typeMeaning } from './resolve';
import type { Symbols } from './symbols';

/** Deeper than this, and with more fields than this, a person sees no longer what is to be filled in. */
const MAX_DEPTH = 4;
const MAX_FIELDS = 20;

export function sampleValue(type: TypeExpr | undefined, symbols: Symbols, depth = 0): string {
  switch (type?.kind) {
    case 'paren':
      return sampleValue(type.inner, symbols, depth);
    case 'optional':
      return 'null';
    case 'list':
      return '[]';
    case 'map':
      return '{}';
    case 'literal':
      return JSON.stringify(type.value);
    case 'union':
      return sampleValue(type.members[0], symbols, depth);
    case 'name':
      return sampleOfName(type.name, symbols, depth);
    default:
      return '""';
  }
}

function sampleOfName(name: string, symbols: Symbols, depth: number): string {
  switch (typeMeaning(symbols, name)) {
    case 'primitive':
      return { int: '0', float: '0.0', bool: 'true', null: 'null' }[name] ?? '""';
    case 'media':
      return '{ url "https://example.com" }';
    case 'enum':
      return symbols.enums.get(name)!.decl.values[0]?.name.text ?? '""';
    case 'alias':
      return depth < MAX_DEPTH ? sampleValue(symbols.aliases.get(name)!.decl.type, symbols, depth + 1) : 'null';
    case 'class': {
      const needed = symbols.classes.get(name)!.decl.fields.filter(({ type: own }) => own && !isNullable(own, symbols));
      if (depth >= MAX_DEPTH || needed.length > MAX_FIELDS || !needed.length) return '{}';
      const fields = needed.map((field) => `${field.name.text} ${sampleValue(field.type, symbols, depth + 1)}`);
      return `{ ${fields.join(', ')} }`;
    }
    default:
      return '""';
  }
}
