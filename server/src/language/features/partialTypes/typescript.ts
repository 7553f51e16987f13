/** Partial types as the TypeScript generator writes them. */
import type { GeneratedAlias, GeneratedClass } from './generated';
import { quotedAsWritten } from './literalText';
import type { StreamType } from './streamType';
import { isChecked, isOptional, isWrapped } from './streamType';

export interface TypeScriptPlace {
  /** Prefix of partial types where the text stands outside of their namespace. */
  readonly prefix: '' | 'partial_types.';
}

const INSIDE: TypeScriptPlace = { prefix: '' };

/** A class of the namespace `partial_types`, with its documentation. */
export function typescriptClass({ name, documentation, fields, dynamic }: GeneratedClass): string {
  const lines = [...comment(documentation, ''), `export interface ${name} {`];
  for (const field of fields) lines.push(...comment(field.documentation, '  '), `  ${typescriptField(field)}`);
  if (dynamic) lines.push('  [key: string]: any;');
  return [...lines, '}'].join('\n');
}

/** A member of such a class, on one line. */
export function typescriptField({ name, type }: { readonly name: string; readonly type: StreamType }): string {
  return `${name}${isOptional(type) ? '?' : ''}: ${typescriptType(type)}`;
}

/** An alias of the namespace. A recursive one with a map in it becomes an interface, since a type could not name itself. */
export function typescriptAlias({ name, type, recursive }: GeneratedAlias): string {
  const keyed = recursive ? mapIn(type) : undefined;
  if (keyed === undefined) return `export type ${name} = ${typescriptType(type)}`;
  return [`export interface ${name} {`, `  [key: string]: ${keyed}`, '}'].join('\n');
}

export function typescriptType(type: StreamType, place: TypeScriptPlace = INSIDE): string {
  let text = bareText(type, place);
  if (isChecked(type)) text = `types.Checked<${text},${checkNames(type)}>`;
  return type.state ? `${place.prefix}StreamState<${text}>` : text;
}

function bareText(type: StreamType, place: TypeScriptPlace): string {
  switch (type.kind) {
    case 'primitive':
      return PRIMITIVES[type.name];
    case 'media':
      return type.name[0]!.toUpperCase() + type.name.slice(1);
    case 'literal':
      return typeof type.value === 'string' ? `"${quotedAsWritten(type.value)}"` : String(type.value);
    case 'enum':
      return type.dynamic ? `(string | types.${type.name})` : `types.${type.name}`;
    case 'class':
    case 'alias':
      return (type.final ? 'types.' : place.prefix) + type.name;
    case 'list': {
      const item = typescriptType(type.item, place);
      return type.item.kind === 'union' && !isWrapped(type.item) ? `(${item})[]` : `${item}[]`;
    }
    case 'map': {
      const { key } = type;
      const record = `Record<${typescriptType(key, place)}, ${typescriptType(type.value, place)}>`;
      // Not every key of a closed set has to be there.
      return (key.kind === 'enum' || key.kind === 'union') && !isWrapped(key) ? `Partial<${record}>` : record;
    }
    case 'union': {
      const members = new Set(type.variants.map((variant) => typescriptType(variant, place)));
      return [...members, ...(type.nullable ? ['null'] : [])].join(' | ');
    }
    case 'nothing':
      return 'undefined';
  }
}

const PRIMITIVES = { string: 'string', int: 'number', float: 'number', bool: 'boolean', null: 'undefined' } as const;

/** Labels of checks and asserts in alphabetical order; only one that repeats the one right before it is left out. */
function checkNames({ constraints }: StreamType): string {
  return constraints
    .map(({ label }) => label)
    .filter((label, i, all) => label !== null && label !== all[i - 1])
    .map((label) => `"${label}"`)
    .sort()
    .join(' | ');
}

/** What stands behind `[key: string]:` when the alias is a map, or a union with one. */
function mapIn(type: StreamType): string | undefined {
  if (type.kind === 'map') return typescriptType(type.value);
  if (type.kind !== 'union') return undefined;
  const isMap = (variant: StreamType): boolean =>
    variant.kind === 'map' || (variant.kind === 'union' && variant.variants.some(isMap));
  return type.variants.some(isMap) ? typescriptType(type) : undefined;
}

function comment(lines: readonly string[], indentation: string): string[] {
  if (!lines.length) return [];
  return [`${indentation}/**`, ...lines.map((line) => `${indentation} * ${line}`), `${indentation} */`];
}
