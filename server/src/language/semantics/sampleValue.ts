/** A value of a type as it is written in the arguments of a test, to be filled in by a person. */
import type { TypeExpr } from '../syntax/ast';
import { isNullable } from './nullable';
import { typeMeaning } from './resolve';
import type { Symbols } from './symbols';

/** With more than this a person no longer sees what is to be filled in. */
const MAX_DEPTH = 4;
const MAX_FIELDS = 30;

export function sampleValue(type: TypeExpr | undefined, symbols: Symbols): string {
  return new Sampler(symbols).ofType(type, 0);
}

class Sampler {
  private fields = 0;

  constructor(private readonly symbols: Symbols) {}

  ofType(type: TypeExpr | undefined, depth: number): string {
    switch (type?.kind) {
      case 'paren':
        return this.ofType(type.inner, depth);
      case 'optional':
        return 'null';
      case 'list':
        return '[]';
      case 'map':
        return '{}';
      case 'literal':
        return JSON.stringify(type.value);
      case 'union':
        return this.ofType(this.pick(type.members, depth), depth);
      case 'name':
        return this.ofName(type.name, depth);
      default:
        return '""';
    }
  }

  /** The first member; where a class would be cut off, the first that is none. */
  private pick(members: readonly TypeExpr[], depth: number): TypeExpr | undefined {
    const whole =
      depth + 1 >= MAX_DEPTH &&
      members.find((one) => one.kind !== 'name' || typeMeaning(this.symbols, one.name) !== 'class');
    return whole || members[0];
  }

  private ofName(name: string, depth: number): string {
    const { symbols } = this;
    switch (typeMeaning(symbols, name)) {
      case 'primitive':
        return { int: '0', float: '0.0', bool: 'true', null: 'null' }[name] ?? '""';
      case 'media':
        return '{ url "https://example.com" }';
      case 'enum':
        return symbols.enums.get(name)!.decl.values[0]?.name.text ?? '""';
      case 'alias':
        return depth < MAX_DEPTH ? this.ofType(symbols.aliases.get(name)!.decl.type, depth + 1) : 'null';
      case 'class':
        return this.ofClass(name, depth);
      default:
        return '""';
    }
  }

  private ofClass(name: string, depth: number): string {
    const { symbols } = this;
    const needed = symbols.classes.get(name)!.decl.fields.filter(({ type }) => type && !isNullable(type, symbols));
    this.fields += needed.length;
    if (depth >= MAX_DEPTH || this.fields > MAX_FIELDS || !needed.length) return '{}';
    const fields = needed.map((field) => `${field.name.text} ${this.ofType(field.type, depth + 1)}`);
    return `{ ${fields.join(', ')} }`;
  }
}
