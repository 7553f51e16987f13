/** Arguments as typed prompt values: the JSON of an argument read by the type of its parameter. */
import type { Json } from '../../ir/json';
import type { MediaName, Schema, Type } from '../../ir/schema';
import type { Media } from './messages';
import { Fitting } from './misfit';
import { list, mapOf, type ClassValue, type EnumValue, type Value } from './values';

/** The value of an argument. JSON that does not fit its type is taken as it is; `checkArguments` tells about that. */
export function fromJson(json: Json, type: Type, schema: Schema, fitting = new Fitting(schema)): Value {
  const inner = (part: Json, of: Type): Value => fromJson(part, of, schema, fitting);
  switch (type.kind) {
    case 'primitive':
      return typeof json === 'number' && type.name === 'float' ? json : fromPlainJson(json);
    case 'enum':
      return (typeof json === 'string' ? enumValue(schema, type.name, json) : undefined) ?? fromPlainJson(json);
    case 'media':
      return mediaValue(json, type.name) ?? fromPlainJson(json);
    case 'class': {
      if (!isObject(json)) return fromPlainJson(json);
      return classValue(json, type.name, schema, inner);
    }
    case 'list':
      if (!Array.isArray(json)) return fromPlainJson(json);
      return { kind: 'list', items: json.map((item: Json) => inner(item, type.item)), typed: true };
    case 'map':
      if (!isObject(json)) return fromPlainJson(json);
      return mapOf(Object.entries(json).map(([key, value]) => [key, inner(value, type.value)] as const));
    case 'tuple':
      if (!Array.isArray(json)) return fromPlainJson(json);
      return list(json.map((item: Json, index) => inner(item, type.items[index] ?? type)));
    case 'alias': {
      const alias = schema.aliases[type.name];
      return alias ? inner(json, alias.type) : fromPlainJson(json);
    }
    case 'union': {
      const variant = type.variants.find((candidate) => fitting.misfit(json, candidate) === undefined);
      return variant ? inner(json, variant) : fromPlainJson(json);
    }
    case 'literal':
      return fromPlainJson(json);
  }
}

/** JSON without a type: whole numbers are integers, objects are maps. */
export function fromPlainJson(json: Json): Value {
  if (typeof json === 'number') return Number.isInteger(json) ? BigInt(json) : json;
  if (Array.isArray(json)) return { kind: 'list', items: json.map(fromPlainJson), typed: true };
  if (isObject(json)) return mapOf(Object.entries(json).map(([key, value]) => [key, fromPlainJson(value)] as const));
  return json as string | boolean | null;
}

export function enumValue(schema: Schema, name: string, value: string): EnumValue | undefined {
  const found = schema.enums[name]?.values.find((candidate) => candidate.name === value);
  return found && { kind: 'enum', enum: name, name: value, alias: found.alias ?? value };
}

/** Fields in the order of the declaration; optional ones that are not given are null. */
function classValue(
  json: { readonly [key: string]: Json },
  name: string,
  schema: Schema,
  inner: (json: Json, type: Type) => Value,
): ClassValue {
  const fields = new Map<string, { alias: string; value: Value }>();
  for (const field of schema.classes[name]?.fields ?? []) {
    const given = Object.hasOwn(json, field.name) ? json[field.name] : undefined;
    fields.set(field.name, { alias: field.alias ?? field.name, value: inner(given ?? null, field.type) });
  }
  for (const [key, value] of Object.entries(json)) {
    if (!fields.has(key)) fields.set(key, { alias: key, value: fromPlainJson(value) });
  }
  return { kind: 'class', fields };
}

/** `{ "url": … }`, `{ "base64": … }` or `{ "file": … }`, each with an optional `media_type`. */
export function readMedia(json: Json, media: MediaName): Media | undefined {
  if (!isObject(json)) return undefined;
  const mime = json['media_type'];
  const mimeType = typeof mime === 'string' ? { mimeType: mime } : {};
  const { url, base64, file } = json;
  if (typeof url === 'string') return { media, source: { type: 'url', url }, ...mimeType };
  if (typeof base64 === 'string') return { media, source: { type: 'base64', base64 }, ...mimeType };
  if (typeof file === 'string') return { media, source: { type: 'file', file }, ...mimeType };
  return undefined;
}

function mediaValue(json: Json, media: MediaName): Value {
  const found = readMedia(json, media);
  return found && { kind: 'media', media: found };
}

export function isObject(json: Json): json is { readonly [key: string]: Json } {
  return typeof json === 'object' && json !== null && !Array.isArray(json);
}
