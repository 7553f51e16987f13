/** The clients of a project: what a function can be run with besides its own. */
import type { ClientSummary } from '../languageService';
import { stringProperty } from '../semantics/resolve';
import type { Symbols } from '../semantics/symbols';

/** In order of name. A client without a provider cannot be called and is left out. */
export function clientsOf(symbols: Symbols): readonly ClientSummary[] {
  const clients: ClientSummary[] = [];
  for (const [name, { decl }] of symbols.clients) {
    const provider = stringProperty(decl.properties, 'provider')?.value;
    if (provider !== undefined) clients.push({ name, provider });
  }
  return clients.sort((a, b) => (a.name < b.name ? -1 : 1));
}
