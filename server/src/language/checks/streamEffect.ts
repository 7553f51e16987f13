/**
 * Stream attributes that do nothing, less, or more than they seem to at their place. The compiler accepts all of
 * them without a word. Language reference 4.4 and 4.6, one code for each row.
 */
import type { Type } from '../../ir/schema';
import type { Severity } from '../diagnostic';
import type { AttributeSite } from '../semantics/attributeSites';
import { attributeSites } from '../semantics/attributeSites';
import { has } from '../semantics/attributes';
import { typeLowering } from '../semantics/lowerTypes';
import type { Symbols } from '../semantics/symbols';
import { holdsNoClass, isAtomic, isNullableType, nonNullVariants } from '../semantics/typeFacts';
import type { Attribute } from '../syntax/ast';
import type { Check } from './check';
import type { Code } from './codes';

type Finding = readonly [severity: Severity, code: Code, message: string];

export const streamEffect: Check = (file, symbols, report) => {
  for (const site of attributeSites(file)) {
    // Inputs, values of enums and properties are the business of the check of placement.
    if (['parameter', 'enum-value', 'property', 'block'].includes(site.place) || site.root === 'parameter') continue;
    const type = site.type && typeLowering(symbols).type(file.uri, site.type);
    const seen = new Set<string>();
    for (const attribute of site.attributes) {
      if (seen.has(attribute.name)) continue;
      seen.add(attribute.name);
      const finding = findingFor(site, attribute, type, symbols);
      if (!finding) continue;
      const [severity, code, message] = finding;
      report(severity, code, attribute.span, message, severity === 'hint' ? { unnecessary: true } : undefined);
    }
  }
};

function findingFor(
  site: AttributeSite,
  attribute: Attribute,
  type: Type | undefined,
  symbols: Symbols,
): Finding | undefined {
  if (site.place === 'enum') return onEnum(attribute);
  if (!type || !attribute.name.startsWith('stream.')) return undefined;
  if (site.place === 'field') {
    if (has(site.attributes, 'skip')) {
      return ['warning', 'stream-with-skip', `\`@${attribute.name}\` has no effect on a skipped field. Remove it.`];
    }
    const inside = insideDone(site, attribute);
    if (inside) return inside;
  }
  switch (attribute.name) {
    case 'stream.done':
      return onDone(site, type, symbols);
    case 'stream.not_null':
      return onNotNull(site, type);
    case 'stream.with_state':
      return onWithState(site, type);
    default:
      return undefined;
  }
}

function onEnum({ name }: Attribute): Finding | undefined {
  if (name !== 'stream.done') return undefined;
  return ['hint', 'stream-enum-done', 'A value of an enum appears in one step anyway. `@@stream.done` can be removed.'];
}

function insideDone({ decl, field }: AttributeSite, { name }: Attribute): Finding | undefined {
  if (decl.kind !== 'class' || !has(decl.attributes, 'stream.done')) return undefined;
  const owner = decl.name?.text ?? 'the class';
  if (name === 'stream.done') {
    return [
      'hint',
      'stream-done-inside-done',
      `\`@@stream.done\` of \`${owner}\` covers this field. \`@stream.done\` can be removed.`,
    ];
  }
  return [
    'warning',
    'stream-attr-dead-in-done-class',
    `\`@${name}\` has no effect: \`${owner}\` carries \`@@stream.done\`, so \`${field?.name.text}\` is never seen before \`${owner}\` is complete. Remove one of the two.`,
  ];
}

function onDone(site: AttributeSite, type: Type, symbols: Symbols): Finding | undefined {
  if (site.place === 'return') return onDoneReturn(type);
  if (isAtomic(type)) {
    return [
      'hint',
      'stream-done-redundant-atomic',
      'This value appears in one step anyway. `@stream.done` can be removed.',
    ];
  }
  if (type.kind === 'union' && nonNullVariants(type).every(holdsNoClass) && !nonNullVariants(type).some(isAtomic)) {
    return [
      'warning',
      'stream-done-nullable-ineffective',
      '`@stream.done` has no effect on this type at run time: it grows as if it were not there. ' +
        (isNullableType(type)
          ? 'Give the part without null a name, `type Whole = string @stream.done`, and use `Whole?`.'
          : 'Remove it.'),
    ];
  }
  if (site.place === 'inner' && besideString(site, symbols)) {
    return [
      'warning',
      'stream-done-in-string-union',
      'While this member is incomplete, its text is delivered as the `string` beside it. Put `@stream.done` on the whole union.',
    ];
  }
  if (site.place === 'field' && (type.kind === 'list' || type.kind === 'map')) {
    const kind = type.kind;
    return [
      'information',
      'stream-list-done-null',
      `Before the ${kind} starts, its value is null, although the generated type of a ${kind} is never null. Expect null in your code, or remove \`@stream.done\`.`,
    ];
  }
  return undefined;
}

function onDoneReturn(type: Type): Finding | undefined {
  if (isAtomic(type) || (type.kind === 'primitive' && type.name === 'string')) {
    return ['hint', 'stream-on-return', '`@stream.done` has no effect on this result. It can be removed.'];
  }
  return [
    'information',
    'stream-done-return',
    'With `@stream.done` on the result there are no partial results: it arrives once, complete.',
  ];
}

/** Whether the site is a class among the members of a union that has a plain string, too. */
function besideString(site: AttributeSite, symbols: Symbols): boolean {
  const around = site.within?.at(-1);
  if (around?.kind !== 'union' || !site.type) return false;
  const isString = around.members.some((member) => member.kind === 'name' && member.name === 'string');
  const inner = site.type.kind === 'paren' ? site.type.inner : site.type;
  return isString && inner?.kind === 'name' && symbols.classes.has(inner.name);
}

function onNotNull(site: AttributeSite, type: Type): Finding | undefined {
  if (site.place === 'return') {
    return ['hint', 'stream-on-return', 'A result is never null. `@stream.not_null` can be removed.'];
  }
  if (site.place === 'inner') {
    if (isMapKey(site)) return undefined;
    return ['warning', 'stream-not-null-inner', '`@stream.not_null` has no effect inside a type. Put it on the field.'];
  }
  if (isNullableType(type)) {
    return [
      'warning',
      'stream-not-null-nullable',
      '`@stream.not_null` has no effect on a type with null. Remove it, or make the type required.',
    ];
  }
  if (type.kind === 'list' || type.kind === 'map') {
    return [
      'hint',
      'stream-not-null-collection',
      `A ${type.kind} is never null while it streams. \`@stream.not_null\` can be removed.`,
    ];
  }
  return site.place === 'field' ? notNullLate(site) : undefined;
}

/** Everything before a late field is withheld with it. */
function notNullLate({ decl, field, attributes }: AttributeSite): Finding | undefined {
  if (decl.kind !== 'class' || !field) return undefined;
  const fields = decl.fields.filter((member) => !has(member.attributes, 'skip'));
  const at = fields.indexOf(field);
  if (at <= 0) return undefined;
  const strong = at === fields.length - 1 || has(attributes, 'stream.done');
  const until = has(attributes, 'stream.done') ? 'is complete' : 'is there';
  return [
    strong ? 'information' : 'hint',
    'stream-not-null-late',
    `Nothing of \`${decl.name?.text}\` is visible until \`${field.name.text}\` ${until}, not even \`${fields[0]!.name.text}\`. Move the field up to see more, earlier.`,
  ];
}

function onWithState(site: AttributeSite, type: Type): Finding | undefined {
  const around = site.within?.at(-1);
  if (site.place === 'inner' && around?.kind === 'union') {
    return [
      'warning',
      'stream-with-state-inner-ineffective',
      'On a member of a union, `@stream.with_state` does nothing at run time, although the generated type says it does. Put it on the field.',
    ];
  }
  if (isAtomic(type) && site.place === 'field') {
    return [
      'hint',
      'stream-with-state-atomic',
      'This value appears in one step, so its state says little more than whether it is there.',
    ];
  }
  return undefined;
}

function isMapKey(site: AttributeSite): boolean {
  const around = site.within?.findLast((type) => type.kind !== 'union');
  return around?.kind === 'map' && !!around.key && !!site.type && around.key.span.end >= site.type.span.end;
}
