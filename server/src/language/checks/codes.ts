/**
 * Every code a check reports, with the severity it has unless the person sets another one, and one line about it. The
 * settings, the links from a problem to its page in `docs/checks` and the index of these pages are all made from this
 * table; a code that is not in it does not compile.
 *
 * A new check adds its line here and its page `docs/checks/<code>.md`; `docs/checks/README.md` says what a page holds.
 */
import type { Severity } from '../diagnostic';

export interface CodeInfo {
  /** The usual severity; a check may report single cases as more or less. */
  readonly severity: Severity;
  /** What is reported, in one line without a full stop. */
  readonly title: string;
  /** What the quick fixes do, in a few words; absent when there are none. */
  readonly fix?: string;
}

const TABLE = {
  // Text and names.
  syntax: { severity: 'error', title: 'the text cannot be read', fix: 'add or remove a character' },
  'version-one': { severity: 'information', title: 'a file is written in BAML v1, at least in part' },
  'invalid-names': {
    severity: 'error',
    title: 'a name has a form that is not allowed, or is reserved',
    fix: 'use the right form',
  },
  'duplicate-names': { severity: 'error', title: 'something is declared twice', fix: 'remove' },
  'duplicate-keys': {
    severity: 'warning',
    title: 'a property or an entry of a map has no effect, because it is set again',
    fix: 'remove',
  },
  'unknown-types': {
    severity: 'error',
    title: 'a type has a name that is not declared',
    fix: 'use the nearest, or declare it',
  },
  'unknown-clients': {
    severity: 'error',
    title: 'a client has a name that is not declared',
    fix: 'use the nearest, or declare it',
  },
  'unknown-retry-policies': {
    severity: 'error',
    title: 'a retry policy has a name that is not declared',
    fix: 'use the nearest, declare it, or remove',
  },
  'unknown-functions': {
    severity: 'warning',
    title: 'a test names a function that is not declared',
    fix: 'use the nearest',
  },
  'unknown-attributes': {
    severity: 'error',
    title: 'an attribute has a name that does not exist',
    fix: 'use the nearest, or remove',
  },

  // Blocks and their properties.
  'function-properties': {
    severity: 'error',
    title: 'a property of a function is missing, unknown or of a wrong kind',
    fix: 'add, rename, remove or rewrite',
  },
  'expression-function': {
    severity: 'warning',
    title: 'a function with a program as its body, or a value outside, is experimental',
  },
  'expression-names': {
    severity: 'error',
    title: 'a program names something that is declared nowhere',
    fix: 'use the nearest',
  },
  'client-properties': {
    severity: 'error',
    title: 'a property of a client is missing, unknown or of a wrong kind',
    fix: 'add, rename or remove',
  },
  'client-options': {
    severity: 'warning',
    title: 'an option of a client is unknown or of a wrong kind',
    fix: 'add, rename, rewrite or remove',
  },
  'env-references': {
    severity: 'warning',
    title: 'a text looks like an environment variable, and is sent as it is',
    fix: 'change to `env.NAME`',
  },
  'misspelt-options': {
    severity: 'warning',
    title: 'an option of a client is nearly the name of another one',
    fix: 'use the nearest',
  },
  'client-cycles': { severity: 'error', title: 'clients fall back to each other in a circle' },
  'retry-properties': {
    severity: 'error',
    title: 'a property of a retry policy is missing, unknown or of a wrong kind',
    fix: 'add, rename, rewrite or remove',
  },
  'retry-unsupported': { severity: 'information', title: 'a run in the playground makes one attempt' },
  'generator-properties': {
    severity: 'error',
    title: 'a property of a generator is missing, unknown or of a wrong kind',
    fix: 'add, rename or rewrite',
  },
  'test-properties': {
    severity: 'error',
    title: 'a property of a test is missing, unknown or of a wrong kind',
    fix: 'add, rename or rewrite',
  },
  'test-arguments': {
    severity: 'warning',
    title: 'the arguments of a test do not fit the parameters of its function',
    fix: 'add, rename, rewrite or remove',
  },
  'type-builders': {
    severity: 'error',
    title: 'a `type_builder` adds to something that cannot be added to',
    fix: 'add `@@dynamic`, or remove',
  },

  // Types and attributes.
  'type-cycles': { severity: 'error', title: 'types need each other and could never be complete' },
  'map-keys': { severity: 'error', title: 'a type cannot be the key of a map', fix: 'use `string`' },
  'output-types': { severity: 'warning', title: 'a result holds a type that a model cannot write' },
  'attribute-arguments': {
    severity: 'error',
    title: 'the arguments of an attribute are missing or of a wrong kind',
    fix: 'rewrite or remove',
  },
  'constraint-syntax': { severity: 'error', title: 'the expression of a check or an assert cannot be read' },
  'skipped-fields': { severity: 'error', title: 'a skipped field has a type without null', fix: 'make it optional' },
  'checked-parameters': { severity: 'error', title: 'a parameter has a type with checks', fix: 'remove the check' },
  'duplicate-union-members': { severity: 'hint', title: 'a member stands twice in a union', fix: 'remove' },
  'duplicate-check-labels': { severity: 'warning', title: 'two checks of one value have the same label' },
  'empty-enums': { severity: 'warning', title: 'an enum that is used has no values' },
  'empty-aliases': { severity: 'warning', title: 'an alias without a name', fix: 'remove' },
  'duplicate-aliases': {
    severity: 'warning',
    title: 'two members of a type are the same word in a prompt',
    fix: 'remove the alias',
  },

  // Prompts.
  'prompt-syntax': { severity: 'error', title: 'the template of a prompt cannot be read' },
  'missing-output-format': {
    severity: 'warning',
    title: 'a prompt does not say what the answer should look like',
    fix: 'add it to the prompt',
  },

  'unused-parameters': { severity: 'hint', title: 'a prompt never uses a parameter' },
  'unused-declarations': { severity: 'hint', title: 'nothing in the project uses a declaration', fix: 'remove' },

  'unknown-variables': {
    severity: 'warning',
    title: 'a name in a prompt or a check stands for nothing',
    fix: 'change to the nearest',
  },
  'unknown-properties': {
    severity: 'warning',
    title: 'a property in a prompt or a check does not exist',
    fix: 'change to the nearest, or `map["…"]`',
  },
  'nullable-properties': {
    severity: 'warning',
    title: 'a property of a value that may be null',
    fix: 'ask for it first',
  },
  'unknown-filters': { severity: 'warning', title: 'a filter does not exist', fix: 'change to the nearest' },
  'unknown-jinja-tests': {
    severity: 'warning',
    title: 'what stands behind `is` does not exist',
    fix: 'change to the nearest',
  },
  'filter-input': {
    severity: 'warning',
    title: 'a filter cannot work on the value it is given',
    fix: 'turn it into text',
  },
  'filter-arguments': {
    severity: 'warning',
    title: 'the arguments of a filter are not those it takes',
    fix: 'change to the nearest',
  },
  'not-callable': { severity: 'warning', title: 'something is called that is no function' },
  'template-arguments': {
    severity: 'warning',
    title: 'the arguments of a call in a template are not those that are taken',
    fix: 'change to the nearest',
  },
  'output-format-arguments': {
    severity: 'warning',
    title: 'an option of `ctx.output_format` does not exist or has a wrong value',
    fix: 'change to the nearest',
  },
  'role-arguments': {
    severity: 'warning',
    title: 'a role is not given as it has to be',
    fix: 'change to the nearest',
  },
  'unknown-roles': {
    severity: 'warning',
    title: 'a role that the client does not know becomes its default role',
    fix: 'change to the nearest',
  },
  'uncalled-templates': { severity: 'warning', title: 'a template string is named but not called', fix: 'call it' },
  'enum-string-comparison': {
    severity: 'warning',
    title: 'an enum is compared with a text',
    fix: 'compare with the value',
  },

  // Stream attributes.
  'stream-misplaced': { severity: 'error', title: 'a stream attribute at a place where no attribute can stand' },
  'stream-unknown': { severity: 'error', title: 'a stream attribute that does not exist', fix: 'use the nearest' },
  'stream-arguments': { severity: 'warning', title: 'a stream attribute with arguments', fix: 'remove them' },
  'stream-duplicate': { severity: 'warning', title: 'a stream attribute twice at one place', fix: 'remove one' },
  'stream-done-redundant-atomic': {
    severity: 'hint',
    title: '`@stream.done` on a value that appears in one step anyway',
    fix: 'remove',
  },
  'stream-done-nullable-ineffective': {
    severity: 'warning',
    title: '`@stream.done` on a type where the runtime does not see it',
    fix: 'extract an alias, or remove',
  },
  'stream-done-inside-done': {
    severity: 'hint',
    title: '`@stream.done` inside something that is held as a whole already',
    fix: 'remove',
  },
  'stream-attr-dead-in-done-class': {
    severity: 'warning',
    title: '`@stream.not_null` or `@stream.with_state` in a class with `@@stream.done`',
    fix: 'remove',
  },
  'stream-not-null-nullable': {
    severity: 'warning',
    title: '`@stream.not_null` on a type with null',
    fix: 'remove, or make the type required',
  },
  'stream-not-null-collection': {
    severity: 'hint',
    title: '`@stream.not_null` on a list or a map, which are never null',
    fix: 'remove',
  },
  'stream-not-null-inner': {
    severity: 'warning',
    title: '`@stream.not_null` inside a type',
    fix: 'move to the field, or remove',
  },
  'stream-not-null-late': {
    severity: 'hint',
    title: '`@stream.not_null` on a late field holds back everything before it',
    fix: 'move the field up, or use `@@stream.done`',
  },
  'stream-not-null-block-unused': {
    severity: 'hint',
    title: '`@@stream.not_null` on a type that no required field has',
    fix: 'remove',
  },
  'stream-with-state-inner-ineffective': {
    severity: 'warning',
    title: '`@stream.with_state` where the runtime makes no wrapper although the generated type has one',
    fix: 'move to the field',
  },
  'stream-with-state-atomic': {
    severity: 'hint',
    title: '`@stream.with_state` on a value that appears in one step',
  },
  'stream-alias-override': {
    severity: 'warning',
    title: 'attributes at the use of an alias drop those of the alias',
    fix: 'repeat the dropped ones',
  },
  'stream-recursive-alias': {
    severity: 'warning',
    title: 'a stream attribute on a recursive type alias',
    fix: 'move to the uses',
  },
  'stream-class-in-alias': {
    severity: 'hint',
    title: 'a class in a recursive type alias is not visible while the answer streams',
    fix: 'mark it `@@stream.done`',
  },
  'stream-done-in-string-union': {
    severity: 'warning',
    title: 'a held class beside `string` shows its half text as a string',
    fix: 'hold the whole union',
  },
  'stream-enum-value': { severity: 'warning', title: 'a stream attribute on a value of an enum', fix: 'remove' },
  'stream-enum-done': { severity: 'hint', title: '`@@stream.done` on an enum', fix: 'remove' },
  'stream-map-key': { severity: 'warning', title: 'a stream attribute on the key of a map', fix: 'remove' },
  'stream-on-input': { severity: 'warning', title: 'a stream attribute on what is only an input', fix: 'remove' },
  'stream-on-return': { severity: 'hint', title: 'a stream attribute that a result has no use for', fix: 'remove' },
  'stream-done-return': { severity: 'information', title: 'a result that arrives once, without partial results' },
  'stream-in-value-block': { severity: 'warning', title: 'a stream attribute on a property', fix: 'remove' },
  'stream-line-placement': {
    severity: 'warning',
    title: '`@stream.…` alone on the last line of a class belongs to the last field',
    fix: 'change to `@@`, or move up',
  },
  'stream-block-on-field-line': {
    severity: 'warning',
    title: '`@@stream.…` behind a field marks the whole class',
    fix: 'change to `@`',
  },
  'stream-dynamic-block': {
    severity: 'warning',
    title: '`@@stream.…` in a `dynamic` block of a type builder',
    fix: 'remove',
  },
  'stream-with-skip': { severity: 'warning', title: 'a stream attribute on a skipped field', fix: 'remove' },
  'stream-list-done-null': {
    severity: 'information',
    title: '`@stream.done` on a list or a map makes it null until it starts',
  },
} satisfies Readonly<Record<string, CodeInfo>>;

export type Code = keyof typeof TABLE;

/** All codes in the order of the table. */
export const CODES: Readonly<Record<Code, CodeInfo>> = TABLE;

const PAGES = 'https://github.com/baml-live/baml-live/blob/main/docs/checks/';

/** The address of the page about a code, in a folder of pages whose address ends with a slash; undefined when there is no such code. */
export function pageOf(code: string, pages = PAGES): string | undefined {
  return Object.hasOwn(CODES, code) ? `${pages}${code}.md` : undefined;
}
