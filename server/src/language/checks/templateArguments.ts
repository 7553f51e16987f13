/** Template strings, macros, functions and methods get the arguments they take. Language reference 6.4. */
import { signatureOf } from '../jinja/expressionWalk';
import { checkArguments } from './callArguments';
import type { Check } from './check';
import { isRole } from './roleArguments';
import { templateSites } from './templateSites';

export const templateArguments: Check = (file, symbols, report) => {
  for (const { site } of templateSites(file, symbols, 'call')) {
    const { callee } = site;
    const signature = signatureOf(callee);
    if (!signature || isRole(callee) || (callee.kind === 'object' && callee.name === 'ctx.output_format')) continue;
    checkArguments(file, site, signature, 'template-arguments', `\`${signature.name}\``, report);
  }
};
