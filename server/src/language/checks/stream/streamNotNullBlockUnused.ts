/** `@@stream.not_null` on a class or enum, or `@stream.not_null` of an alias, that no required field has as its type. */
import { removalFix } from '../../semantics/attributeEdits';
import { allowsNull } from '../../semantics/streamFacts';
import { standingOf, streamUses, typeAt } from '../../semantics/streamUses';
import type { Symbols } from '../../semantics/symbols';
import { typeUsesOf } from '../../semantics/typeUses';
import type { Check } from '../check';

export const streamNotNullBlockUnused: Check = (file, symbols, report) => {
  for (const use of streamUses(file)) {
    const { attribute, site, written } = use;
    const { decl, place } = site;
    if (use.name !== 'stream.not_null' || !decl.name) continue;
    if (place !== 'class' && place !== 'enum' && place !== 'alias') continue;
    if ('dynamic' in decl && decl.dynamic) continue;
    const standing = standingOf(use, symbols);
    if (standing !== 'block' && standing !== 'type') continue;
    if (place === 'alias') {
      const type = typeAt(file, site, symbols);
      // Those have reasons of their own.
      if (allowsNull(type, symbols) || type.kind === 'list' || type.kind === 'map') continue;
    }
    if (takesEffect(decl.name.text, symbols) !== false) continue;
    report(
      'hint',
      'stream-not-null-block-unused',
      attribute.span,
      `\`${written}\` never takes effect: no required field has \`${decl.name.text}\` as its type. In optionals, lists, maps, unions and results there is nothing to wait for. It can be removed.`,
      { unnecessary: true, fixes: [removalFix(file, attribute)] },
    );
  }
};

/** Whether some field, directly or through aliases, has the type as a whole; undefined when nothing uses it. */
function takesEffect(name: string, symbols: Symbols): boolean | undefined {
  const names = new Set([name]);
  let isUsed = false;
  for (const next of names) {
    for (const use of typeUsesOf(next, symbols)) {
      if (use.in === 'parameter') continue;
      isUsed = true;
      if (use.shape !== 'whole') continue;
      if (use.in === 'field') return true;
      if (use.in === 'alias' && use.decl.name) names.add(use.decl.name.text);
    }
  }
  return isUsed ? false : undefined;
}
