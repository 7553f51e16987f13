/** Type aliases that lead back to themselves. */
import { typeExpressions } from './resolve';
import type { Symbols } from './symbols';

/** Whether the alias is part of a circle of aliases. Follows each alias it leads to once; classes end the way. */
export function isRecursiveAlias(name: string, symbols: Symbols): boolean {
  const seen = new Set<string>();
  const queue = [name];
  for (const next of queue) {
    for (const part of typeExpressions(symbols.aliases.get(next)?.decl.type)) {
      if (part.kind !== 'name') continue;
      if (part.name === name) return true;
      if (seen.has(part.name) || !symbols.aliases.has(part.name)) continue;
      seen.add(part.name);
      queue.push(part.name);
    }
  }
  return false;
}
