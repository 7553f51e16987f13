/** Stream attributes of type aliases, which their uses take over, or drop. Language reference 4.4 and 4.6. */
import { bindsToType, STREAM_ATTRIBUTES } from '../semantics/attributes';
import { attributeSites } from '../semantics/attributeSites';
import { typeLowering } from '../semantics/lowerTypes';
import { unwrapped } from '../syntax/readType';
import type { Check } from './check';

export const streamAliases: Check = (file, symbols, report) => {
  for (const { place, attributes, type, decl } of attributeSites(file)) {
    const own = attributes.filter(bindsToType);
    if (place === 'alias' && decl.name && typeLowering(symbols).isReference(decl.name.text)) {
      for (const { name, span } of own) {
        if (!STREAM_ATTRIBUTES.includes(name)) continue;
        const advice = `Put it where \`${decl.name.text}\` is used.`;
        report(
          'warning',
          'stream-recursive-alias',
          span,
          `\`@${name}\` has no effect on a recursive type alias. ${advice}`,
        );
      }
    }
    const named = type && unwrapped(type).type;
    if (!own.length || named?.kind !== 'name' || !['field', 'inner', 'return', 'alias'].includes(place)) continue;
    const alias = symbols.aliases.get(named.name)?.decl;
    const kept =
      alias && [...alias.attributes, ...(alias.type ? unwrapped(alias.type).attributes : [])].filter(bindsToType);
    const dropped = (kept ?? []).filter(({ name }) => !own.some((attribute) => attribute.name === name));
    if (!dropped.length || typeLowering(symbols).isReference(named.name)) continue;
    const names = [...new Set(dropped.map(({ name }) => `\`@${name}\``))].join(', ');
    report(
      'warning',
      'stream-alias-override',
      own[0]!.span,
      `This drops ${names} of \`${named.name}\`: attributes at a use replace all of the alias's own. Repeat here what should stay.`,
    );
  }
};
