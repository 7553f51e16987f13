/** Attributes written where an alias is used replace all that the alias carries. */
import type { Fix } from '../../diagnostic';
import { insertion } from '../../edits';
import type { SourceFile } from '../../project/sourceFile';
import { aliasAttributes, droppedByUse } from '../../semantics/aliasAttributes';
import { writtenName } from '../../semantics/attributeEdits';
import type { AttributeSite } from '../../semantics/attributeSites';
import { attributeSites } from '../../semantics/attributeSites';
import { bindsToType } from '../../semantics/attributes';
import type { Symbols } from '../../semantics/symbols';
import type { Attribute } from '../../syntax/ast';
import type { Check } from '../check';

export const streamAliasOverride: Check = (file, symbols, report) => {
  for (const site of attributeSites(file)) {
    const { type, attributes } = site;
    const dropped = type?.kind === 'name' ? droppedByUse(site, symbols) : [];
    if (!dropped.length || type?.kind !== 'name') continue;
    const own = attributes.filter(bindsToType);
    const names = [...new Set(dropped.map((attribute) => `\`${writtenName(attribute)}\``))].join(', ');
    report(
      'warning',
      'stream-alias-override',
      own[0]!.span,
      `\`${type.name}\` loses its ${names} here: attributes at a use replace all that the alias carries. Repeat what should stay.`,
      { fixes: repetition(file, site, dropped, symbols) },
    );
  }
};

function repetition(file: SourceFile, site: AttributeSite, dropped: readonly Attribute[], symbols: Symbols): Fix[] {
  if (site.type?.kind !== 'name') return [];
  const carried = aliasAttributes(site.type.name, symbols);
  const last = site.attributes.findLast(bindsToType);
  if (!carried || !last) return [];
  const texts = dropped.map((attribute) => carried.textOf(attribute));
  // What spans lines would end the line of the field.
  if (texts.some((text) => /[\r\n]/.test(text))) return [];
  const edits = [insertion(file, last.span.end, texts.map((text) => ` ${text}`).join(''))];
  const names = dropped.map(writtenName).join(' ');
  return [{ title: `Repeat \`${names}\` of \`${site.type.name}\``, edits, preferred: true }];
}
