/** The client of a function, and each member of a strategy, is a client of the project or a `provider/model`. */
import { aKind } from '../semantics/kindNames';
import { PROVIDERS, shorthandProvider } from '../semantics/providers';
import { strategyItems } from '../semantics/reach';
import { stringProperty } from '../semantics/resolve';
import type { Symbols } from '../semantics/symbols';
import { didYouMean } from '../text';
import type { Check } from './check';

export const unknownClients: Check = (file, symbols, report) => {
  for (const decl of file.ast.declarations) {
    const used =
      decl.kind === 'function'
        ? [stringProperty(decl.properties, 'client')]
        : decl.kind === 'client'
          ? strategyItems(decl)
          : [];
    for (const client of used) {
      const message = client && problemOf(client.value, symbols);
      if (message) report('error', 'unknown-clients', client.span, message);
    }
  }
};

function problemOf(client: string, symbols: Symbols): string | undefined {
  if (symbols.clients.has(client)) return undefined;
  const provider = shorthandProvider(client);
  if (provider === undefined) {
    const other = symbols.names.get(client)?.[0]?.decl.kind;
    if (other) return `\`${client}\` is ${aKind(other)}, not a client. Name a client, or write \`provider/model\`.`;
    const hint = didYouMean(client, symbols.clients.keys());
    return `No client is named \`${client}\`.${hint || ' Declare it with `client<llm>`, or write `provider/model`.'}`;
  }
  if (PROVIDERS.includes(provider)) return undefined;
  return `\`${provider}\` in \`${client}\` is not a provider.${didYouMean(provider, PROVIDERS) || ` Use one of: ${PROVIDERS.slice(0, 11).join(', ')}.`}`;
}
