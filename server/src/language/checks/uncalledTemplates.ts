/** A template string, a macro or a role is called, not only named. Language reference 6.4. */
import { replacement } from '../edits';
import type { JinjaType } from '../jinja/analysis';
import { signatureText } from '../jinja/facts/signature';
import type { Check } from './check';
import { shown, templateSites } from './templateSites';

const CODE = 'uncalled-templates';

export const uncalledTemplates: Check = (file, symbols, report) => {
  for (const { site } of templateSites(file, symbols, 'name')) {
    if (site.role !== 'value' || site.entry?.kind !== 'template') continue;
    const { type } = site.entry;
    if (type.kind !== 'callable') continue;
    const empty = !type.signature.parameters.length;
    const fix = {
      title: `Change to \`${site.name}()\``,
      edits: [replacement(file, { start: site.span.end, end: site.span.end }, '()')],
      preferred: empty,
    };
    const how = `\`${signatureText(type.signature)}\``;
    const message = `The template string \`${site.name}\` does nothing until it is called. Write ${how}.`;
    report('warning', CODE, site.span, message, { fixes: [fix] });
  }
  for (const { site } of templateSites(file, symbols, 'output')) {
    const { expression, type } = site;
    if (!isUncalled(type) || expression.kind === 'name') continue;
    const written = shown(file, expression);
    report(
      'warning',
      CODE,
      expression.span,
      `\`${written}\` is a function and does nothing until it is called. Write \`${written}(…)\`.`,
    );
  }
};

function isUncalled(type: JinjaType): boolean {
  return type.kind === 'callable' && type.of === 'builtin';
}
