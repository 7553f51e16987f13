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

/** The first thing in `json` that does not fit, or undefined. */
export function misfit(json: Json, type: Type, schema: Schema, path = '', depth = 0): Misfit | undefined {
  if (depth > MAX_DEPTH) return { path, message: 'nested too deeply' };
  const wrong = (): Misfit => ({ path, message: `expected ${describeType(type)}, got ${describeJson(json)}` });
  const inner = (value: Json, part: Type, step: string): Misfit | undefined =>
    misfit(value, part, schema, path + step, depth + 1);
  switch (type.kind) {
    case 'primitive':
      return fitsPrimitive(json, type.name) ? undefined : wrong();
    case 'literal':
      return json === type.value ? undefined : wrong();
    case 'enum': {
      const values = (schema.enums[type.name]?.values ?? []).map((value) => value.name);
      if (schema.enums[type.name]?.attributes.dynamic && typeof json === 'string') return undefined;
      if (typeof json === 'string' && values.includes(json)) return undefined;
      return { path, message: `expected one of ${values.join(', ')} (${type.name}), got ${describeJson(json)}` };
    }
    case 'media': {
      const keys = isObject(json) ? ['url', 'base64', 'file'].filter((key) => typeof json[key] === 'string') : [];
      if (keys.length === 1) return undefined;
      return {
        path,
        message: `expected ${type.name}: an object with \`url\`, \`base64\` or \`file\`, got ${describeJson(json)}`,
      };
    }
    case 'class': {
      if (!isObject(json)) return wrong();
      const declared = schema.classes[type.name];
      if (!declared) return undefined;
      for (const field of declared.fields) {
        const given = Object.hasOwn(json, field.name) ? json[field.name] : undefined;
        if (given === undefined && !acceptsNull(field.type, schema)) {
          return {
            path: `${path}.${field.name}`,
            message: `missing; ${type.name} needs ${describeType(field.type)} here`,
          };
        }
        const found = given === undefined ? undefined : inner(given, field.type, `.${field.name}`);
        if (found) return found;
      }
      const extra = Object.keys(json).find((key) => !declared.fields.some((field) => field.name === key));
      if (extra === undefined || declared.attributes.dynamic) return undefined;
      return { path: `${path}.${extra}`, message: `unknown; ${type.name} has no field \`${extra}\`` };
    }
    case 'list':
      if (!Array.isArray(json)) return wrong();
      return first(json.map((item: Json, index) => () => inner(item, type.item, `[${index}]`)));
    case 'tuple':
      if (!Array.isArray(json) || json.length !== type.items.length) return wrong();
      return first(
        type.items.map((item, index) => () => inner((json as readonly Json[])[index] ?? null, item, `[${index}]`)),
      );
    case 'map': {
      if (!isObject(json)) return wrong();
      return first(
        Object.entries(json).map(([key, value]) => () => {
          const step = `[${JSON.stringify(key)}]`;
          return inner(key, type.key, step) ?? inner(value, type.value, step);
        }),
      );
    }
    case 'alias': {
      const alias = schema.aliases[type.name];
      return alias ? misfit(json, alias.type, schema, path, depth + 1) : undefined;
    }
    case 'union': {
      const misfits = type.variants.map((variant) => misfit(json, variant, schema, path, depth + 1));
      if (misfits.includes(undefined)) return undefined;
      // With one variant besides null, what is wrong inside it says more than the whole union.
      const others = misfits.filter((_, index) => !isNull(type.variants[index]));
      const deepest = others.filter((found) => found && found.path !== path);
      return (others.length === 1 ? others[0] : deepest.length === 1 ? deepest[0] : undefined) ?? wrong();
    }
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
