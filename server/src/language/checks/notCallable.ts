/** What is called can be called. Language reference 6.4. */
import { linkStart } from '../jinja/places';
import { described } from '../jinja/types';
import { signatureOf } from '../jinja/expressionWalk';
import type { Check } from './check';
import { shown, templateSites } from './templateSites';

export const notCallable: Check = (file, symbols, report) => {
  for (const { site } of templateSites(file, symbols, 'call')) {
    const { expression, callee } = site;
    if (callee.kind === 'unknown' || callee.kind === 'union' || signatureOf(callee)) continue;
    const span = { start: linkStart(file.text, expression, expression.callee), end: expression.span.end };
    const written = shown(file, expression.callee);
    const advice =
      callee.kind === 'object' && callee.name === 'loop'
        ? 'Only a loop with `recursive` at its end can be run again.'
        : 'Leave the parentheses out.';
    report('warning', 'not-callable', span, `\`${written}\` is ${described(callee)} and cannot be called. ${advice}`);
  }
};
