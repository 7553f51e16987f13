/** The types a run was read with, written as BAML again: what changed between two runs is seen in their difference. */
import type { Json } from '../ir/json';
import type { BlockAttributes, Constraint, Type, TypeAttributes } from '../ir/schema';
import { recordedOutput } from './recordedOutput';

/** Undefined when the data of the recording is not of that shape. Never throws. */
export function schemaText(ir: Json): string | undefined {
  const output = recordedOutput(ir);
  if (!output) return undefined;
  const { classes, enums, aliases } = output.schema;
  const blocks = [
    `// returns ${typeText(output.returns)}`,
    ...Object.values(classes).map(({ name, fields, attributes }) =>
      block('class', name, [
        ...fields.map(({ name: field, type, alias, description, skip }) =>
          [field, typeText(type), named('@alias', alias), named('@description', description), skip ? '@skip' : '']
            .filter(Boolean)
            .join(' '),
        ),
        ...blockLines(attributes),
      ]),
    ),
    ...Object.values(enums).map(({ name, values, attributes }) =>
      block('enum', name, [
        ...values.map(({ name: value, alias, description, skip }) =>
          [value, named('@alias', alias), named('@description', description), skip ? '@skip' : '']
            .filter(Boolean)
            .join(' '),
        ),
        ...blockLines(attributes),
      ]),
    ),
    ...Object.values(aliases).map(({ name, type }) => `type ${name} = ${typeText(type)}`),
  ];
  return `${blocks.join('\n\n')}\n`;
}

function block(keyword: string, name: string, lines: readonly string[]): string {
  return [`${keyword} ${name} {`, ...lines.map((line) => `  ${line}`), '}'].join('\n');
}

function blockLines({ dynamic, alias, description, ...attributes }: BlockAttributes): string[] {
  return [
    ...attributeTexts(attributes, '@@'),
    ...(dynamic ? ['@@dynamic'] : []),
    ...[named('@@alias', alias), named('@@description', description)].filter(Boolean),
  ];
}

/** `inside`: as a part of another type, where unions and attributes need parentheses. */
function typeText(type: Type, inside = false): string {
  const attributes = type.attributes ? attributeTexts(type.attributes, '@') : [];
  const isUnion = type.kind === 'union' && !isOptional(type);
  const bare = bareText(type);
  const whole = [inside || attributes.length ? wrapped(bare, isUnion) : bare, ...attributes].join(' ');
  return inside && attributes.length ? `(${whole})` : whole;
}

function bareText(type: Type): string {
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
      return `${typeText(type.item, true)}[]`;
    case 'map':
      return `map<${typeText(type.key)}, ${typeText(type.value)}>`;
    case 'tuple':
      return `(${type.items.map((item) => typeText(item)).join(', ')})`;
    case 'union': {
      const [only] = type.variants.filter((variant) => !isNull(variant));
      return isOptional(type)
        ? `${typeText(only!, true)}?`
        : type.variants.map((one) => typeText(one, true)).join(' | ');
    }
  }
}

/** One type or null. */
function isOptional(type: Type): boolean {
  return type.kind === 'union' && type.variants.length === 2 && type.variants.filter(isNull).length === 1;
}

function isNull(type: Type): boolean {
  return type.kind === 'primitive' && type.name === 'null' && !type.attributes;
}

function wrapped(text: string, isUnion: boolean): string {
  return isUnion ? `(${text})` : text;
}

function attributeTexts({ done, notNull, withState, constraints = [] }: TypeAttributes, at: '@' | '@@'): string[] {
  return [
    ...(done ? [`${at}stream.done`] : []),
    ...(notNull ? [`${at}stream.not_null`] : []),
    ...(withState ? [`${at}stream.with_state`] : []),
    ...constraints.map((constraint) => constraintText(constraint, at)),
  ];
}

function constraintText({ level, label, expression }: Constraint, at: string): string {
  return `${at}${level}(${label === null ? '' : `${label}, `}{{ ${expression} }})`;
}

function named(name: string, value: string | undefined): string {
  return value === undefined ? '' : `${name}(${JSON.stringify(value)})`;
}
