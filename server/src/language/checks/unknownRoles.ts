/** A role is one that the client knows; others silently become its default role. Language reference 6.2. */
import type { Expression } from '../../ir/template';
import type { JinjaSite } from '../jinja/analysis';
import type { SourceFile } from '../project/sourceFile';
import { propertyOf, stringProperty } from '../semantics/resolve';
import type { Symbols } from '../semantics/symbols';
import type { Declaration } from '../syntax/ast';
import type { Check } from './check';
import { isRole } from './roleArguments';
import { suggestWord } from './suggestion';
import { templateSites } from './templateSites';

/** What clients know unless their options say otherwise. */
const USUAL: readonly string[] = ['system', 'user', 'assistant'];

export const unknownRoles: Check = (file: SourceFile, symbols, report) => {
  for (const { site, analysis } of templateSites(file, symbols, 'call')) {
    if (!isRole(site.callee)) continue;
    const role = roleOf(site);
    if (role?.kind !== 'string') continue;
    const roles = rolesOf(analysis.decl, symbols);
    if ((roles ?? USUAL).includes(role.value)) continue;
    const span = { start: role.span.start + 1, end: role.span.end - 1 };
    const { hint, extra } = suggestWord(file, span, role.value, roles ?? USUAL);
    if (!hint && !roles) continue;
    const list = (roles ?? USUAL).map((one) => `"${one}"`).join(', ');
    const message = `The role "${role.value}" becomes the default role: the client knows ${list}.${hint}`;
    report(hint ? 'warning' : 'information', 'unknown-roles', role.span, message, extra);
  }
};

function roleOf({ expression }: Extract<JinjaSite, { kind: 'call' }>): Expression | undefined {
  const named = expression.arguments.find(({ name }) => name?.text === 'role');
  const [first] = expression.arguments;
  return (named ?? (first && !first.name && !first.spread ? first : undefined))?.value;
}

/** The roles of the function's client when its options list them; undefined when it is not known which client it is. */
function rolesOf(decl: Declaration, symbols: Symbols): readonly string[] | undefined {
  if (decl.kind !== 'function') return undefined;
  const client = stringProperty(decl.properties, 'client')?.value;
  const declared = client === undefined ? undefined : symbols.clients.get(client)?.decl;
  if (!declared) return undefined;
  const provider = stringProperty(declared.properties, 'provider')?.value;
  const options = propertyOf(declared.properties, 'options')?.value;
  const allowed =
    options?.kind === 'map' ? options.entries.findLast(({ key }) => key.text === 'allowed_roles')?.value : undefined;
  if (allowed?.kind === 'list') return allowed.items.flatMap((item) => (item.kind === 'string' ? [item.value] : []));
  // The clients that others are chosen from know what these know.
  return provider === undefined || provider === 'fallback' || provider === 'round-robin' ? undefined : USUAL;
}
