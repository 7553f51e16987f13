/** Whether an argument fits its type, and if not, where and why. */
import type { Json } from '../../ir/json';
import type { Schema, Type } from '../../ir/schema';

export interface Misfit {
  /** Inside the argument: `.items[0].name`, or empty. */
  readonly path: string;
  /** Such as ``expected int, got "x"``. */
  readonly message: string;
}

const MAX_DEPTH = 200;

/** Answers for one set of arguments. Remembers them, because unions ask for the same parts again and again. */
export class Fitting {
  private readonly known = new WeakMap<object, Map<Type, Misfit | undefined>>();
  private depth = 0;

  constructor(private readonly schema: Schema) {}

  /** The first thing in `json` that does not fit, or undefined. */
  misfit(json: Json, type: Type): Misfit | undefined {
    if (typeof json !== 'object' || json === null) return this.find(json, type);
    const known = this.known.get(json) ?? new Map<Type, Misfit | undefined>();
    this.known.set(json, known);
    if (known.has(type)) return known.get(type);
    if (this.depth >= MAX_DEPTH) return { path: '', message: 'nested too deeply' };
    this.depth++;
    const found = this.find(json, type);
    this.depth--;
    known.set(type, found);
    return found;
  }

  private inside(step: string, json: Json, type: Type): Misfit | undefined {
    const found = this.misfit(json, type);
    return found && { path: step + found.path, message: found.message };
  }

  private find(json: Json, type: Type): Misfit | undefined {
    const wrong = (): Misfit => ({ path: '', message: `expected ${describeType(type)}, got ${describeJson(json)}` });
    switch (type.kind) {
      case 'primitive':
        return fitsPrimitive(json, type.name) ? undefined : wrong();
      case 'literal':
        return json === type.value ? undefined : wrong();
      case 'enum': {
        const declared = this.schema.enums[type.name];
        const values = (declared?.values ?? []).map((value) => value.name);
        if (typeof json === 'string' && (values.includes(json) || declared?.attributes.dynamic)) return undefined;
        return { path: '', message: `expected one of ${values.join(', ')} (${type.name}), got ${describeJson(json)}` };
      }
      case 'media': {
        const keys = isObject(json) ? ['url', 'base64', 'file'].filter((key) => typeof json[key] === 'string') : [];
        if (keys.length === 1) return undefined;
        const wanted = `${type.name}: an object with \`url\`, \`base64\` or \`file\``;
        return { path: '', message: `expected ${wanted}, got ${describeJson(json)}` };
      }
      case 'class':
        return isObject(json) ? this.classMisfit(json, type.name) : wrong();
      case 'list':
        if (!Array.isArray(json)) return wrong();
        return first(json.map((item: Json, index) => () => this.inside(`[${index}]`, item, type.item)));
      case 'tuple': {
        if (!Array.isArray(json) || json.length !== type.items.length) return wrong();
        const items = json as readonly Json[];
        return first(type.items.map((item, index) => () => this.inside(`[${index}]`, items[index] ?? null, item)));
      }
      case 'map':
        if (!isObject(json)) return wrong();
        return first(
          Object.entries(json).map(([key, value]) => () => {
            const step = `[${JSON.stringify(key)}]`;
            return this.inside(step, key, type.key) ?? this.inside(step, value, type.value);
          }),
        );
      case 'alias': {
        const alias = this.schema.aliases[type.name];
        return alias && this.misfit(json, alias.type);
      }
      case 'union': {
        const misfits = type.variants.map((variant) => this.misfit(json, variant));
        if (misfits.includes(undefined)) return undefined;
        // What is wrong inside the only variant that comes near says more than the whole union.
        const others = misfits.filter((_, index) => !isNull(type.variants[index]));
        const deeper = others.filter((found) => found?.path);
        return (others.length === 1 ? others[0] : deeper.length === 1 ? deeper[0] : undefined) ?? wrong();
      }
    }
  }

  private classMisfit(json: { readonly [key: string]: Json }, name: string): Misfit | undefined {
    const declared = this.schema.classes[name];
    if (!declared) return undefined;
    for (const field of declared.fields) {
      const step = `.${field.name}`;
      const given = Object.hasOwn(json, field.name) ? json[field.name] : undefined;
      if (given === undefined) {
        if (acceptsNull(field.type, this.schema)) continue;
        return { path: step, message: `missing; ${name} needs ${describeType(field.type)} here` };
      }
      const found = this.inside(step, given, field.type);
      if (found) return found;
    }
    const extra = Object.keys(json).find((key) => !declared.fields.some((field) => field.name === key));
    if (extra === undefined || declared.attributes.dynamic) return undefined;
    return { path: `.${extra}`, message: `unknown; ${name} has no field \`${extra}\`` };
  }
}

function first(checks: readonly (() => Misfit | undefined)[]): Misfit | undefined {
  for (const check of checks) {
    const found = check();
    if (found) return found;
  }
  return undefined;
}

function fitsPrimitive(json: Json, name: string): boolean {
  switch (name) {
    case 'int':
      return typeof json === 'number' && Number.isInteger(json);
    case 'float':
      return typeof json === 'number';
    case 'null':
      return json === null;
    case 'bool':
      return typeof json === 'boolean';
    default:
      return typeof json === 'string';
  }
}

/** Whether a value may be left out. */
export function acceptsNull(type: Type, schema: Schema, depth = 0): boolean {
  if (depth > MAX_DEPTH) return false;
  if (type.kind === 'union') return type.variants.some((variant) => acceptsNull(variant, schema, depth + 1));
  if (type.kind === 'alias') {
    const alias = schema.aliases[type.name];
    return alias !== undefined && acceptsNull(alias.type, schema, depth + 1);
  }
  return isNull(type);
}

function isNull(type: Type | undefined): boolean {
  return type?.kind === 'primitive' && type.name === 'null';
}

function isObject(json: Json): json is { readonly [key: string]: Json } {
  return typeof json === 'object' && json !== null && !Array.isArray(json);
}

/** A type as it is written in BAML. */
export function describeType(type: Type, depth = 0): string {
  if (depth > 20) return '…';
  const inner = (part: Type): string => describeType(part, depth + 1);
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
      return type.item.kind === 'union' ? `(${inner(type.item)})[]` : `${inner(type.item)}[]`;
    case 'map':
      return `map<${inner(type.key)}, ${inner(type.value)}>`;
    case 'tuple':
      return `(${type.items.map(inner).join(', ')})`;
    case 'union':
      return type.variants.map(inner).join(' | ');
  }
}

const MAX_SHOWN = 40;

function describeJson(json: Json): string {
  if (Array.isArray(json)) return json.length ? 'a list' : 'an empty list';
  if (isObject(json)) return 'an object';
  if (typeof json !== 'string') return String(json);
  return JSON.stringify(json.length > MAX_SHOWN ? `${json.slice(0, MAX_SHOWN)}…` : json);
}
