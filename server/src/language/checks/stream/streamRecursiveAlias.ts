/** Stream attributes on the right-hand side of a recursive type alias are not taken over by its uses, but by those of an alias of it. */
import type { Fix, TextEdit } from '../../diagnostic';
import { insertion } from '../../edits';
import type { SourceFile } from '../../project/sourceFile';
import { attributeRemoval, removalFix } from '../../semantics/attributeEdits';
import { has } from '../../semantics/attributes';
import { actsThroughAlias } from '../../semantics/recursiveAliasUses';
import type { StreamUse } from '../../semantics/streamUses';
import { standingOf, streamUses } from '../../semantics/streamUses';
import type { Symbols } from '../../semantics/symbols';
import { typeUsesOf } from '../../semantics/typeUses';
import type { Check } from '../check';

export const streamRecursiveAlias: Check = (file, symbols, report) => {
  for (const use of streamUses(file)) {
    if (standingOf(use, symbols) !== 'recursive-alias' || actsThroughAlias(use, symbols)) continue;
    const { attribute, site, written } = use;
    const name = site.decl.name!.text;
    report(
      'warning',
      'stream-recursive-alias',
      attribute.span,
      `\`${written}\` has no effect on a type alias that leads back to itself. Put it where \`${name}\` is used.`,
      { unnecessary: true, fixes: [...moved(use, name, file, symbols), removalFix(file, attribute)] },
    );
  }
};

/** To the fields that have the alias as their whole type. */
function moved({ attribute, site, written }: StreamUse, alias: string, file: SourceFile, symbols: Symbols): Fix[] {
  if (site.place !== 'alias') return [];
  const edits: TextEdit[] = [];
  for (const use of typeUsesOf(alias, symbols)) {
    if (use.in !== 'field' || use.shape !== 'whole' || !use.field?.type) continue;
    const { attributes, type } = use.field;
    if (has(attributes, attribute.name)) continue;
    const behind = Math.max(type.span.end, ...attributes.filter(({ block }) => !block).map(({ span }) => span.end));
    edits.push(insertion(use.file, behind, ` ${written}`));
  }
  if (!edits.length) return [];
  const title = `Move \`${written}\` to the fields of type \`${alias}\``;
  return [{ title, edits: [attributeRemoval(file, attribute), ...edits], preferred: true }];
}
