/** What attributes mean: which names exist, and the plain data they become. */
import type { BlockAttributes, Constraint, SourceRange, TypeAttributes } from '../../ir/schema';
import type { Attribute, TypeExpr, ValueExpr } from '../syntax/ast';
import { expressionOf } from './prompts';

export const STREAM_ATTRIBUTES: readonly string[] = ['stream.done', 'stream.not_null', 'stream.with_state'];
/** Attributes that become part of a type and travel with it. */
const TYPE_ATTRIBUTES: ReadonlySet<string> = new Set([...STREAM_ATTRIBUTES, 'check', 'assert']);

/** Whether the attribute changes the type it stands on: a stream attribute, a check or an assert. */
export function bindsToType(attribute: Attribute): boolean {
  return TYPE_ATTRIBUTES.has(attribute.name);
}

/** The part of a list of attributes that belongs to a type; undefined when there is none. The first of a name counts. */
export function typeAttributes(uri: string, attributes: readonly Attribute[]): TypeAttributes | undefined {
  if (!attributes.some(bindsToType)) return undefined;
  const place = (name: string): SourceRange | undefined => {
    const found = attributes.find((attribute) => attribute.name === name);
    return found && { uri, start: found.span.start, end: found.span.end };
  };
  const constraints = constraintsOf(uri, attributes);
  const done = place('stream.done');
  const notNull = place('stream.not_null');
  const withState = place('stream.with_state');
  return {
    ...(done && { done }),
    ...(notNull && { notNull }),
    ...(withState && { withState }),
    ...(constraints.length && { constraints }),
  };
}

/** The checks and asserts among attributes, in their order. */
export function constraintsOf(uri: string, attributes: readonly Attribute[]): readonly Constraint[] {
  return attributes.flatMap((attribute) => constraint(uri, attribute) ?? []);
}

export function blockAttributes(uri: string, attributes: readonly Attribute[]): BlockAttributes {
  const alias = textArgument(attributes, 'alias');
  const description = textArgument(attributes, 'description');
  return {
    ...typeAttributes(uri, attributes),
    ...(has(attributes, 'dynamic') && { dynamic: true }),
    ...(alias !== undefined && { alias }),
    ...(description !== undefined && { description }),
  };
}

export function has(attributes: readonly Attribute[], name: string): boolean {
  return attributes.some((attribute) => attribute.name === name);
}

/** The text given to `@alias` or `@description`. */
export function textArgument(attributes: readonly Attribute[], name: string): string | undefined {
  const value = attributes.find((attribute) => attribute.name === name)?.args?.[0];
  return value?.kind === 'string' ? value.value : value?.kind === 'jinja' ? `{{${value.source}}}` : undefined;
}

/**
 * All attributes that a field's own name and text can come from: behind the type, and inside parentheses around the
 * whole type, with or without a `?` behind them.
 */
export function fieldAttributes(type: TypeExpr | undefined, attributes: readonly Attribute[]): Attribute[] {
  const all = [...attributes];
  for (let inner = type; inner;) {
    all.push(...inner.attributes);
    inner = inner.kind === 'paren' || inner.kind === 'optional' ? inner.inner : undefined;
  }
  return all;
}

function constraint(uri: string, attribute: Attribute): Constraint | undefined {
  if (attribute.name !== 'check' && attribute.name !== 'assert') return undefined;
  const args: readonly ValueExpr[] = attribute.args ?? [];
  const expression = args.findLast((arg) => arg.kind === 'jinja');
  if (!expression) return undefined;
  const label = args[0]?.kind === 'string' ? args[0].value : null;
  const { expression: condition, errors } = expressionOf(expression);
  return {
    level: attribute.name,
    label,
    expression: expression.source.trim(),
    ...(errors.length === 0 && { condition }),
    source: { uri, start: attribute.span.start, end: attribute.span.end },
  };
}
