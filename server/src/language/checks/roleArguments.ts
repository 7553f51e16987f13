/** `_.role(…)` and `_.chat(…)` are given a role. Language reference 6.2 and 6.4. */
import type { JinjaType } from '../jinja/analysis';
import { signatureOf } from '../jinja/expressionWalk';
import { checkArguments } from './callArguments';
import type { Check } from './check';
import { templateSites } from './templateSites';

export const roleArguments: Check = (file, symbols, report) => {
  for (const { site } of templateSites(file, symbols, 'call')) {
    const signature = signatureOf(site.callee);
    if (!signature || !isRole(site.callee)) continue;
    checkArguments(file, site, signature, 'role-arguments', `\`_.${signature.name}\``, report);
  }
};

/** `_.role` and `_.chat`. */
export function isRole(type: JinjaType): boolean {
  return type.kind === 'callable' && type.of === 'builtin' && (type.name === 'role' || type.name === 'chat');
}
