/** Values of a form: what a type begins with, and which variant a value is of. No DOM. */
import type { ArgumentsForm, FieldType } from '../../protocol/arguments';
import type { Json } from '../../protocol/run';

/** What a field of this type begins with: optional is left null, which also ends types that contain themselves. */
export function firstValue(type: FieldType, form: ArgumentsForm, depth = 0): Json {
  if (depth > 8) return null;
  switch (type.kind) {
    case 'string':
      return '';
    case 'int':
    case 'float':
      return 0;
    case 'bool':
      return false;
    case 'null':
      return null;
    case 'literal':
      return type.value;
    case 'enum':
      return form.enums[type.name]?.[0] ?? '';
    case 'class':
      return Object.fromEntries(
        (form.classes[type.name] ?? []).map((field) => [field.name, firstValue(field.type, form, depth + 1)]),
      );
    case 'alias': {
      const target = form.aliases[type.name];
      return target ? firstValue(target, form, depth + 1) : null;
    }
    case 'media':
      return { url: '' };
    case 'list':
      return [];
    case 'map':
      return {};
    case 'union':
      return isOptional(type, form) ? null : firstValue(type.variants[0] ?? { kind: 'null' }, form, depth + 1);
  }
}

export function isOptional(type: FieldType, form: ArgumentsForm, depth = 0): boolean {
  if (type.kind === 'null') return true;
  if (depth > 8) return false;
  if (type.kind === 'union') return type.variants.some((variant) => isOptional(variant, form, depth + 1));
  const target = type.kind === 'alias' ? form.aliases[type.name] : undefined;
  return target !== undefined && isOptional(target, form, depth + 1);
}

/** The variant a value looks like; the first that could hold it, else the first. */
export function variantOf(value: Json, variants: readonly FieldType[], form: ArgumentsForm): number {
  const at = variants.findIndex((variant) => looksLike(value, variant, form, 0));
  return Math.max(0, at);
}

function looksLike(value: Json, type: FieldType, form: ArgumentsForm, depth: number): boolean {
  const isObject = typeof value === 'object' && value !== null && !Array.isArray(value);
  switch (type.kind) {
    case 'string':
      return typeof value === 'string';
    case 'int':
      return typeof value === 'number' && Number.isInteger(value);
    case 'float':
      return typeof value === 'number';
    case 'bool':
      return typeof value === 'boolean';
    case 'null':
      return value === null;
    case 'literal':
      return value === type.value;
    case 'enum':
      return typeof value === 'string' && (form.enums[type.name] ?? []).includes(value);
    case 'class': {
      const names = new Set((form.classes[type.name] ?? []).map((field) => field.name));
      return isObject && Object.keys(value).every((key) => names.has(key));
    }
    case 'alias': {
      const target = form.aliases[type.name];
      return target !== undefined && depth < 8 && looksLike(value, target, form, depth + 1);
    }
    case 'media':
      return isObject && ['url', 'file', 'base64'].some((key) => key in value);
    case 'list':
      return Array.isArray(value);
    case 'map':
      return isObject;
    case 'union':
      return depth < 8 && type.variants.some((variant) => looksLike(value, variant, form, depth + 1));
  }
}
