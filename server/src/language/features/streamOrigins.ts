/** Stream attributes that act on a field although they are written elsewhere: on an alias, or on a class or enum. */
import type { SourceRange, Type, TypeAttributes } from '../../ir/schema';
import { blockAttributes } from '../semantics/attributes';
import type { Symbols } from '../semantics/symbols';
import { isNull, isNullableType } from '../semantics/typeFacts';

export interface StreamOrigin {
  /** As it is written: `@stream.done` of an alias, `@@stream.done` of a block. */
  readonly attribute: string;
  /** The alias, class or enum. */
  readonly name: string;
  readonly source: SourceRange;
}

/**
 * Where the attributes of a field's type come from, those left out that have no effect at their place. `own` is where the
 * field itself is written.
 */
export function streamOrigins(type: Type, own: SourceRange, symbols: Symbols): StreamOrigin[] {
  const origins: StreamOrigin[] = [];
  collect(type, 'field');
  return origins;

  function collect(part: Type, place: Place): void {
    const attributes = part.attributes;
    for (const [name, source] of streamsOf(attributes)) {
      const inside = source.uri === own.uri && own.start <= source.start && source.end <= own.end;
      if (inside || !acts(name, part, place)) continue;
      const alias = ownerOf(source);
      if (alias !== undefined) origins.push({ attribute: `@${name}`, name: alias, source });
    }
    if (part.kind === 'class' || part.kind === 'enum') block(part, place);
    else if (part.kind === 'list') collect(part.item, 'part');
    else if (part.kind === 'map') collect(part.value, 'part');
    else if (part.kind === 'union') {
      const [only, ...others] = part.variants.filter((variant) => !isNull(variant));
      if (only && !others.length) collect(only, 'optional');
    }
  }

  function block(part: Extract<Type, { kind: 'class' | 'enum' }>, place: Place): void {
    const found = (part.kind === 'class' ? symbols.classes : symbols.enums).get(part.name);
    if (!found?.decl.attributes.length) return;
    for (const [name, source] of streamsOf(blockAttributes(found.file.uri, found.decl.attributes))) {
      const redundant = part.kind === 'enum' && name === 'stream.done';
      if (!redundant && acts(name, part, place)) origins.push({ attribute: `@@${name}`, name: part.name, source });
    }
  }

  function ownerOf({ uri, start }: SourceRange): string | undefined {
    const decl = symbols.file(uri)?.ast.declarations.find(({ span }) => span.start <= start && start < span.end);
    return decl?.name?.text;
  }
}

function streamsOf(attributes: TypeAttributes | undefined): readonly (readonly [string, SourceRange])[] {
  const { done, notNull, withState } = attributes ?? {};
  return [
    ...(done ? [['stream.done', done] as const] : []),
    ...(notNull ? [['stream.not_null', notNull] as const] : []),
    ...(withState ? [['stream.with_state', withState] as const] : []),
  ];
}

/** The type of the field itself, an item or value of it, or what is there when it is not null. */
type Place = 'field' | 'part' | 'optional';

/** Language reference 4.4: what is never null, or may be null in the end, waits for nothing; an optional is not wrapped. */
function acts(name: string, type: Type, place: Place): boolean {
  if (name === 'stream.with_state') return place !== 'optional';
  if (name !== 'stream.not_null') return true;
  return place === 'field' && type.kind !== 'list' && type.kind !== 'map' && !isNullableType(type);
}
