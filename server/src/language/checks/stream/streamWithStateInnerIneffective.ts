/**
 * `@stream.with_state` in a union, where the runtime makes no wrapper although the generated type has one: written on a member, or
 * carried by a class, enum or alias that is used as `C?` or as a member.
 */
import type { Fix } from '../../diagnostic';
import type { SourceFile } from '../../project/sourceFile';
import { aliasAttributes } from '../../semantics/aliasAttributes';
import { outwardFix, wholeTypeInsertion } from '../../semantics/attributeEdits';
import { fieldAttributes, has } from '../../semantics/attributes';
import { isDoneClass, typedUses } from '../../semantics/streamUses';
import type { Symbols } from '../../semantics/symbols';
import type { TypeUse } from '../../semantics/typeUses';
import { isOnlyInput, typeUsesIn } from '../../semantics/typeUses';
import type { Check, Report } from '../check';

const CODE = 'stream-with-state-inner-ineffective';
const NAME = 'stream.with_state';

export const streamWithStateInnerIneffective: Check = (file, symbols, report) => {
  for (const { attribute, site, standing } of typedUses(file, symbols, NAME)) {
    if (standing === 'replacing' || site.place !== 'inner' || site.within?.at(-1)?.kind !== 'union') continue;
    const moved = site.within.length === 1 ? outwardFix(file, attribute, site) : undefined;
    report(
      'warning',
      CODE,
      attribute.span,
      'On a member of a union, `@stream.with_state` makes no wrapper at run time, although the generated type says that there is one. Put it on the whole union.',
      { fixes: moved ? [moved] : [] },
    );
  }
  for (const [name, uses] of typeUsesIn(file)) {
    // Most uses are whole: nothing has to be looked up for them.
    const inner = uses.filter(isInner);
    const carried = inner.length ? carrier(name, symbols) : undefined;
    if (carried) for (const use of inner) if (isLostAt(use, symbols)) reportUse(use, carried, file, report);
  }
};

/** The attribute as its declaration has it. */
function carrier(name: string, symbols: Symbols): string | undefined {
  const declared = symbols.classes.get(name)?.decl ?? symbols.enums.get(name)?.decl;
  if (declared) return has(declared.attributes, NAME) ? `@@${NAME}` : undefined;
  return has(aliasAttributes(name, symbols)?.attributes ?? [], NAME) ? `@${NAME}` : undefined;
}

/** As `C?` or as a member of a union, where something can arrive. */
function isInner({ in: place, shape }: TypeUse): boolean {
  return place !== 'parameter' && (shape === 'optional' || shape === 'union');
}

function isLostAt(use: TypeUse, symbols: Symbols): boolean {
  // What is written around it wraps it all the same.
  if (use.type.attributes.length) return false;
  const own = use.field ? fieldAttributes(use.field.type, use.field.attributes) : attributesOf(use);
  if (has(own, NAME) || has(own, 'skip')) return false;
  return use.decl.kind !== 'class' || !(isDoneClass(use.decl, symbols) || isOnlyInput(use.decl, symbols));
}

function attributesOf({ decl }: TypeUse) {
  return decl.kind === 'alias' ? decl.attributes : decl.kind === 'function' ? decl.returnAttributes : [];
}

function reportUse(use: TypeUse, carried: string, file: SourceFile, report: Report): void {
  const { name, type, shape } = use;
  const place = shape === 'optional' ? '`?`' : 'whole union';
  const where = shape === 'optional' ? `as \`${name}?\`` : 'in a union';
  report(
    'warning',
    CODE,
    type.span,
    `\`${name}\` carries \`${carried}\`, but ${where} there is no wrapper at run time, although the generated type says that there is one. Write \`@${NAME}\` behind the ${place}.`,
    { fixes: addition(use, file) },
  );
}

/** Only when the optional or the union is the whole type. */
function addition({ decl, field, around }: TypeUse, file: SourceFile): Fix[] {
  const whole =
    field?.type ?? (decl.kind === 'alias' ? decl.type : decl.kind === 'function' ? decl.returns : undefined);
  if (whole !== around) return [];
  const edit = wholeTypeInsertion(file, { place: 'field', attributes: [], decl, field }, `@${NAME}`);
  return edit ? [{ title: `Add \`@${NAME}\` to the whole type`, edits: [edit] }] : [];
}
