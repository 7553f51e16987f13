/** The objects every template has, `ctx` and `_`, and those of loops and tests. Language reference 6.2 and 2.7. */
import type { JinjaType, Member, ObjectType, Signature } from '../analysis';
import { BOOL, INT, NONE, NUMBER, STRING, UNKNOWN, listOf, mapOf, union } from '../types';
import { keyword, needed, signature } from './signature';

const TEXT_OR_NULL = union(STRING, NONE);
const BOOL_OR_NULL = union(BOOL, NONE);

function property(name: string, type: JinjaType, documentation: string): Member {
  return { name, kind: 'property', type, documentation };
}

function method(of: Signature): Member {
  const type: JinjaType = { kind: 'callable', name: of.name, of: 'builtin', signature: of };
  return { name: of.name, kind: 'method', type, documentation: of.documentation };
}

/** What `ctx.output_format(…)` takes: by name only. Language reference 7.3. */
export const OUTPUT_FORMAT: Signature = signature(
  'output_format',
  [
    keyword('prefix', TEXT_OR_NULL, 'The text before the schema; `none` leaves it out.'),
    keyword('or_splitter', TEXT_OR_NULL, 'What stands between the members of a union, instead of ` or `.'),
    keyword('always_hoist_enums', BOOL_OR_NULL, 'Describes every enum in a block of its own.'),
    keyword('enum_value_prefix', TEXT_OR_NULL, 'What stands before each value of an enum, instead of `- `.'),
    keyword('hoisted_class_prefix', TEXT_OR_NULL, 'The word before classes that have a block of their own.'),
    keyword(
      'hoist_classes',
      union(BOOL, { kind: 'literal', value: 'auto' }, listOf(STRING), NONE),
      'Gives classes a block of their own: all (`true`), those named in a list, or only recursive ones (`"auto"`).',
    ),
    keyword(
      'map_style',
      union({ kind: 'literal', value: 'angle' }, { kind: 'literal', value: 'object' }, NONE),
      'How maps are written: `map<K, V>` ("angle") or `{K: V}` ("object").',
    ),
    keyword('quote_class_fields', BOOL_OR_NULL, 'Puts the names of fields in quotes.'),
    keyword('render_null_as', TEXT_OR_NULL, 'The word for null.'),
  ],
  STRING,
  'The schema of the answer as text, with other wording.',
);

function roleFunction(name: string): Signature {
  return signature(
    name,
    [
      needed('role', STRING, 'Such as "system", "user" or "assistant".'),
      keyword('cache_control', union(mapOf(STRING, UNKNOWN), NONE), 'Sent with the message, for caches of prompts.'),
    ],
    STRING,
    'Starts a new message with this role; what follows belongs to it.',
    { moreNamed: true },
  );
}

const CLIENT: ObjectType = {
  kind: 'object',
  name: 'ctx.client',
  members: [
    property('name', STRING, 'The name of the client that is called.'),
    property('provider', STRING, 'The provider of the client, such as `openai`.'),
    property('default_role', STRING, 'The role of text that stands before the first role.'),
    property('allowed_roles', listOf(STRING), 'The roles the client knows.'),
    property('remap_role', mapOf(STRING, STRING), 'The roles that are sent under another name.'),
    property('options', UNKNOWN, 'The options of the client.'),
  ],
};

/** `ctx` */
export const CONTEXT: ObjectType = {
  kind: 'object',
  name: 'ctx',
  members: [
    {
      name: 'output_format',
      kind: 'property',
      type: { kind: 'object', name: 'ctx.output_format', members: [], signature: OUTPUT_FORMAT, text: true },
      documentation: 'Tells the model what to answer: the schema of the result.',
    },
    property('client', CLIENT, 'The client that is called.'),
    property('tags', mapOf(STRING, STRING), 'The tags given by the code that makes the call.'),
  ],
};

/** `_` in prompts. */
export const BUILT_IN: ObjectType = {
  kind: 'object',
  name: '_',
  members: [method(roleFunction('role')), method(roleFunction('chat'))],
};

/** `loop` in a `{% for %}` over such items. */
export function loopObject(item: JinjaType, recursive: boolean): ObjectType {
  const neighbour = union(item, NONE);
  return {
    kind: 'object',
    name: 'loop',
    members: [
      property('index', INT, 'The number of the round, from 1.'),
      property('index0', INT, 'The number of the round, from 0.'),
      property('revindex', INT, 'How many rounds are left, with this one.'),
      property('revindex0', INT, 'How many rounds are left after this one.'),
      property('first', BOOL, 'Whether it is the first round.'),
      property('last', BOOL, 'Whether it is the last round.'),
      property('length', INT, 'How many rounds there are.'),
      property('depth', INT, 'How deep a recursive loop is, from 1.'),
      property('depth0', INT, 'How deep a recursive loop is, from 0.'),
      property('previtem', neighbour, 'The item of the round before.'),
      property('nextitem', neighbour, 'The item of the next round.'),
      method(
        signature('cycle', [needed('value')], UNKNOWN, 'One of the values after the other, round by round.', {
          morePositional: true,
        }),
      ),
      method(
        signature('changed', [needed('value')], BOOL, 'Whether the value differs from that of the round before.', {
          morePositional: true,
        }),
      ),
    ],
    ...(recursive && {
      signature: signature('loop', [needed('items')], STRING, 'Runs the loop again, over these items.'),
    }),
  };
}

/** `_` in the checks and asserts of a test; `checks` are the labels of the checks before. */
export function testObject(result: JinjaType, checks: readonly string[]): ObjectType {
  const passed = checks.map((label) => property(label, UNKNOWN, 'The outcome of the check with this label.'));
  return {
    kind: 'object',
    name: '_',
    members: [
      property('result', result, 'What the function gave.'),
      property('latency_ms', NUMBER, 'How long the call took, in milliseconds.'),
      property('checks', { kind: 'object', name: '_.checks', members: passed }, 'The outcomes of earlier checks.'),
    ],
  };
}
