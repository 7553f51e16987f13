/** The options of `ctx.output_format` exist and have values that are understood. Language reference 7.3. */
import { signatureOf } from '../jinja/expressionWalk';
import { checkArguments } from './callArguments';
import type { Check } from './check';
import { templateSites } from './templateSites';

export const outputFormatArguments: Check = (file, symbols, report) => {
  for (const { site } of templateSites(file, symbols, 'call')) {
    const { callee } = site;
    const signature = signatureOf(callee);
    if (!signature || callee.kind !== 'object' || callee.name !== 'ctx.output_format') continue;
    checkArguments(file, site, signature, 'output-format-arguments', '`ctx.output_format`', report);
  }
};
