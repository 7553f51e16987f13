/** Every place of a file where attributes stand, so that checks of attributes need not know the shape of blocks. */
import { ofRecentFile } from '../recent';
import type { Span } from '../diagnostic';
import type {
  AliasDecl,
  Attribute,
  ClassDecl,
  Declaration,
  EnumDecl,
  FieldDecl,
  ParameterDecl,
  TypeExpr,
  ValueDecl,
} from '../syntax/ast';
import { innerTypes } from './resolve';

export type AttributePlace =
  | 'field'
  | 'class'
  | 'enum-value'
  | 'enum'
  | 'alias'
  /** On a type inside another type. */
  | 'inner'
  | 'return'
  | 'parameter'
  /** On a property of a function, client, retry policy, test or generator. */
  | 'property'
  /** `@@…` in such a block. */
  | 'block';

export interface AttributeSite {
  readonly place: AttributePlace;
  /** All attributes written at the place, in order. */
  readonly attributes: readonly Attribute[];
  /** The type they stand on. */
  readonly type?: TypeExpr;
  readonly decl: Declaration;
  readonly field?: FieldDecl;
  readonly value?: ValueDecl;
  readonly parameter?: ParameterDecl;
  /** For `inner`: what the type is inside of, from the outermost. */
  readonly within?: readonly TypeExpr[];
  /** For `inner`: the place of the whole type. */
  readonly root?: AttributePlace;
}

/** The sites of a file that have attributes. */
export const attributeSites = ofRecentFile((file): readonly AttributeSite[] => {
  const sites: AttributeSite[] = [];
  for (const decl of file.ast.declarations) collect(decl, sites);
  return sites;
});

function collect(decl: Declaration, sites: AttributeSite[]): void {
  switch (decl.kind) {
    case 'class':
    case 'enum':
    case 'alias':
      return collectType(decl, sites);
    case 'function':
    case 'template':
      for (const parameter of decl.parameters) {
        add(sites, { place: 'parameter', attributes: parameter.attributes, type: parameter.type, decl, parameter });
      }
      if (decl.kind === 'template') return;
      add(sites, { place: 'return', attributes: decl.returnAttributes, type: decl.returns, decl });
      return collectProperties(decl, sites);
    case 'client':
    case 'retry':
    case 'test':
    case 'generator':
      return collectProperties(decl, sites);
  }
}

function collectType(decl: ClassDecl | EnumDecl | AliasDecl, sites: AttributeSite[]): void {
  if (decl.kind === 'alias') return add(sites, { place: 'alias', attributes: decl.attributes, type: decl.type, decl });
  if (decl.attributes.length) sites.push({ place: decl.kind, attributes: decl.attributes, decl });
  if (decl.kind === 'class') {
    for (const field of decl.fields) {
      add(sites, { place: 'field', attributes: field.attributes, type: field.type, decl, field });
    }
  } else {
    for (const value of decl.values) {
      if (value.attributes.length) sites.push({ place: 'enum-value', attributes: value.attributes, decl, value });
    }
  }
}

function collectProperties(
  decl: Extract<Declaration, { readonly typeBuilders: unknown }>,
  sites: AttributeSite[],
): void {
  if (decl.attributes.length) sites.push({ place: 'block', attributes: decl.attributes, decl });
  for (const { attributes } of decl.properties) {
    if (attributes.length) sites.push({ place: 'property', attributes, decl });
  }
  for (const builder of decl.typeBuilders) for (const inner of builder.declarations) collectType(inner, sites);
}

/**
 * The site of a type and the sites inside it. Parentheses around a type are part of it, and `(T @x)?` is `T? @x`, as everywhere
 * in the language.
 */
function add(sites: AttributeSite[], site: AttributeSite, within: readonly TypeExpr[] = []): void {
  const outer = [...new Set([...site.attributes, ...(site.type?.attributes ?? [])])];
  let type = site.type && withoutParentheses(site.type, outer);
  const whole = type;
  if (type?.kind === 'optional' && type.inner.kind === 'paren') type = withoutParentheses(type.inner, outer);
  if (outer.length) sites.push({ ...site, attributes: outer.sort((a, b) => a.span.start - b.span.start), type: whole });
  if (!type || !whole) return;
  const around = type === whole ? [...within, whole] : [...within, whole, type];
  for (const part of innerTypes(type)) {
    add(
      sites,
      {
        ...site,
        place: 'inner',
        root: site.root ?? site.place,
        attributes: part.attributes,
        type: part,
        within: around,
      },
      around,
    );
  }
}

/** The type inside the parentheses; the attributes inside them are added to `attributes`. */
function withoutParentheses(type: TypeExpr, attributes: Attribute[]): TypeExpr {
  let inner = type;
  while (inner.kind === 'paren' && inner.inner) {
    inner = inner.inner;
    attributes.push(...inner.attributes);
  }
  return inner;
}

/**
 * Where a name that is no attribute is reported: a dotted one from the name on, as the compiler does where it looks at
 * attributes one by one; any other from its sign on.
 */
export function unknownNameSpan(place: AttributePlace, { name, span, nameSpan }: Attribute): Span {
  const looked = place === 'field' || place === 'class' || place === 'enum' || place === 'enum-value';
  return { start: looked && name.includes('.') ? nameSpan.start : span.start, end: nameSpan.end };
}
