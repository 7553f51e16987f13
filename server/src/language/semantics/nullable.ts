/** Whether null is a value of a type. */
import type { TypeExpr } from '../syntax/ast';
import { typeMeaning } from './resolve';
import type { Symbols } from './symbols';

/** Looks through parentheses, unions and aliases, each alias once. What is broken, and a name that stands for nothing, is believed to be nullable. */
export function isNullable(type: TypeExpr, symbols: Symbols): boolean {
  const seen = new Set<string>();
  const queue: TypeExpr[] = [type];
  for (const next of queue) {
    switch (next.kind) {
      case 'optional':
      case 'broken':
        return true;
      case 'paren':
        if (next.inner) queue.push(next.inner);
        break;
      case 'union':
        for (const member of next.members) queue.push(member);
        break;
      case 'name': {
        if (next.name === 'null') return true;
        if (!typeMeaning(symbols, next.name)) return true;
        const target = symbols.aliases.get(next.name)?.decl.type;
        if (target && !seen.has(next.name)) queue.push(target);
        seen.add(next.name);
        break;
      }
    }
  }
  return false;
}
