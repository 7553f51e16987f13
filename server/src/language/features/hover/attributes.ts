/** What an attribute does where it stands: the same facts the checks report, and what changes in the types of your code. */
import type { Type } from '../../../ir/schema';
import type { Diagnostic } from '../../diagnostic';
import type { Hover, HoverPart, PartialTypes } from '../../languageService';
import type { SourceFile } from '../../project/sourceFile';
import { attributeSites, type AttributeSite } from '../../semantics/attributeSites';
import { STREAM_ATTRIBUTES } from '../../semantics/attributes';
import { typeLowering } from '../../semantics/lowerTypes';
import type { Attribute, ClassDecl } from '../../syntax/ast';
import { AT_PLACE, ATTRIBUTES } from '../completion/attributeFacts';
import type { OutlineTypes, Place } from '../outline';
import { generatedAlias, generatedField } from '../partialTypes/generated';
import { pythonAlias, pythonField } from '../partialTypes/python';
import { resultTypes } from '../partialTypes/index';
import { typescriptAlias, typescriptField } from '../partialTypes/typescript';
import { promiseOf } from '../promise';
import { ACTS, reasonOf } from './reasons';
import { fact, inBothLanguages, text, type HoverContext } from './parts';
import { onItemsInstead, withoutAttribute, type WrittenType } from './withoutAttribute';

/** The attribute whose name, or `@`, stands at the offset. */
export function attributeHover(file: SourceFile, offset: number, context: HoverContext): Hover | undefined {
  for (const site of attributeSites(file)) {
    for (const attribute of site.attributes) {
      if (attribute.span.start > offset || offset > attribute.nameSpan.end) continue;
      const span = { start: attribute.span.start, end: attribute.nameSpan.end };
      return { span, parts: partsOf(file, site, attribute, context) };
    }
  }
  return undefined;
}

function partsOf(file: SourceFile, site: AttributeSite, attribute: Attribute, context: HoverContext): HoverPart[] {
  const known = ATTRIBUTES.find(({ name }) => name === attribute.name);
  const written = `${attribute.block ? '@@' : '@'}${attribute.name}`;
  const parts = known ? fact(written, known.detail, known.documentation) : fact(written, undefined, undefined);
  const effect = effectOf(file, site, attribute, context);
  parts.push(...text(...besideTheProblem(effect)));
  if (effect.types) parts.push(...inBothLanguages(effect.types));
  return parts;
}

interface Effect {
  readonly sentences: readonly string[];
  /** The problem that the first sentence tells. */
  readonly found?: Diagnostic;
  readonly types?: PartialTypes;
}

/** The sentences where the editor shows the problem as well, as it does under the pointer: it is not told a second time. */
function besideTheProblem({ sentences, found }: Effect): readonly string[] {
  const [told, ...others] = sentences;
  if (!found || told === undefined) return sentences;
  const reason = reasonOf(found.code);
  if (reason !== undefined) return [`**Here:** no effect: ${reason}.`, ...others];
  if (!ACTS.has(found.code)) return others;
  return others.length ? others.map((sentence) => sentence.replace('**Streams:**', '**Here:**')) : sentences;
}

/** What the attribute does at its place, or why it does nothing. */
export function effectOf(file: SourceFile, site: AttributeSite, attribute: Attribute, context: HoverContext): Effect {
  const found = context
    .diagnostics(file)
    .find(({ span }) => attribute.span.start <= span.start && span.end <= attribute.span.end);
  const said = found ? [`**Here:** ${found.message}`] : [];
  if (!STREAM_ATTRIBUTES.includes(attribute.name)) {
    const useless = !found && ATTRIBUTES.some(({ name }) => name === attribute.name) && !means(site, attribute.name);
    return {
      ...(found && { found }),
      sentences: useless ? ['**Here:** no effect. It means nothing at this place.'] : said,
    };
  }
  const [now, without] = [
    promiseAt(file, site, attribute, context, false),
    promiseAt(file, site, attribute, context, true),
  ];
  if (now !== undefined && without !== undefined && now !== without && (!found || ACTS.has(found.code))) {
    said.push(`${found ? '**Streams:**' : '**Here:**'} ${now}. **Without it:** ${without}.`);
  }
  const types = typesWith(file, site, attribute, context);
  const other = otherPlace(file, site, attribute, context);
  return { sentences: [...said, ...other], ...(found && { found }), ...(types && { types }) };
}

function means({ place, root }: AttributeSite, name: string): boolean {
  return AT_PLACE[place].includes(name) && root !== 'parameter';
}

/** One sentence about the type the attribute stands on, with it or without it. */
function promiseAt(
  file: SourceFile,
  site: AttributeSite,
  attribute: Attribute,
  { symbols, types }: HoverContext,
  removed: boolean,
): string | undefined {
  if (site.place === 'class' && site.decl.name) {
    const type: Type = { kind: 'class', name: site.decl.name.text };
    return promiseOf(type, 'field', false, removed ? withoutBlock(types, type.name, attribute.name) : types);
  }
  const own = wholeOf(site);
  if (!own || !site.type) return undefined;
  const inner = site.place === 'inner';
  const whole = removed ? withoutAttribute(own, attribute) : own;
  const type = inner
    ? typeLowering(symbols).type(
        file.uri,
        removed ? withoutAttribute({ type: site.type, attributes: [] }, attribute).type : site.type,
      )
    : typeLowering(symbols).type(file.uri, whole.type, whole.attributes);
  return promiseOf(type, placeOf(site), isHeld(site), types);
}

/** The types of a project as they would be if a block attribute of one class were not there. */
function withoutBlock(types: OutlineTypes, name: string, attribute: string): OutlineTypes {
  const key = attribute === 'stream.done' ? 'done' : attribute === 'stream.not_null' ? 'notNull' : 'withState';
  return {
    ...types,
    class: (wanted) => {
      const found = types.class(wanted);
      if (!found || wanted !== name) return found;
      const { [key]: _, ...attributes } = found.attributes;
      return { ...found, attributes };
    },
  };
}

function placeOf({ place, within }: AttributeSite): Place {
  if (place === 'return') return 'result';
  if (place !== 'inner') return 'field';
  const around = within?.at(-1)?.kind;
  return around === 'list' ? 'item' : around === 'map' ? 'value' : 'variant';
}

function isHeld({ decl, place, root }: AttributeSite): boolean {
  const isField = (root ?? place) === 'field';
  return isField && decl.kind === 'class' && decl.attributes.some(({ name }) => name === 'stream.done');
}

/** The whole type an attribute is a part of. */
function wholeOf({ decl, field, place, root }: AttributeSite): WrittenType | undefined {
  switch (root ?? place) {
    case 'field':
      return field && { type: field.type, attributes: field.attributes };
    case 'alias':
      return decl.kind === 'alias' ? { type: decl.type, attributes: decl.attributes } : undefined;
    case 'return':
      return decl.kind === 'function' ? { type: decl.returns, attributes: decl.returnAttributes } : undefined;
    default:
      return undefined;
  }
}

/** The type in your code, and below it what it would be without the attribute. */
function typesWith(
  file: SourceFile,
  site: AttributeSite,
  attribute: Attribute,
  context: HoverContext,
): PartialTypes | undefined {
  const whole = wholeOf(site);
  if (!whole) return undefined;
  const now = typesOf(file, site, whole, context);
  const before = typesOf(file, site, withoutAttribute(whole, attribute), context);
  if (!now || !before) return now;
  const both = (mark: string, a: string, b: string) => (a === b ? a : `${a}\n${mark} without it: ${b}`);
  return {
    typescript: both('//', now.typescript, before.typescript),
    python: both('#', now.python, before.python),
  };
}

/** `T[] @x` and `(T @x)[]` differ: what the other one would do. */
function otherPlace(file: SourceFile, site: AttributeSite, attribute: Attribute, context: HoverContext): string[] {
  const whole = wholeOf(site);
  const other = whole && site.place !== 'alias' && onItemsInstead(whole, attribute);
  if (!other) return [];
  const types = typesOf(file, site, other, context);
  const place: Place = (site.root ?? site.place) === 'return' ? 'result' : 'field';
  const lowered = typeLowering(context.symbols).type(file.uri, other.type, other.attributes);
  const promise = promiseOf(lowered, place, isHeld(site), context.types);
  const where = other.whole ? `On the list, \`T[] @${attribute.name}\`` : `On each item, \`(T @${attribute.name})[]\``;
  return [`**${where}:** ${promise}.${types ? ` \`${types.typescript}\`, \`${types.python}\`` : ''}`];
}

function typesOf(
  file: SourceFile,
  { decl, field }: AttributeSite,
  { type, attributes }: WrittenType,
  { symbols }: HoverContext,
): PartialTypes | undefined {
  if (decl.kind === 'class' && field) {
    const generated = generatedField({ file, decl: decl satisfies ClassDecl }, { ...field, type, attributes }, symbols);
    return { typescript: typescriptField(generated), python: pythonField(generated) };
  }
  if (decl.kind === 'alias') {
    const located = { file, decl: { ...decl, type, attributes } };
    return {
      typescript: typescriptAlias(generatedAlias(located, symbols, 'typescript')),
      python: pythonAlias(generatedAlias(located, symbols, 'python')),
    };
  }
  if (decl.kind !== 'function') return undefined;
  return resultTypes({ file, decl: { ...decl, returns: type, returnAttributes: attributes } }, symbols);
}
