/** A client of clients must lead to one that calls a model. The compiler misses cycles through `round-robin`. */
import { cyclesFrom } from '../semantics/graph';
import { COMPOSITE_PROVIDERS } from '../semantics/providers';
import { strategyItems } from '../semantics/reach';
import { byPlace, stringProperty } from '../semantics/resolve';
import type { ClientDecl } from '../syntax/ast';
import type { Check } from './check';
import { isFirstHere, startOf } from './properties';

export const clientCycles: Check = (file, symbols, report) => {
  const targets = (name: string) => {
    const decl = symbols.clients.get(name)?.decl;
    const isComposite = decl && COMPOSITE_PROVIDERS.includes(providerOf(decl));
    return isComposite ? strategyItems(decl).map(({ value }) => value) : [];
  };
  const own = file.ast.declarations.flatMap(({ kind, name }) => (kind === 'client' && name ? [name.text] : []));
  for (const cycle of cyclesFrom(own, targets, byPlace(symbols.clients))) {
    const first = symbols.clients.get(cycle[0]!);
    if (!first || !isFirstHere(first, file, symbols)) continue;
    const path = [...cycle.slice(0, 8), cycle[0]].map((name) => `\`${name}\``).join(' → ');
    const fallbackOnly = cycle.every((name) => providerOf(symbols.clients.get(name)?.decl) === 'fallback');
    report(
      // The compiler looks at circles of fallback clients only.
      fallbackOnly ? 'error' : 'warning',
      'client-cycles',
      startOf(first.decl),
      `This client leads back to itself: ${path}. Remove one of the steps.`,
    );
  }
};

/** `baml-fallback` is the old spelling of `fallback`. */
function providerOf(decl: ClientDecl | undefined): string {
  return (decl && stringProperty(decl.properties, 'provider')?.value.replace(/^baml-(?=fallback|round)/, '')) ?? '';
}
