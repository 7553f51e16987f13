/** Every place of a file where attributes stand, so that checks of attributes need not know the shape of blocks. */
import type { SourceFile } from '../project/sourceFile';
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
export function attributeSites(file: SourceFile): AttributeSite[] {
  let sites = known.get(file);
  if (!sites) {
    sites = [];
    for (const decl of file.ast.declarations) collect(decl, sites);
    known.set(file, sites);
  }
  return sites;
}

const known = new WeakMap<SourceFile, AttributeSite[]>();

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

/** The site of a whole type and the sites inside it. Parentheses around the whole are part of it. */
function add(sites: AttributeSite[], site: AttributeSite): void {
  let { type } = site;
  const outer = [...site.attributes];
  while (type?.kind === 'paren' && type.inner) {
    outer.push(...type.inner.attributes);
    type = type.inner;
  }
  if (type?.kind === 'optional' && type.inner.kind === 'paren' && type.inner.inner) {
    // `(T @x)?` is `T? @x`.
    outer.push(...type.inner.inner.attributes);
    if (outer.length) sites.push({ ...site, attributes: outer, type });
    addInner(sites, site, type.inner.inner, [type]);
    return;
  }
  if (outer.length) sites.push({ ...site, attributes: outer, type });
  if (type) addInner(sites, site, type, []);
}

function addInner(sites: AttributeSite[], site: AttributeSite, type: TypeExpr, within: readonly TypeExpr[]): void {
  const around = type.kind === 'paren' ? within : [...within, type];
  const inner =
    type.kind === 'list'
      ? [type.item]
      : type.kind === 'optional' || type.kind === 'paren'
        ? [type.inner]
        : type.kind === 'union'
          ? type.members
          : type.kind === 'map'
            ? [type.key, type.value]
            : type.kind === 'tuple'
              ? type.items
              : [];
  for (const part of inner) {
    if (!part) continue;
    if (part.attributes.length) {
      sites.push({
        ...site,
        place: 'inner',
        root: site.place,
        attributes: part.attributes,
        type: part,
        within: around,
      });
    }
    addInner(sites, site, part, around);
  }
}
