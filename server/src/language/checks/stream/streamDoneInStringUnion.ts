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
import { isWhole } from '../../semantics/streamFacts';
import { isDoneClass } from '../../semantics/streamUses';
import type { Symbols } from '../../semantics/symbols';
import type { TypeUse } from '../../semantics/typeUses';
import { isOnlyInput, typeUsesIn } from '../../semantics/typeUses';
import type { TypeExpr } from '../../syntax/ast';
import { unwrapped } from '../../syntax/readType';
import type { Check } from '../check';

export const streamDoneInStringUnion: Check = (file, symbols, report) => {
  for (const [name, uses] of typeUsesIn(file)) {
    for (const use of uses) {
      if (use.in === 'parameter' || use.around?.kind !== 'union') continue;
      const lowered = typeLowering(symbols).type(file.uri, use.type);
      if (lowered.kind !== 'class' || !symbols.classes.has(lowered.name) || !isWhole(lowered, symbols)) continue;
      const taken = takenFor(use.around.members, use.type, file, symbols);
      if (!taken || isHeldAround(use, use.around, file, symbols)) continue;
      const own = use.type.attributes.find((attribute) => attribute.name === 'stream.done');
      report(
        'warning',
        'stream-done-in-string-union',
        own?.span ?? use.type.span,
        `While a \`${name}\` is incomplete, ${taken}. Put \`@stream.done\` on the whole union.`,
        { fixes: [wholeUnion(use, use.around, own && { span: own.span }, file)] },
      );
    }
  }
};

/** What code sees in place of the half object; undefined when no other member can be read from it. */
function takenFor(
  members: readonly TypeExpr[],
  self: TypeExpr,
  file: SourceFile,
  symbols: Symbols,
): string | undefined {
  const others = members.filter((member) => member !== self && unwrapped(member).type !== self);
  const types = others.map((member) => typeLowering(symbols).type(file.uri, member));
  const growing = types
    .flatMap((type) => (type.kind === 'union' ? type.variants : type))
    .filter((type) => !isWhole(type, symbols));
  if (growing.some(isText)) return 'its text is delivered as the `string` beside it, like `"{name: Ab"`';
  const list = growing.find((type) => type.kind === 'list');
  if (list && isText(list.item)) return 'its text is delivered as an item of the list beside it';
  const map = growing.find((type) => type.kind === 'map');
  if (map && isText(map.value)) return 'its members are delivered as the map beside it';
  const other = growing.find((type) => type.kind === 'class');
  return other && `code sees a \`${other.name}\` with nothing in it`;
}

function isText(type: Type): boolean {
  return type.kind === 'primitive' && type.name === 'string';
}

/** Whether the union, or the class it is in, is held as a whole, or streams nowhere. */
function isHeldAround({ field, decl }: TypeUse, union: TypeExpr, file: SourceFile, symbols: Symbols): boolean {
  const site = attributeSites(file).find(({ type }) => {
    const inner = type?.kind === 'optional' ? unwrapped(type.inner).type : type;
    return inner === union;
  });
  if (has(site?.attributes ?? [], 'stream.done')) return true;
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
