/** Recursive aliases that lead to one another. */
import type { Schema, Type } from '../../ir/schema';

/** The alias and all that it leads to which lead back to it, through lists, maps and unions, in order of declaration. */
export function aliasesAround(name: string, schema: Schema): readonly string[] {
  const from = reached(name, schema);
  return Object.keys(schema.aliases).filter(
    (other) => other === name || (from.has(other) && reached(other, schema).has(name)),
  );
}

/** The aliases that stand in what `name` stands for, directly or through others. */
function reached(name: string, schema: Schema): ReadonlySet<string> {
  const found = new Set<string>();
  const stack: (Type | undefined)[] = [schema.aliases[name]?.type];
  while (stack.length > 0) {
    const type = stack.pop();
    switch (type?.kind) {
      case 'list':
        stack.push(type.item);
        break;
      case 'map':
        stack.push(type.key, type.value);
        break;
      case 'union':
        stack.push(...type.variants);
        break;
      case 'alias':
        if (found.has(type.name)) break;
        found.add(type.name);
        stack.push(schema.aliases[type.name]?.type);
        break;
    }
  }
  return found;
}
