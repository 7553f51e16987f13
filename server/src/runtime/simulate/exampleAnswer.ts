/** An answer a model could have given: JSON that fits the return type, written as models write it. */
import type { Field, Schema, Type } from '../../ir/schema';
import type { OutputType } from '../stream/engine';
import { exampleNumber, exampleText } from './exampleText';
import { Random } from './random';

/** Deeper than this optional parts are left out and lists stay empty, so that recursive types end. */
const DEEP = 5;
/** Deeper than this a type that never ends is given up. */
const DEEPEST = 24;

/**
 * The text of an answer; the same for the same seed. A root of text is prose, anything else JSON with an indent of two.
 * Names are those a model would use: aliases where there are some.
 */
export function exampleAnswer({ returns, schema }: OutputType, seed: number): string {
  const random = new Random(seed);
  const example = new Example(schema, random);
  if (returns.kind === 'primitive' && returns.name === 'string') return exampleText('', random);
  return example.json(returns, '', 0);
}

class Example {
  constructor(
    private readonly schema: Schema,
    private readonly random: Random,
  ) {}

  /** `name` is that of the field the value is for. */
  json(type: Type, name: string, depth: number): string {
    if (depth > DEEPEST) return 'null';
    switch (type.kind) {
      case 'primitive':
        return this.primitive(type.name, name);
      case 'literal':
        return JSON.stringify(type.value);
      case 'enum':
        return JSON.stringify(this.enumValue(type.name));
      case 'class':
        return this.object(type.name, depth);
      case 'alias': {
        const alias = this.schema.aliases[type.name];
        return alias ? this.json(alias.type, name, depth + 1) : 'null';
      }
      case 'list': {
        const count = depth > DEEP ? 0 : this.random.between(2, 4);
        const items = Array.from({ length: count }, () => this.json(type.item, name, depth + 1));
        return bracketed('[', items, ']', depth);
      }
      case 'map': {
        const keys = depth > DEEP ? [] : [...new Set(this.keys(type.key))];
        const members = keys.map((key) => `${JSON.stringify(key)}: ${this.json(type.value, name, depth + 1)}`);
        return bracketed('{', members, '}', depth);
      }
      case 'union':
        return this.json(this.variant(type.variants, depth), name, depth + 1 - 1);
      case 'media':
      case 'tuple':
        return 'null'; // no model can answer with one
    }
  }

  private primitive(kind: string, name: string): string {
    switch (kind) {
      case 'string':
        return JSON.stringify(exampleText(name, this.random));
      case 'int':
        return String(exampleNumber(name, true, this.random));
      case 'float':
        return exampleNumber(name, false, this.random).toFixed(2);
      case 'bool':
        return String(this.random.next() < 0.5);
      default:
        return 'null';
    }
  }

  private enumValue(name: string): string {
    const values = (this.schema.enums[name]?.values ?? []).filter((value) => !value.skip);
    if (!values.length) return name;
    const value = this.random.pick(values);
    return value.alias ?? value.name;
  }

  private object(name: string, depth: number): string {
    const fields = (this.schema.classes[name]?.fields ?? []).filter((field) => !field.skip);
    const members = fields.map((field) => `${JSON.stringify(written(field))}: ${this.field(field, depth + 1)}`);
    return bracketed('{', members, '}', depth);
  }

  private field({ name, type }: Field, depth: number): string {
    return this.json(type, name, depth);
  }

  /** Mostly the first variant that says something; deep down the one that ends. */
  private variant(variants: readonly Type[], depth: number): Type {
    const some = variants.filter((variant) => !isNull(variant));
    const nothing = variants.find(isNull);
    if (nothing && (depth > DEEP || !some.length || this.random.next() < 0.15)) return nothing;
    const ending = depth > DEEP ? some.filter((variant) => variant.kind !== 'class' && variant.kind !== 'alias') : [];
    return this.random.pick(ending.length ? ending : some.length ? some : variants);
  }

  private keys(type: Type): readonly string[] {
    if (type.kind === 'enum') return Array.from({ length: 2 }, () => this.enumValue(type.name));
    if (type.kind === 'literal') return [String(type.value)];
    if (type.kind === 'union') return type.variants.flatMap((variant) => this.keys(variant));
    return ['first', 'second', 'third'].slice(0, this.random.between(2, 3));
  }
}

function written(field: Field): string {
  return field.alias ?? field.name;
}

function isNull(type: Type): boolean {
  return type.kind === 'primitive' && type.name === 'null';
}

/** Members on lines of their own. Nested JSON carries its own indent: `depth` is that of the bracket. */
function bracketed(open: string, members: readonly string[], close: string, depth: number): string {
  if (!members.length) return open + close;
  const indent = '  '.repeat(depth + 1);
  return `${open}\n${members.map((member) => indent + member).join(',\n')}\n${'  '.repeat(depth)}${close}`;
}
