/** What stands before a dot is not null, or a condition around it says so. Language reference 6.4. */
import { linkStart } from '../jinja/places';
import { hasNull } from '../jinja/types';
import type { Check } from './check';
import { shown, templateSites } from './templateSites';

export const nullableProperties: Check = (file, symbols, report) => {
  for (const { site, analysis } of templateSites(file, symbols, 'attribute')) {
    const { expression, object, lacking } = site;
    // Most checks are about values that are there.
    if (analysis.kind === 'constraint' || lacking.length || !hasNull(object) || object.kind === 'none') continue;
    const { object: inner, name } = expression;
    const span = { start: linkStart(file.text, expression, inner), end: name.span.end };
    const written = shown(file, inner);
    report(
      'warning',
      'nullable-properties',
      span,
      `\`${written}\` may be null here, and then has no \`${name.text}\`. Ask first: \`{% if ${written} %}\`.`,
    );
  }
};
