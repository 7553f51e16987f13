/** `@stream.done` on what something around it, or everything in it, already holds back. */
import type { Type } from '../../../ir/schema';
import type { SourceFile } from '../../project/sourceFile';
import { removalFix, wholeType } from '../../semantics/attributeEdits';
import { bindsToType, has } from '../../semantics/attributes';
import { isWhole } from '../../semantics/streamFacts';
import type { StreamUse } from '../../semantics/streamUses';
import { standingOf, streamUses, typeAt } from '../../semantics/streamUses';
import type { Symbols } from '../../semantics/symbols';
import { isAtomic } from '../../semantics/typeFacts';
import type { Check } from '../check';

export const streamDoneInsideDone: Check = (file, symbols, report) => {
  for (const use of streamUses(file)) {
    if (use.name !== 'stream.done') continue;
    const cover = coverOf(use, file, symbols);
    if (!cover) continue;
    report('hint', 'stream-done-inside-done', use.attribute.span, `${cover} \`@stream.done\` can be removed.`, {
      unnecessary: true,
      fixes: [removalFix(file, use.attribute)],
    });
  }
};

/** A sentence about what makes the attribute superfluous. */
function coverOf(use: StreamUse, file: SourceFile, symbols: Symbols): string | undefined {
  const { site } = use;
  const standing = standingOf(use, symbols);
  if (standing === 'done-class') {
    return `\`${site.decl.name?.text ?? 'The class'}\` appears as a whole: its \`@@stream.done\` covers this.`;
  }
  if (standing !== 'type' || site.place === 'return') return undefined;
  const written = typeAt(file, site, symbols);
  // Whatever else is written here takes the place of what an alias says.
  const replaces = site.attributes.some((other) => bindsToType(other) && other.name !== 'stream.done');
  const type = replaces ? withoutAttributes(written) : written;
  if (isAtomic(type)) return undefined;
  if (isWhole(type, symbols)) {
    return site.type?.kind === 'name'
      ? `\`${site.type.name}\` appears as a whole: its declaration says so.`
      : 'Every value of this type appears as a whole by itself.';
  }
  const around = site.within?.at(-1);
  const isElement = site.within?.length === 1 && (around?.kind === 'list' || around?.kind === 'map');
  if (!isElement || !has(wholeType(site)[1], 'stream.done')) return undefined;
  return `The ${around.kind} appears as a whole: it carries \`@stream.done\`, too.`;
}

function withoutAttributes(type: Type): Type {
  const { attributes: _, ...bare } = type;
  return bare;
}
