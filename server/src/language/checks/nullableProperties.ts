/** What stands before a dot is not null, or a condition around it says so. Language reference 6.4. */
import type { Expression } from '../../ir/template';
import type { Fix } from '../diagnostic';
import { insertion } from '../edits';
import { linkStart } from '../jinja/places';
import { hasNull } from '../jinja/types';
import type { SourceFile } from '../project/sourceFile';
import type { Check } from './check';
import { shown, templateSites } from './templateSites';

export const nullableProperties: Check = (file, symbols, report) => {
  const outputs = templateSites(file, symbols, 'output');
  for (const { site, analysis } of templateSites(file, symbols, 'attribute')) {
    const { expression, object, lacking } = site;
    // Most checks are about values that are there.
    if (analysis.kind === 'constraint' || lacking.length || !hasNull(object) || object.kind === 'none') continue;
    const { object: inner, name } = expression;
    const span = { start: linkStart(file.text, expression, inner), end: name.span.end };
    const written = shown(file, inner);
    // A condition is remembered for variables and their properties, not for what is computed.
    const isPath = inner.kind === 'name' || inner.kind === 'attribute' || inner.kind === 'index';
    const fix = isPath && asked(file, outputs, expression, file.text.slice(inner.span.start, inner.span.end));
    const advice = isPath
      ? `Ask first: \`{% if ${written} %}\`.`
      : 'Put it into a variable with `{% set %}` and ask first.';
    report(
      'warning',
      'nullable-properties',
      span,
      `\`${written}\` may be null here, and then has no \`${name.text}\`. ${advice}`,
      fix ? { fixes: [fix] } : undefined,
    );
  }
};

/** Puts the `{{ … }}` that holds the expression into a condition. */
function asked(
  file: SourceFile,
  outputs: readonly { readonly site: { readonly expression: Expression } }[],
  { span }: Expression,
  condition: string,
): Fix | undefined {
  let low = 0;
  let high = outputs.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (outputs[middle]!.site.expression.span.start <= span.start) low = middle + 1;
    else high = middle;
  }
  const output = outputs[low - 1]?.site.expression.span;
  if (!output || output.end < span.end || condition.includes('\n')) return undefined;
  const before = /\{\{[-+]?[\s(]*$/.exec(file.text.slice(Math.max(0, output.start - 50), output.start))?.[0];
  const after = /^[\s)]*[-+]?\}\}/.exec(file.text.slice(output.end, output.end + 50))?.[0];
  if (before === undefined || after === undefined) return undefined;
  return {
    title: `Ask first: \`{% if ${condition} %}\``,
    edits: [
      insertion(file, output.start - before.length, `{% if ${condition} %}`),
      insertion(file, output.end + after.length, '{% endif %}'),
    ],
  };
}
