/** Random BAML schemas: every kind of type, in every position, with and without attributes. */
import { below, chance, pick, type Random } from './random';

export type Shape = (
  | { readonly kind: 'string' | 'int' | 'float' | 'bool' | 'null' | 'image' }
  | { readonly kind: 'literal'; readonly values: readonly (string | number | boolean)[] }
  | { readonly kind: 'enum' | 'class' | 'alias'; readonly name: string }
  | { readonly kind: 'list' | 'optional'; readonly inner: Shape }
  | { readonly kind: 'map'; readonly keys: Shape; readonly inner: Shape }
  | { readonly kind: 'union'; readonly variants: readonly Shape[] }
) & {
  /** Written behind the type where it stands: ` @stream.done`. */
  readonly attributes?: string;
};

export interface FieldShape {
  readonly name: string;
  /** The key in the model's text. */
  readonly key: string;
  readonly shape: Shape;
}

export interface Schema {
  readonly classes: ReadonlyMap<string, readonly FieldShape[]>;
  /** By name, the words of the model's text. */
  readonly enums: ReadonlyMap<string, readonly string[]>;
  readonly baml: string;
  readonly dynamic: string | null;
  readonly root: Shape;
}

const NAMES = ['amber', 'birch', 'cedar', 'delta', 'ember', 'flint', 'grove', 'iris', 'kelp'];
const ALIASES: Readonly<Record<string, string>> = {
  J: 'string | int | float | bool | null | J[] | map<string, J>',
  K: 'int | K[]',
  M: 'map<string, M | string>',
  Words: 'string[]',
  Maybe: 'int?',
  Mixed: '(int | string)',
  Tree: 'T0 | Tree[]',
  Bag: 'map<string, Bag | T0 | int>',
};
const LITERALS: readonly (readonly (string | number | boolean)[])[] = [
  ['on', 'off'],
  ['x'],
  [1, 2],
  [true],
  ['a b', 3],
];

/** `attributes`: with attributes and constraints. */
export function schemaOf(random: Random, attributes: boolean): Schema {
  return new SchemaMaker(random, attributes).make();
}

class SchemaMaker {
  private readonly classes = new Map<string, readonly FieldShape[]>();
  private readonly enums = new Map<string, readonly string[]>();
  private readonly lines: string[] = [];
  private readonly classNames: string[];
  private dynamic: string | null = null;

  constructor(
    private readonly random: Random,
    private readonly attributes: boolean,
  ) {
    this.classNames = Array.from({ length: 1 + below(random, 3) }, (_, at) => `T${at}`);
  }

  make(): Schema {
    const { random } = this;
    for (const name of ['E0', 'E1']) this.makeEnum(name);
    for (const name of this.classNames.toReversed()) this.makeClass(name);
    for (const [name, type] of Object.entries(ALIASES)) this.lines.push(`type ${name} = ${type}`);
    const root = chance(random, 0.65)
      ? { kind: 'class' as const, name: 'T0' }
      : this.shape(2, [...this.classes.keys()]);
    const written = this.attributes && chance(random, 0.2) ? { ...root, attributes: this.streamAttributes() } : root;
    const baml = `${this.lines.join('\n')}
function Run(input: string) -> ${spell(written)} {
  client "openai/gpt-4o"
  prompt #"{{ input }} {{ ctx.output_format }}"#
}
`;
    return { classes: this.classes, enums: this.enums, baml, dynamic: this.dynamic, root };
  }

  private makeEnum(name: string): void {
    const { random } = this;
    const values = ['UP', 'DOWN', 'LEFT_SIDE', 'RIGHT'].slice(0, 2 + below(random, 3));
    const words: string[] = [];
    const lines = values.map((value) => {
      if (chance(random, 0.06)) return `  ${value} @skip`;
      const alias = chance(random, 0.12)
        ? pick(random, ['north', 'k-1', 'Größe', 'two words', value.toLowerCase()])
        : '';
      const about = chance(random, 0.1) ? ' @description("the way it goes")' : '';
      words.push(alias || value);
      return `  ${value}${alias ? ` @alias("${alias}")` : ''}${about}`;
    });
    this.enums.set(name, words.length > 0 ? words : values);
    this.lines.push(`enum ${name} {\n${lines.join('\n')}\n}`);
  }

  private makeClass(name: string): void {
    const { random } = this;
    const known = [...this.classes.keys()];
    const names = new Set<string>();
    for (let n = 1 + below(random, 4); n > 0; n--) names.add(pick(random, NAMES));
    const fields: FieldShape[] = [];
    const lines: string[] = [];
    for (const field of names) {
      const shape = this.shape(2, known);
      const alias = chance(random, 0.08)
        ? pick(random, [`${field} key`, field.toUpperCase(), `${field}é`, `_${field}`])
        : '';
      const about = chance(random, 0.04) ? ' @description("what it is")' : '';
      const attributes = this.attributes ? this.fieldAttributes(shape) : '';
      fields.push({ name: field, key: alias || field, shape });
      lines.push(`  ${field} ${spell(shape)}${alias ? ` @alias("${alias}")` : ''}${about}${attributes}`);
    }
    if (chance(random, 0.04)) lines.push('  hidden string? @skip');
    const block = this.attributes && chance(random, 0.2);
    if (block) lines.push(`  @@stream.${pick(random, ['done', 'with_state', 'not_null'])}`);
    if (this.attributes && chance(random, 0.06)) {
      lines.push(`  @@${pick(random, ['assert', 'check'])}(whole, {{ this.${fields[0]!.name} != null }})`);
    }
    // What a type builder adds to a class is not told of the attributes of its block, which a declared field is.
    if (this.dynamic === null && !block && chance(random, 0.04)) {
      lines.push('  @@dynamic');
      this.dynamic = `dynamic class ${name} {\n  later string?\n  count int[]\n}`;
      fields.push({ name: 'later', key: 'later', shape: { kind: 'string' } });
      fields.push({ name: 'count', key: 'count', shape: { kind: 'list', inner: { kind: 'int' } } });
    }
    this.classes.set(name, fields);
    this.lines.push(`class ${name} {\n${lines.join('\n')}\n}`);
  }

  /** `classes`: those that may stand plainly; behind a list, an optional or a map any may. */
  private shape(depth: number, classes: readonly string[]): Shape {
    const shape = this.bareShape(depth, classes);
    return this.attributes && depth < 2 && chance(this.random, 0.12)
      ? { ...shape, attributes: this.streamAttributes() }
      : shape;
  }

  private bareShape(depth: number, classes: readonly string[]): Shape {
    const { random } = this;
    const inner = (left: number): Shape => this.shape(left, chance(random, 0.3) ? this.classNames : classes);
    const roll = random();
    if (depth > 0 && roll < 0.18) return { kind: 'list', inner: inner(depth - 1) };
    if (depth > 0 && roll < 0.26) return { kind: 'optional', inner: inner(0) };
    if (depth > 0 && roll < 0.32) return { kind: 'map', keys: this.keys(), inner: inner(0) };
    if (depth > 0 && roll < 0.44) {
      const count = chance(random, 0.25) ? 3 + below(random, 2) : 2;
      const variants: Shape[] = Array.from({ length: count }, () => this.shape(chance(random, 0.2) ? 1 : 0, classes));
      if (chance(random, 0.1)) variants.splice(below(random, variants.length + 1), 0, { kind: 'null' });
      return { kind: 'union', variants };
    }
    if (roll < 0.6 && classes.length > 0) return { kind: 'class', name: pick(random, classes) };
    if (roll < 0.66) return { kind: 'enum', name: pick(random, ['E0', 'E1']) };
    if (roll < 0.71) return { kind: 'literal', values: pick(random, LITERALS) };
    if (roll < 0.75) return { kind: 'alias', name: pick(random, ['J', ...Object.keys(ALIASES)]) };
    if (roll < 0.753) return { kind: 'image' };
    return { kind: pick(random, ['string', 'string', 'string', 'int', 'float', 'bool'] as const) };
  }

  private keys(): Shape {
    const roll = this.random();
    if (roll < 0.1) return { kind: 'enum', name: 'E0' };
    if (roll < 0.15) return { kind: 'literal', values: ['one', 'two'] };
    return { kind: 'string' };
  }

  private streamAttributes(): string {
    let text = '';
    for (const name of ['done', 'not_null', 'with_state']) if (chance(this.random, 0.3)) text += ` @stream.${name}`;
    return text;
  }

  private fieldAttributes(shape: Shape): string {
    const { random } = this;
    let text = '';
    for (const name of ['done', 'not_null', 'with_state']) if (chance(random, 0.25)) text += ` @stream.${name}`;
    if (chance(random, 0.08))
      text += ` @${pick(random, ['check', 'assert', 'check'])}(fine, {{ ${this.condition(shape)} }})`;
    return text;
  }

  private condition(shape: Shape): string {
    switch (shape.kind) {
      case 'string':
        return pick(this.random, ['this|length > 3', 'this != "plain"', '"a" in this']);
      case 'int':
      case 'float':
        return pick(this.random, ['this > 20', 'this < 500']);
      case 'list':
      case 'map':
        return pick(this.random, ['this|length > 1', 'this|length < 2']);
      case 'bool':
        return pick(this.random, ['this', 'not this']);
      default:
        return pick(this.random, ['this != "UP"', 'this == "on"', 'this|string|length > 9']);
    }
  }
}

/** A type as BAML writes it. */
export function spell(shape: Shape): string {
  const bare = spellBare(shape);
  return shape.attributes ? `(${bare}${shape.attributes})` : bare;
}

function spellBare(shape: Shape): string {
  switch (shape.kind) {
    case 'literal':
      return shape.values.map((value) => JSON.stringify(value)).join(' | ');
    case 'enum':
    case 'class':
    case 'alias':
      return shape.name;
    case 'list':
      return `${grouped(shape.inner)}[]`;
    case 'optional':
      return `${grouped(shape.inner)}?`;
    case 'map':
      return `map<${spell(shape.keys)}, ${spell(shape.inner)}>`;
    case 'union':
      return `(${shape.variants.map(grouped).join(' | ')})`;
    default:
      return shape.kind;
  }
}

const grouped = (shape: Shape): string =>
  (shape.kind === 'literal' || shape.kind === 'optional') && !shape.attributes ? `(${spell(shape)})` : spell(shape);
