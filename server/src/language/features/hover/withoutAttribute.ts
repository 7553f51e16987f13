/** Types as they would be if an attribute stood elsewhere. */
import type { Attribute, TypeExpr } from '../../syntax/ast';

/** A whole type, with the attributes behind it. */
export interface WrittenType {
  readonly type: TypeExpr | undefined;
  readonly attributes: readonly Attribute[];
}

export function withoutAttribute({ type, attributes }: WrittenType, attribute: Attribute): WrittenType {
  return { type: type && removed(type, attribute), attributes: attributes.filter((one) => one !== attribute) };
}

/**
 * The attribute of a list on its items instead, or that of the items on the list; undefined when the type is no list, or the
 * attribute stands deeper in it. Parentheses around the whole are looked through.
 */
export function onItemsInstead(
  written: WrittenType,
  attribute: Attribute,
): (WrittenType & { whole: boolean }) | undefined {
  const bare = withoutAttribute(written, attribute);
  const [list, bareList] = [asList(written.type), asList(bare.type)];
  if (!list || !bareList) return undefined;
  if (carries(list.item, attribute)) return { ...bare, attributes: [...bare.attributes, attribute], whole: true };
  if (!written.attributes.includes(attribute) && !carries(written.type, attribute)) return undefined;
  const item: TypeExpr = { ...bareList.item, attributes: [...bareList.item.attributes, attribute] };
  return { type: { ...bareList, item }, attributes: bare.attributes, whole: false };
}

function asList(type: TypeExpr | undefined): Extract<TypeExpr, { kind: 'list' }> | undefined {
  let inner = type;
  while (inner?.kind === 'paren') inner = inner.inner;
  return inner?.kind === 'list' ? inner : undefined;
}

/** Whether the attribute stands on the type, or in parentheses around the whole of it. */
function carries(type: TypeExpr | undefined, attribute: Attribute): boolean {
  for (let inner = type; inner; inner = inner.kind === 'paren' ? inner.inner : undefined) {
    if (inner.attributes.includes(attribute)) return true;
  }
  return false;
}

/** The same object when the attribute is not in it. */
function removed(type: TypeExpr, attribute: Attribute): TypeExpr {
  const attributes = type.attributes.includes(attribute)
    ? type.attributes.filter((one) => one !== attribute)
    : type.attributes;
  const inner = (part: TypeExpr) => removed(part, attribute);
  const all = (parts: readonly TypeExpr[]) => {
    const changed = parts.map(inner);
    return changed.every((part, i) => part === parts[i]) ? parts : changed;
  };
  switch (type.kind) {
    case 'list': {
      const item = inner(type.item);
      return item === type.item && attributes === type.attributes ? type : { ...type, item, attributes };
    }
    case 'optional': {
      const value = inner(type.inner);
      return value === type.inner && attributes === type.attributes ? type : { ...type, inner: value, attributes };
    }
    case 'paren': {
      const value = type.inner && inner(type.inner);
      return value === type.inner && attributes === type.attributes
        ? type
        : { ...type, ...(value && { inner: value }), attributes };
    }
    case 'map': {
      const [key, value] = [type.key && inner(type.key), type.value && inner(type.value)];
      return key === type.key && value === type.value && attributes === type.attributes
        ? type
        : { ...type, ...(key && { key }), ...(value && { value }), attributes };
    }
    case 'union': {
      const members = all(type.members);
      return members === type.members && attributes === type.attributes ? type : { ...type, members, attributes };
    }
    case 'tuple': {
      const items = all(type.items);
      return items === type.items && attributes === type.attributes ? type : { ...type, items, attributes };
    }
    default:
      return attributes === type.attributes ? type : { ...type, attributes };
  }
}
