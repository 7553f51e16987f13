/** A client of clients must lead to one that calls a model. The compiler misses cycles through `round-robin`. */
import type { ProjectShape } from '../project/shape';
import { graphComponents } from '../semantics/graph';
import { COMPOSITE_PROVIDERS } from '../semantics/providers';
import { strategyItems } from '../semantics/reach';
import { stringProperty } from '../semantics/resolve';
import type { Symbols } from '../semantics/symbols';
import type { Check } from './check';

const known = new WeakMap<ProjectShape, ReadonlyMap<string, readonly string[]>>();

export const clientCycles: Check = (file, symbols, report) => {
  let cycles = known.get(symbols.shape);
  if (!cycles) known.set(symbols.shape, (cycles = findCycles(symbols)));
  for (const decl of file.ast.declarations) {
    if (decl.kind !== 'client' || !decl.name || symbols.clients.get(decl.name.text)?.decl !== decl) continue;
    const cycle = cycles.get(decl.name.text);
    if (!cycle) continue;
    const path = [...cycle.slice(0, 8), cycle[0]].map((name) => `\`${name}\``).join(' → ');
    report(
      'error',
      'client-cycles',
      decl.name.span,
      `This client leads back to itself: ${path}. Remove one of the steps.`,
    );
  }
};

function findCycles(symbols: Symbols): ReadonlyMap<string, readonly string[]> {
  const composite = [...symbols.clients].filter(([, { decl }]) =>
    COMPOSITE_PROVIDERS.includes(stringProperty(decl.properties, 'provider')?.value ?? ''),
  );
  const components = graphComponents(
    composite.map(([name]) => name),
    (name) => strategyItems(symbols.clients.get(name)!.decl).map(({ value }) => value),
  );
  return new Map(components.filter(({ cyclic }) => cyclic).map(({ members }) => [members[0]!, members]));
}
