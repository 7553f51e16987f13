/** What every prompt can see: `_`, `ctx`, the enums, the template strings and the functions of Jinja. */
import type { Runnable } from '../../ir/functions';
import type { Json } from '../../ir/json';
import type { OptionValue } from '../clientOptions';
import type { Args } from './args';
import { asText } from './args';
import { fail, invalid, type Budget } from './failure';
import { jsonText, toPlain } from './formats/json';
import { enumValue } from './fromJson';
import type { PromptClient } from './messages';
import { DEFAULT_OUTPUT_FORMAT, renderOutputFormat } from './outputFormat';
import { outputFormatOptions } from './outputFormat/options';
import {
  list,
  mapOf,
  pairs,
  put,
  Scope,
  type EnumValue,
  type FunctionValue,
  type MapValue,
  type Value,
} from './values';

/** Marks a message that stays separate from one of the same role before it. */
const ALLOW_DUPLICATE = '__baml_allow_dupe_role__';
/** As many items as the official runtime lets `range` have. */
const MAX_RANGE = 100_000;

/** The outermost scope. Arguments and the prompt's own names come on top of it. */
export function globalScope(
  runnable: Runnable,
  client: PromptClient,
  tags: Readonly<Record<string, string>>,
  budget: Budget,
): Scope {
  const scope = new Scope();
  const { schema } = runnable;
  for (const [name, declared] of Object.entries(schema.enums)) {
    const values = new Map<string, EnumValue>();
    for (const { name: value } of declared.values) {
      const found = enumValue(schema, name, value);
      if (found) values.set(value, found);
    }
    scope.set(name, { kind: 'enumType', values });
  }
  scope.set('_', mapOf(['chat', 'role'].map((name) => [name, role(name)] as const)));
  scope.set('ctx', context(runnable, client, tags));
  addFunctions(scope, budget);
  runnable.templates.forEach((template, index) => {
    const parameters = template.parameters.map(({ name }) => ({ name }));
    const { name, body } = template;
    scope.set(name, { kind: 'macro', name, parameters, body: body.nodes, scope, template: index + 1 });
  });
  return scope;
}

/** The functions of Jinja: the only globals a check expression has. */
export function addFunctions(scope: Scope, budget: Budget): void {
  const add = (name: string, call: (args: Args) => Value): void =>
    scope.set(name, { kind: 'function', text: `minijinja::functions::builtins::${name}`, call });
  add('range', (args) => range(args, budget));
  add('dict', (args) => ({ kind: 'map', entries: new Map(merged(args).entries) }));
  add('namespace', (args) => ({ kind: 'map', entries: new Map(merged(args).entries), namespace: true }));
  add('debug', (args) => args.rest().map(asText).join('\n'));
}

function merged(args: Args): MapValue {
  const map = mapOf([]);
  const base = args.optional();
  args.done(...args.named.keys());
  if (base !== undefined) {
    for (const [key, value] of pairs(base) ?? fail('invalid operation')) put(map, key, value);
  }
  for (const [key, value] of args.named) put(map, key, value);
  return map;
}

function range(args: Args, budget: Budget): Value {
  const first = args.requiredInteger();
  const second = args.optionalInteger();
  const step = args.optionalInteger() ?? 1;
  args.done();
  const [from, to] = second === undefined ? [0, first] : [first, second];
  if (step === 0) return invalid('cannot create range with step of 0');
  const length = Math.max(0, Math.ceil((to - from) / step));
  if (length > MAX_RANGE) return invalid('range has too many elements');
  budget.spend(length);
  return list(Array.from({ length }, (_, index) => BigInt(from + index * step)));
}

/** `_.role("user", key=value)`: starts a message. */
function role(name: string): FunctionValue {
  return {
    kind: 'function',
    text: `<function ${name}>`,
    call(args) {
      const given = args.positional.length ? args.optional() : args.named.get('role');
      if (given === undefined) {
        fail("missing argument: role() called without role. Try role('role') or role(role='role').");
      }
      args.done(...args.named.keys());
      const metadata: Record<string, Json> = {};
      for (const [key, value] of args.named) {
        if (key !== 'role' && key !== ALLOW_DUPLICATE) {
          metadata[key] = JSON.parse(jsonText(toPlain(value, 'fields'), 0)) as Json;
        }
      }
      const allowDuplicate = args.named.get(ALLOW_DUPLICATE) === true;
      return { kind: 'rich', parts: [{ type: 'role', role: asText(given), allowDuplicate, metadata }] };
    },
  };
}

function context(runnable: Runnable, client: PromptClient, tags: Readonly<Record<string, string>>): Value {
  const { function: called, schema } = runnable;
  return mapOf([
    [
      'client',
      mapOf([
        ['name', client.name],
        ['provider', client.provider],
        ['default_role', client.defaultRole],
        ['allowed_roles', list(client.allowedRoles)],
        ['remap_role', mapOf(Object.entries(client.remapRoles))],
        ['options', fromOptions(client.options ?? new Map<string, OptionValue>())],
      ]),
    ],
    ['tags', mapOf(Object.entries(tags))],
    ['output_format', outputFormat(called.returns, schema)],
  ]);
}

function fromOptions(options: ReadonlyMap<string, OptionValue>): MapValue {
  return mapOf([...options].map(([name, value]) => [name, fromOption(value)] as const));
}

/** A number is what it was written as: `1.0` is no integer. So is one with more digits than an integer has. */
function fromOption(value: OptionValue): Value {
  switch (value.kind) {
    case 'number':
      return /^-?\d{1,18}$/.test(value.text) ? BigInt(value.text) : Number(value.text);
    case 'list':
      return list(value.items.map(fromOption));
    case 'map':
      return fromOptions(value.entries);
    case 'null':
      return null;
    default:
      return value.value;
  }
}

/** Text and function in one. The text is made when it is printed: a prompt may not use it at all. */
function outputFormat(returns: Runnable['function']['returns'], schema: Runnable['schema']): Value {
  let text: string | undefined;
  return {
    kind: 'outputFormat',
    get text() {
      text ??= renderOutputFormat(returns, schema, DEFAULT_OUTPUT_FORMAT);
      return text;
    },
    call: (args) => renderOutputFormat(returns, schema, outputFormatOptions(args)),
  };
}
