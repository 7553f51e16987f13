/**
 * A held class beside something that can be read from less: while the class is incomplete, its text is taken for the other member,
 * and code sees that. Most of all beside `string`, which anything can be read as.
 */
import type { Type } from '../../../ir/schema';
import type { Fix, Span } from '../../diagnostic';
import { insertion } from '../../edits';
import type { SourceFile } from '../../project/sourceFile';
import { attributeRemoval } from '../../semantics/attributeEdits';
import { attributeSites } from '../../semantics/attributeSites';
import { fieldAttributes, has } from '../../semantics/attributes';
import { typeLowering } from '../../semantics/lowerTypes';
import { allowsNull, isWhole } from '../../semantics/streamFacts';
import { isDoneClass } from '../../semantics/streamUses';
import type { Symbols } from '../../semantics/symbols';
import type { TypeUse } from '../../semantics/typeUses';
import { isOnlyInput, typeUsesIn } from '../../semantics/typeUses';
import type { TypeExpr } from '../../syntax/ast';
import { unwrapped } from '../../syntax/readType';
import type { Check } from '../check';

export const streamDoneInStringUnion: Check = (file, symbols, report) => {
  const held = heldUnions(file);
  const answers = new Map<TypeExpr, Growing>();
  for (const [name, uses] of typeUsesIn(file)) {
    for (const use of uses) {
      if (use.in === 'parameter' || use.around?.kind !== 'union') continue;
      const lowered = typeLowering(symbols).type(file.uri, use.type);
      if (lowered.kind !== 'class' || !symbols.classes.has(lowered.name) || !isWhole(lowered, symbols)) continue;
      // What is whole itself is no other member: one answer for all of a union.
      let growing = answers.get(use.around);
      if (!growing) answers.set(use.around, (growing = growingOf(use.around.members, file, symbols)));
      const other = growing.text === undefined && growing.classes.find((one) => mayBeTakenFor(lowered, one, symbols));
      const taken = other ? `code sees a \`${other.name}\` with nothing in it` : growing.text;
      if (!taken || held.has(use.around) || isHeldAround(use, symbols)) continue;
      const own = use.type.attributes.find((attribute) => attribute.name === 'stream.done');
      const instead = other ? `, or \`@stream.not_null\` on a field that only \`${other.name}\` has` : '';
      report(
        other ? 'information' : 'warning',
        'stream-done-in-string-union',
        own?.span ?? use.type.span,
        `While a \`${name}\` is incomplete, ${taken}. Put \`@stream.done\` on the whole union${instead}.`,
        { fixes: [wholeUnion(use, use.around, own && { span: own.span }, file)] },
      );
    }
  }
};

type ClassRef = Extract<Type, { kind: 'class' }>;

/** What the text of a half object may be taken for: in words, or a class among the first of the union. */
interface Growing {
  readonly text?: string;
  readonly classes: readonly ClassRef[];
}

const MOST_CLASSES = 30;

function growingOf(members: readonly TypeExpr[], file: SourceFile, symbols: Symbols): Growing {
  const types = members.map((member) => typeLowering(symbols).type(file.uri, member));
  const growing = types
    .flatMap((type) => (type.kind === 'union' ? type.variants : type))
    .filter((type) => !isWhole(type, symbols));
  const classes = growing.filter((type) => type.kind === 'class').slice(0, MOST_CLASSES);
  const text = textOf(growing);
  return { classes, ...(text !== undefined && { text }) };
}

function textOf(growing: readonly Type[]): string | undefined {
  if (growing.some(isText)) return 'its text is delivered as the `string` beside it, like `"{name: Ab"`';
  const list = growing.find((type) => type.kind === 'list');
  if (list && isText(list.item)) return 'its text is delivered as an item of the list beside it';
  const map = growing.find((type) => type.kind === 'map');
  if (map && isText(map.value)) return 'its members are delivered as the map beside it';
  return undefined;
}

/** Not where the other class waits for a value that the text of the held one does not have. */
function mayBeTakenFor(held: ClassRef, other: ClassRef, symbols: Symbols): boolean {
  const found = symbols.classes.get(other.name);
  const names = new Set(symbols.classes.get(held.name)?.decl.fields.map((field) => field.name.text));
  return !found?.decl.fields.some((field) => {
    const type = typeLowering(symbols).type(found.file.uri, field.type, field.attributes);
    return waits(type, symbols) && (!names.has(field.name.text) || type.kind === 'literal');
  });
}

/** Language reference 4.4: lists, maps and what may be null in the end hold nothing back. */
function waits(type: Type, symbols: Symbols): boolean {
  if (type.kind === 'list' || type.kind === 'map' || allowsNull(type, symbols)) return false;
  if (type.attributes?.notNull) return true;
  const declared =
    type.kind === 'class' ? symbols.classes.get(type.name) : type.kind === 'enum' && symbols.enums.get(type.name);
  return !!declared && has(declared.decl.attributes, 'stream.not_null');
}

function isText(type: Type): boolean {
  return type.kind === 'primitive' && type.name === 'string';
}

/** The unions of a file that carry the attribute as a whole. */
function heldUnions(file: SourceFile): ReadonlySet<TypeExpr> {
  const held = new Set<TypeExpr>();
  for (const { type, attributes } of attributeSites(file)) {
    if (!type || !has(attributes, 'stream.done')) continue;
    held.add(type.kind === 'optional' ? unwrapped(type.inner).type : type);
  }
  return held;
}

/** Whether the class around the union is held as a whole, or streams nowhere. */
function isHeldAround({ field, decl }: TypeUse, symbols: Symbols): boolean {
  if (field && has(fieldAttributes(field.type, field.attributes), 'skip')) return true;
  return decl.kind === 'class' && (isDoneClass(decl, symbols) || isOnlyInput(decl, symbols));
}

function wholeUnion(
  { type }: TypeUse,
  union: TypeExpr,
  own: { readonly span: Span } | undefined,
  file: SourceFile,
): Fix {
  const attribute = type.attributes.find(({ name }) => name === 'stream.done');
  const edits = [insertion(file, union.span.end, ' @stream.done')];
  if (own && attribute) edits.unshift(attributeRemoval(file, attribute));
  return { title: 'Put `@stream.done` on the whole union', edits, preferred: true };
}
