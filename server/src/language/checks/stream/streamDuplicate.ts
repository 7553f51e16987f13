/**
 * A stream attribute says everything the first time: a second one at the same place, or one that the class or enum carries itself.
 * The compiler refuses a second one on blocks only.
 */
import type { SourceFile } from '../../project/sourceFile';
import { attributeRemoval, removalFix, writtenName } from '../../semantics/attributeEdits';
import { attributeSites } from '../../semantics/attributeSites';
import { has, STREAM_ATTRIBUTES } from '../../semantics/attributes';
import { standingOf, streamUses } from '../../semantics/streamUses';
import type { Symbols } from '../../semantics/symbols';
import type { Check, Report } from '../check';

const CODE = 'stream-duplicate';
/** Of more copies each fix removes one: all edits in each would grow with their square. */
const FEW = 20;

export const streamDuplicate: Check = (file, symbols, report) => {
  for (const { attributes } of attributeSites(file)) {
    for (const name of STREAM_ATTRIBUTES) {
      const same = attributes.filter((attribute) => attribute.name === name);
      const [first] = same;
      if (!first || same.length < 2) continue;
      const removals = same.slice(1).map((other) => attributeRemoval(file, other));
      for (const [index, attribute] of same.entries()) {
        if (!attribute.block && attribute === first) continue;
        const own = Math.max(0, index - 1);
        const written = writtenName(attribute);
        report(
          attribute.block ? 'error' : 'warning',
          CODE,
          attribute.span,
          `\`${written}\` stands here more than once. Keep one of them.`,
          {
            unnecessary: attribute !== first,
            related: [{ uri: file.uri, span: first.span, message: 'It is written here first.' }],
            fixes: [
              {
                title: 'Keep one of them',
                edits: same.length > FEW ? removals.slice(own, own + 1) : removals,
                preferred: true,
              },
            ],
          },
        );
      }
    }
  }
  carriedAlready(file, symbols, report);
};

/** `@stream.done` is the business of `stream-done-inside-done`. */
function carriedAlready(file: SourceFile, symbols: Symbols, report: Report): void {
  for (const use of streamUses(file)) {
    const { attribute, site, name, written } = use;
    if (name === 'stream.done' || site.type?.kind !== 'name' || standingOf(use, symbols) !== 'type') continue;
    const isWhole =
      site.place === 'field' ||
      (site.place === 'inner' && name === 'stream.with_state' && isElement(site.within?.at(-1)?.kind));
    if (!isWhole) continue;
    const declared = symbols.classes.get(site.type.name)?.decl ?? symbols.enums.get(site.type.name)?.decl;
    if (!declared || !has(declared.attributes, name)) continue;
    const message = `\`${site.type.name}\` carries \`@@${name}\`, which says the same. \`${written}\` can be removed.`;
    report('hint', CODE, attribute.span, message, { unnecessary: true, fixes: [removalFix(file, attribute)] });
  }
}

function isElement(around: string | undefined): boolean {
  return around === 'list' || around === 'map';
}
