/** `@stream.done` on types where the runtime overlooks it: optional text, and lists and maps of it, and unions in unions. */
import type { Fix } from '../../diagnostic';
import { insertion, newlineOf, replacement } from '../../edits';
import type { SourceFile } from '../../project/sourceFile';
import { aliasAttributes } from '../../semantics/aliasAttributes';
import { attributeRemoval, removalFix, wholeType, wholeTypeInsertion } from '../../semantics/attributeEdits';
import { fieldAttributes, has } from '../../semantics/attributes';
import { typeLowering } from '../../semantics/lowerTypes';
import { isRecursiveAlias } from '../../semantics/resolve';
import { ignoresDone, isWhole } from '../../semantics/streamFacts';
import type { TypedUse } from '../../semantics/streamUses';
import { isDoneClass, typedUses } from '../../semantics/streamUses';
import type { Symbols } from '../../semantics/symbols';
import type { TypeUse } from '../../semantics/typeUses';
import { typeUsesIn, typeUsesOf } from '../../semantics/typeUses';
import type { TypeExpr } from '../../syntax/ast';
import type { Check, Report } from '../check';

export const streamDoneNullableIneffective: Check = (file, symbols, report) => {
  for (const use of typedUses(file, symbols, 'stream.done')) {
    const { attribute, site, type } = use;
    if (site.place === 'return' || use.standing === 'replacing') continue;
    const isNested = type.kind === 'union' && site.within?.at(-1)?.kind === 'union' && !isWhole(type, symbols);
    if (!isNested && (!ignoresDone(type, symbols) || isInResult(use, symbols))) continue;
    const name = isNested ? undefined : aliasName(use, symbols);
    const part = name === undefined ? undefined : partWithoutNull(site.type!, symbols);
    report('warning', 'stream-done-nullable-ineffective', attribute.span, messageFor(isNested, name, part, file), {
      fixes: fixesFor(use, name, part, file),
    });
  }
  lostWithAlias(file, symbols, report);
};

/** An alias of a union that is used in an optional or a union: it becomes part of that, and what it carries is lost. */
function lostWithAlias(file: SourceFile, symbols: Symbols, report: Report): void {
  for (const [name, uses] of typeUsesIn(file)) {
    const carried = aliasAttributes(name, symbols)?.attributes ?? [];
    if (!has(carried, 'stream.done') || carried.some((attribute) => !attribute.name.startsWith('stream.'))) continue;
    const lowered = typeLowering(symbols).type(file.uri, uses[0]!.type);
    const { attributes: _, ...bare } = lowered;
    if (bare.kind !== 'union' || isWhole(bare, symbols) || ignoresDone(bare, symbols)) continue;
    for (const use of uses) {
      const own = use.field ? fieldAttributes(use.field.type, use.field.attributes) : [];
      if (use.in !== 'field' || (use.shape !== 'optional' && use.shape !== 'union') || use.type.attributes.length)
        continue;
      if (has(own, 'stream.done') || has(own, 'skip') || isDoneClass(use.decl, symbols)) continue;
      const place = use.shape === 'optional' ? '`?`' : 'whole union';
      report(
        'warning',
        'stream-done-nullable-ineffective',
        use.type.span,
        `\`${name}\` loses its \`@stream.done\` here: a union inside a union becomes part of it. Write \`@stream.done\` behind the ${place}.`,
        { fixes: additionTo(use, file) },
      );
    }
  }
}

/** Only when the optional or the union is the whole type of the field. */
function additionTo({ decl, field, around }: TypeUse, file: SourceFile): Fix[] {
  if (!field || field.type !== around) return [];
  const edit = wholeTypeInsertion(file, { place: 'field', attributes: [], decl, field }, '@stream.done');
  return edit ? [{ title: 'Add `@stream.done` to the whole type', edits: [edit], preferred: true }] : [];
}

function messageFor(isNested: boolean, name: string | undefined, part: TypeExpr | undefined, file: SourceFile): string {
  if (isNested) {
    return '`@stream.done` holds nothing back here: a union inside a union becomes part of it and loses its attributes. Put it on the whole union.';
  }
  const growing = '`@stream.done` does not hold this value back: it grows as if the attribute were not there.';
  if (!name || !part) return `${growing} The runtime overlooks it on such a type. Remove it.`;
  return `${growing} The runtime sees it on the part without null: write \`type ${name} = ${sourceOf(part, file)} @stream.done\`, and \`${name}?\` here.`;
}

function fixesFor(use: TypedUse, name: string | undefined, part: TypeExpr | undefined, file: SourceFile): Fix[] {
  const removal = removalFix(file, use.attribute);
  const extracted = name && part ? extraction(use, name, part, file) : [];
  // Removing changes nothing, which is not what was wanted.
  return extracted.length ? [...extracted, { ...removal, preferred: false }] : [removal];
}

/** At the root of a result, and in its lists and maps, the runtime does follow. */
function isInResult({ site }: TypedUse, symbols: Symbols): boolean {
  if (site.root === 'return') return true;
  if (site.decl.kind !== 'alias' || !site.decl.name) return false;
  return typeUsesOf(site.decl.name.text, symbols).some((use) => use.in === 'result');
}

/** The one member of an optional that is not null, when a name can be given to it. */
function partWithoutNull(type: TypeExpr, symbols: Symbols): TypeExpr | undefined {
  let part: TypeExpr | undefined = type;
  if (part.kind === 'union') {
    const members: readonly TypeExpr[] = part.members.filter(
      (member) => member.kind !== 'name' || member.name !== 'null',
    );
    if (members.length !== 1) return undefined;
    part = members[0]!;
  } else if (part.kind === 'optional') part = part.inner;
  else return undefined;
  while (part?.kind === 'paren') part = part.inner;
  if (!part || part.kind === 'union' || part.kind === 'optional') return undefined;
  // An alias of a recursive alias keeps no attributes.
  return part.kind === 'name' && isRecursiveAlias(part.name, symbols) ? undefined : part;
}

/** A free name for the part without null, after the field or the alias. */
function aliasName({ site }: TypedUse, symbols: Symbols): string | undefined {
  if (!site.type || !partWithoutNull(site.type, symbols)) return undefined;
  const base = site.field?.name.text ?? site.decl.name?.text ?? '';
  const words = base.split(/[^A-Za-z0-9]+/).filter(Boolean);
  const wish = `Whole${words.map((word) => word[0]!.toUpperCase() + word.slice(1)).join('')}`;
  let name = wish;
  for (let count = 2; symbols.names.has(name); count++) name = `${wish}${count}`;
  return name;
}

function extraction({ attribute, site }: TypedUse, name: string, part: TypeExpr, file: SourceFile): Fix[] {
  const type = site.type!;
  const [whole] = wholeType(site);
  // Other attributes between the parts of the type would be lost.
  const inside = site.attributes.filter(
    ({ span }) => whole && whole.span.start <= span.start && span.end <= whole.span.end,
  );
  if (inside.some((other) => other !== attribute)) return [];
  const newline = newlineOf(file.text);
  const isInside =
    inside.includes(attribute) && type.span.start <= attribute.span.start && attribute.span.end <= type.span.end;
  const edits = [
    replacement(file, type.span, `${name}?`),
    ...(isInside ? [] : [attributeRemoval(file, attribute)]),
    insertion(file, site.decl.span.end, `${newline}${newline}type ${name} = ${sourceOf(part, file)} @stream.done`),
  ];
  return [{ title: `Extract \`type ${name} = ${sourceOf(part, file)} @stream.done\``, edits, preferred: true }];
}

/** On one line, as an alias is written. */
function sourceOf({ span }: TypeExpr, { text }: SourceFile): string {
  return text.slice(span.start, span.end).replaceAll(/\s*[\r\n]\s*/g, ' ');
}
