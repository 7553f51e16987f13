/** `bamlLive/arguments`: what a function takes, as plain data for a form, and what is wrong with a text of arguments. */
import type {
  ArgumentMistake,
  ArgumentsForm,
  ArgumentsParams,
  ArgumentsResult,
  FieldType,
} from '../../../protocol/arguments';
import type { Parameter, Runnable } from '../ir/functions';
import type { Json } from '../ir/json';
import type { Type } from '../ir/schema';
import { jsonPlace, stepsOf } from '../runtime/arguments/jsonPlace';
import { checkArguments } from '../runtime/prompt/arguments';
import { describeType } from '../runtime/prompt/misfit';
import type { Documents } from './documents';

export async function argumentsOf(documents: Documents, params: ArgumentsParams): Promise<ArgumentsResult> {
  const found = (await documents.projectOf(params.uri))?.project.snapshot().runnable(params.function);
  if (!found?.ok) return null;
  return { form: formOf(found.runnable), mistakes: mistakesIn(params.text, found.runnable) };
}

function mistakesIn(text: string, { function: called, schema }: Runnable): readonly ArgumentMistake[] {
  const args = parsed(text);
  if (typeof args !== 'object' || args === null || Array.isArray(args)) return [];
  const problems = checkArguments(called.parameters, schema, args as Readonly<Record<string, Json>>);
  return problems.map(({ path, message }) => ({ path, message, ...jsonPlace(text, stepsOf(path)) }));
}

function parsed(text: string): Json | undefined {
  try {
    return JSON.parse(text) as Json;
  } catch {
    return undefined;
  }
}

function formOf({ function: called, schema }: Runnable): ArgumentsForm {
  const field = ({ name, type }: Pick<Parameter, 'name' | 'type'>) => ({
    name,
    type: fieldType(type),
    text: describeType(type),
  });
  const mapped = <T, R>(all: Readonly<Record<string, T>>, map: (one: T) => R): Readonly<Record<string, R>> =>
    Object.fromEntries(Object.entries(all).map(([name, one]) => [name, map(one)]));
  return {
    parameters: called.parameters.map(field),
    classes: mapped(schema.classes, ({ fields }) => fields.map(field)),
    enums: mapped(schema.enums, ({ values }) => values.map(({ name }) => name)),
    aliases: mapped(schema.aliases, ({ type }) => fieldType(type)),
  };
}

function fieldType(type: Type): FieldType {
  switch (type.kind) {
    case 'primitive':
      return { kind: type.name };
    case 'literal':
      return { kind: 'literal', value: type.value };
    case 'enum':
    case 'class':
    case 'alias':
      return { kind: type.kind, name: type.name };
    case 'media':
      return { kind: 'media', name: type.name };
    case 'list':
      return { kind: 'list', item: fieldType(type.item) };
    case 'map':
      return { kind: 'map', key: fieldType(type.key), value: fieldType(type.value) };
    case 'tuple':
      // No call can take one; as a list it can be written all the same.
      return { kind: 'list', item: { kind: 'union', variants: type.items.map(fieldType) } };
    case 'union':
      return { kind: 'union', variants: type.variants.map(fieldType) };
  }
}
