/** Declarations to `ir`: what a run needs, as plain data. */
import type {
  ClientDecl as ClientIr,
  MapEntry,
  Parameter,
  RetryPolicy,
  Runnable,
  TemplateString,
  Value,
} from '../../ir/functions';
import type { Json } from '../../ir/json';
import type { AliasType, ClassType, EnumType } from '../../ir/schema';
import type { SourceFile } from '../project/sourceFile';
import type {
  ClientDecl,
  Declared,
  FunctionDecl,
  MapEntryDecl,
  ParameterDecl,
  Property,
  RetryDecl,
  ValueExpr,
} from '../syntax/ast';
import type { TypeLowering } from './lowerTypes';
import { promptSource, templateOf } from './prompts';
import { reachableFrom } from './reach';
import { propertyOf, stringProperty } from './resolve';
import type { Located, Symbols } from './symbols';

/** Whether a function has a prompt and a client to run. The checks have reported what is missing. */
export function canLower(decl: FunctionDecl): boolean {
  return !!promptSource(decl) && !!stringProperty(decl.properties, 'client') && !!decl.name && !!decl.returns;
}

/** The closure over its project of a function that can be lowered, and of another client it is run with. */
export function lowerRunnable(
  symbols: Symbols,
  types: TypeLowering,
  start: Located<FunctionDecl>,
  client?: string,
): Runnable {
  const { file, decl } = start;
  const reached = new Set(reachableFrom(symbols, start, client).map((located) => located.decl));
  const classes: Record<string, ClassType> = {};
  const enums: Record<string, EnumType> = {};
  const aliases: Record<string, AliasType> = {};
  const clients: Record<string, ClientIr> = {};
  const retryPolicies: Record<string, RetryPolicy> = {};
  const templates: TemplateString[] = [];
  for (const [name, found] of symbols.classes) if (reached.has(found.decl)) classes[name] = types.class(found);
  for (const [name, found] of symbols.enums) enums[name] = types.enum(found);
  for (const [name, found] of symbols.aliases) {
    if (reached.has(found.decl) && types.isReference(name)) aliases[name] = types.alias(found);
  }
  for (const [name, found] of symbols.clients) {
    if (reached.has(found.decl)) clients[name] = lowerClient(found);
  }
  for (const [name, found] of symbols.retries) {
    if (reached.has(found.decl)) retryPolicies[name] = lowerRetry(found);
  }
  for (const [name, { file: home, decl: template }] of symbols.templates) {
    if (!reached.has(template) || !template.body) continue;
    templates.push({
      name,
      parameters: lowerParameters(home, template.parameters, types),
      body: templateOf(home, template.body).template,
      source: nameRange(home, template),
    });
  }
  return {
    function: {
      name: decl.name!.text,
      parameters: lowerParameters(file, decl.parameters, types),
      returns: types.type(file.uri, decl.returns, decl.returnAttributes),
      client: stringProperty(decl.properties, 'client')!.value,
      prompt: templateOf(file, promptSource(decl)!).template,
      source: nameRange(file, decl),
    },
    schema: { classes, enums, aliases },
    templates,
    clients,
    retryPolicies,
  };
}

function lowerParameters(file: SourceFile, parameters: readonly ParameterDecl[], types: TypeLowering): Parameter[] {
  return parameters.map(({ name, type, attributes }) => ({
    name: name.text,
    type: types.type(file.uri, type, attributes),
  }));
}

function lowerClient({ file, decl }: Located<ClientDecl>): ClientIr {
  const options = propertyOf(decl.properties, 'options')?.value;
  const retryPolicy = stringProperty(decl.properties, 'retry_policy')?.value;
  return {
    name: decl.name!.text,
    provider: stringProperty(decl.properties, 'provider')?.value ?? '',
    options: options?.kind === 'map' ? lowerEntries(options.entries) : [],
    ...(retryPolicy !== undefined && { retryPolicy }),
    source: nameRange(file, decl),
  };
}

/** Defaults as in the official compiler; language reference 2.6. */
function lowerRetry({ file, decl }: Located<RetryDecl>): RetryPolicy {
  const strategy = propertyOf(decl.properties, 'strategy')?.value;
  const entries = strategy?.kind === 'map' ? strategy.entries : [];
  const number = (name: string, otherwise: number) => {
    const value = entries.findLast((entry) => entry.key.text === name)?.value;
    return value?.kind === 'number' ? Number(value.text) : otherwise;
  };
  const type = entries.findLast((entry) => entry.key.text === 'type')?.value;
  const delayMs = number('delay_ms', 200);
  return {
    name: decl.name!.text,
    maxRetries: Math.max(0, numberProperty(decl.properties, 'max_retries') ?? 0),
    strategy:
      type?.kind === 'string' && type.value === 'exponential_backoff'
        ? {
            type: 'exponential_backoff',
            delayMs,
            multiplier: number('multiplier', 1.5),
            maxDelayMs: number('max_delay_ms', 10_000),
          }
        : { type: 'constant_delay', delayMs },
    source: nameRange(file, decl),
  };
}

function numberProperty(properties: readonly Property[], name: string): number | undefined {
  const value = propertyOf(properties, name)?.value;
  return value?.kind === 'number' ? Number(value.text) : undefined;
}

function lowerEntries(entries: readonly MapEntryDecl[]): MapEntry[] {
  const last = new Map<string, MapEntry>();
  for (const { key, value } of entries) if (value) last.set(key.text, { key: key.text, value: lowerValue(value) });
  return [...last.values()];
}

/** Jinja in value position has no meaning of its own; it stays the text it is written as. */
export function lowerValue(value: ValueExpr): Value {
  switch (value.kind) {
    case 'string':
      return { kind: 'string', value: value.value };
    case 'number':
      return { kind: 'number', text: value.text };
    case 'bool':
      return { kind: 'bool', value: value.value };
    case 'null':
      return { kind: 'null' };
    case 'env':
      return { kind: 'env', name: value.name };
    case 'jinja':
      return { kind: 'string', value: `{{${value.source}}}` };
    case 'list':
      return { kind: 'list', items: value.items.map(lowerValue) };
    case 'map':
      return { kind: 'map', entries: lowerEntries(value.entries) };
  }
}

/** A value as JSON, as the arguments of a test are shown and edited; `env.X` stays the text `env.X`. */
export function valueToJson(value: ValueExpr): Json {
  switch (value.kind) {
    case 'string':
      return value.value;
    case 'number':
      return Number(value.text);
    case 'bool':
      return value.value;
    case 'null':
      return null;
    case 'env':
      return `env.${value.name}`;
    case 'jinja':
      return `{{${value.source}}}`;
    case 'list':
      return value.items.map(valueToJson);
    case 'map':
      return entriesToJson(value.entries);
  }
}

export function entriesToJson(entries: readonly MapEntryDecl[]): Record<string, Json> {
  return Object.fromEntries(entries.flatMap(({ key, value }) => (value ? [[key.text, valueToJson(value)]] : [])));
}

export function nameRange(file: SourceFile, decl: Declared): { uri: string; start: number; end: number } {
  return { uri: file.uri, ...(decl.name?.span ?? decl.keyword) };
}
