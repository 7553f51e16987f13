/**
 * The stream attributes of a file and what each of them stands on. The checks of stream attributes share this, so that no
 * attribute is spoken of for two reasons: whether it does anything at its place comes first, what it does to the type second.
 */
import type { Type } from '../../ir/schema';
import type { SourceFile } from '../project/sourceFile';
import type { Attribute, Declaration, TypeExpr } from '../syntax/ast';
import { droppedByUse } from './aliasAttributes';
import type { AttributeSite } from './attributeSites';
import { attributeSites } from './attributeSites';
import { has, STREAM_ATTRIBUTES } from './attributes';
import { typeLowering } from './lowerTypes';
import { isRecursiveAlias } from './resolve';
import type { Symbols } from './symbols';
import { ofRecentFile } from '../recent';
import { isOnlyInput } from './typeUses';

export type StreamName = 'stream.done' | 'stream.not_null' | 'stream.with_state';

export interface StreamUse {
  readonly name: StreamName;
  /** As the person sees it: `@stream.done`, `@@stream.done`. */
  readonly written: string;
  readonly attribute: Attribute;
  readonly site: AttributeSite;
}

/** Where an attribute stands, as far as it matters to streaming. */
export type Standing =
  /** On a property of a function, client, test …; in a block the grammar refuses it. */
  | 'property'
  | 'parameter'
  /** In a class or enum that only parameters lead to. */
  | 'input-type'
  | 'enum-value'
  /** `@@` of a class or an enum. */
  | 'block'
  | 'map-key'
  | 'skipped-field'
  /** In a class that is held as a whole. */
  | 'done-class'
  /** On the right-hand side of a recursive alias, where nothing takes it over. */
  | 'recursive-alias'
  /** At the use of an alias, instead of what the alias says. */
  | 'replacing'
  /** On a type that streams. */
  | 'type';

/** The stream attributes of a file in order, the first of each name at a place. */
export const streamUses = ofRecentFile((file): readonly StreamUse[] => attributeSites(file).flatMap(usesAt));

function usesAt(site: AttributeSite): StreamUse[] {
  return STREAM_ATTRIBUTES.flatMap((name) => {
    const attribute = site.attributes.find((candidate) => candidate.name === name);
    if (!attribute) return [];
    return [{ name: name as StreamName, written: `${attribute.block ? '@@' : '@'}${name}`, attribute, site }];
  });
}

/** What has been found out under a view of the project; it lives as long as one computation does. */
const standings = new WeakMap<Symbols, Map<StreamUse, Standing>>();

/** Looks at other files only for attributes that stand on a type, a class or an enum. */
export function standingOf(use: StreamUse, symbols: Symbols): Standing {
  let found = standings.get(symbols);
  if (!found) standings.set(symbols, (found = new Map()));
  let standing = found.get(use);
  if (!standing) found.set(use, (standing = computeStanding(use, symbols)));
  return standing;
}

function computeStanding({ attribute, site }: StreamUse, symbols: Symbols): Standing {
  const { place, decl, field } = site;
  if (place === 'property' || place === 'block') return 'property';
  if (place === 'parameter' || site.root === 'parameter') return 'parameter';
  if (place === 'enum-value') return 'enum-value';
  if ((decl.kind === 'class' || decl.kind === 'enum') && isOnlyInput(decl, symbols)) return 'input-type';
  if (place === 'class' || place === 'enum') return 'block';
  if (isInMapKey(attribute, site.within)) return 'map-key';
  if (field && has(field.attributes, 'skip')) return 'skipped-field';
  if (isDoneClass(decl, symbols)) return 'done-class';
  if (losesAttributes(site, symbols) && !makesKnown(attribute, site, symbols)) return 'recursive-alias';
  return droppedByUse(site, symbols).length ? 'replacing' : 'type';
}

export interface TypedUse extends StreamUse {
  readonly standing: 'type' | 'replacing';
  /** As it is without the attributes of this place. */
  readonly type: Type;
}

/** The attributes of a file that stand on a type which streams. `replacing` ones drop what an alias says, too. */
export function typedUses(file: SourceFile, symbols: Symbols, name: StreamName): TypedUse[] {
  return streamUses(file).flatMap((use): TypedUse[] => {
    if (use.name !== name) return [];
    const standing = standingOf(use, symbols);
    if (standing !== 'type' && standing !== 'replacing') return [];
    return [{ ...use, standing, type: typeAt(file, use.site, symbols) }];
  });
}

/** The type of a place without the attributes written there. */
export function typeAt(file: SourceFile, { type }: AttributeSite, symbols: Symbols): Type {
  const lowered = typeLowering(symbols).type(file.uri, type && { ...type, attributes: [] });
  if (type?.kind !== 'optional' || !lowered.attributes) return lowered;
  const { attributes: _, ...bare } = lowered;
  return bare;
}

function isInMapKey({ span }: Attribute, within: readonly TypeExpr[] = []): boolean {
  return within.some(
    (type) => type.kind === 'map' && type.key && type.key.span.start <= span.start && span.end <= type.key.span.end,
  );
}

/** A `dynamic` block adds to a class that may be held as a whole; what it says about itself counts for nothing. */
export function isDoneClass(decl: Declaration, symbols: Symbols): boolean {
  if (decl.kind !== 'class') return false;
  const target = decl.dynamic && decl.name ? symbols.classes.get(decl.name.text)?.decl : decl;
  return !!target && has(target.attributes, 'stream.done');
}

/** A class in a recursive alias is read only when it is marked, where it stands or itself. */
function makesKnown({ name }: Attribute, { type }: AttributeSite, symbols: Symbols): boolean {
  return name === 'stream.done' && type?.kind === 'name' && symbols.classes.has(type.name);
}

/** On a recursive alias as a whole or a member of its union; elements of a list in it are streamed as they say. */
function losesAttributes({ decl, place, root, within, type }: AttributeSite, symbols: Symbols): boolean {
  if (decl.kind !== 'alias' || !decl.name || (place !== 'alias' && root !== 'alias')) return false;
  if (isRecursiveAlias(decl.name.text, symbols)) return (within ?? []).every(({ kind }) => kind === 'union');
  return place === 'alias' && type?.kind === 'name' && isRecursiveAlias(type.name, symbols);
}
