/** The client of a function, and each member of a strategy, is a client of the project or a `provider/model`. */
import { aKind } from '../semantics/kindNames';
import { PROVIDERS, shorthandProvider } from '../semantics/providers';
import { strategyItems } from '../semantics/reach';
import { stringProperty } from '../semantics/resolve';
import type { Symbols } from '../semantics/symbols';
import type { SourceFile } from '../project/sourceFile';
import type { Declaration, StringValue } from '../syntax/ast';
import { nearest, typoLimit } from '../text';
import type { Check } from './check';
import { changeTo, suggest, type Suggestion } from './suggestion';
import { declare } from './valueFixes';

export const unknownClients: Check = (file, symbols, report) => {
  for (const decl of file.ast.declarations) {
    const used =
      decl.kind === 'function'
        ? [stringProperty(decl.properties, 'client')]
        : decl.kind === 'client'
          ? strategyItems(decl)
          : [];
    for (const client of used) {
      const problem = client && problemOf(client, decl, file, symbols);
      if (problem) report('error', 'unknown-clients', client.span, problem.message, problem.extra);
    }
  }
};

/** A client to be filled in. */
const BODY: readonly string[] = [
  'provider openai',
  'options {',
  '  model "gpt-4o"',
  '  api_key env.OPENAI_API_KEY',
  '}',
];

interface Problem {
  readonly message: string;
  readonly extra?: Suggestion['extra'];
}

function problemOf(
  { value: client, span }: StringValue,
  decl: Declaration,
  file: SourceFile,
  symbols: Symbols,
): Problem | undefined {
  if (symbols.clients.has(client)) return undefined;
  const provider = shorthandProvider(client);
  if (provider === undefined) {
    const other = symbols.names.get(client)?.[0]?.decl.kind;
    if (other) {
      const advice = 'Name a client, or write `provider/model`.';
      return { message: `\`${client}\` is ${aKind(other)}, not a client. ${advice}` };
    }
    const { hint, extra } = suggest(file, span, client, symbols.clients.keys());
    const advice = hint || ' Declare it with `client<llm>`, or write `provider/model`.';
    const fixes = [...(extra?.fixes ?? []), ...declare(file, decl.span, 'client<llm>', client, BODY)];
    return { message: `No client is named \`${client}\`.${advice}`, extra: { fixes } };
  }
  if (PROVIDERS.includes(provider)) return undefined;
  const found = nearest(provider, PROVIDERS, typoLimit(provider));
  const advice = found ? `Did you mean \`${found}\`?` : `Use one of: ${PROVIDERS.slice(0, 11).join(', ')}.`;
  return {
    message: `\`${provider}\` in \`${client}\` is not a provider. ${advice}`,
    extra: found ? { fixes: [changeTo(file, span, found + client.slice(provider.length), true)] } : undefined,
  };
}
