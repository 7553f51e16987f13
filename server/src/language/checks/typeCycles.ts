/**
 * A class that needs itself can never be complete, and an alias that is only another name for itself means nothing.
 * `?`, `[]`, `map<…>` and a free choice in a union end a cycle of classes; a list or a map ends one of aliases.
 */
import { cyclesFrom, graphComponents, reachable } from '../semantics/graph';
import { byPlace, typeExpressions } from '../semantics/resolve';
import type { Symbols } from '../semantics/symbols';
import type { TypeExpr } from '../syntax/ast';
import type { Check } from './check';
import { isFirstHere, startOf } from './properties';

const CODE = 'type-cycles';

export const typeCycles: Check = (file, symbols, report) => {
  const own = (kind: 'class' | 'alias') =>
    file.ast.declarations.flatMap((decl) => (decl.kind === kind && decl.name ? [decl.name.text] : []));
  const aliases = cyclesFrom(own('alias'), (name) => bareAliases(name, symbols), byPlace(symbols.aliases));
  for (const cycle of aliases) {
    const [name] = cycle;
    const first = symbols.aliases.get(name!);
    if (!first || !isFirstHere(first, file, symbols)) continue;
    const advice = 'Let it go through a list or a map.';
    report('error', CODE, startOf(first.decl), `\`${name}\` is defined by itself alone: ${circle(cycle)}. ${advice}`);
  }
  const needs = requiredNames(symbols);
  const needed = (name: string) =>
    symbols.classes.get(name)?.decl.fields.flatMap(({ type }) => (type ? [...needs(type)] : [])) ?? [];
  for (const cycle of cyclesFrom(own('class'), needed, byPlace(symbols.classes))) {
    const [name] = cycle;
    const first = symbols.classes.get(name!);
    if (!first || !isFirstHere(first, file, symbols)) continue;
    const advice = 'Make one of the fields optional or a list.';
    report(
      'error',
      CODE,
      startOf(first.decl),
      `No value of \`${name}\` can ever be complete: ${circle(cycle)}. ${advice}`,
    );
  }
};

function circle(names: readonly string[]): string {
  const shown = names.length > 8 ? [...names.slice(0, 7), '…'] : [...names];
  return [...shown, names[0]].map((name) => `\`${name}\``).join(' → ');
}

/** The aliases that an alias stands for, itself alone, without a list or a map between. */
function bareAliases(name: string, symbols: Symbols): string[] {
  const type = symbols.aliases.get(name)?.decl.type;
  return type ? bareNames(type).filter((inner) => symbols.aliases.has(inner)) : [];
}

/** Names an alias stands for without a list or a map between. */
function bareNames(type: TypeExpr): string[] {
  switch (type.kind) {
    case 'name':
      return [type.name];
    case 'optional':
      return bareNames(type.inner);
    case 'paren':
      return type.inner ? bareNames(type.inner) : [];
    case 'union':
      return type.members.flatMap(bareNames);
    default:
      return [];
  }
}

/**
 * The classes that a value of a type needs. A union needs one only when each of its members needs some class, since
 * any free member ends the need. Aliases are looked through, each after those it uses.
 */
function requiredNames(symbols: Symbols): (type: TypeExpr) => ReadonlySet<string> {
  const none: ReadonlySet<string> = new Set();
  const ofAlias = new Map<string, ReadonlySet<string>>();
  const needs = (type: TypeExpr): ReadonlySet<string> => {
    switch (type.kind) {
      case 'name':
        if (symbols.classes.has(type.name)) return new Set([type.name]);
        return ofAlias.get(type.name) ?? none;
      case 'paren':
        return type.inner ? needs(type.inner) : none;
      case 'union': {
        const members = type.members.map(needs);
        return members.every((member) => member.size) ? new Set(members.flatMap((member) => [...member])) : none;
      }
      default:
        return none;
    }
  };
  /** Works out the aliases that a type uses, and theirs, the innermost first: chains may be longer than the stack. */
  const prepare = (type: TypeExpr) => {
    const used = newAliases(type, symbols, ofAlias);
    if (!used.length) return;
    const edges = (name: string) => {
      const target = symbols.aliases.get(name)?.decl.type;
      return target ? newAliases(target, symbols, ofAlias) : [];
    };
    const all = reachable(used, edges);
    const circular = new Set(cyclesFrom(all, (name) => bareAliases(name, symbols), byPlace(symbols.aliases)).flat());
    for (const { members } of graphComponents(all, (name) => bareAliases(name, symbols))) {
      for (const name of members) {
        const target = symbols.aliases.get(name)?.decl.type;
        ofAlias.set(name, target && !circular.has(name) ? needs(target) : none);
      }
    }
  };
  return (type) => {
    prepare(type);
    return needs(type);
  };
}

function newAliases(type: TypeExpr, symbols: Symbols, known: ReadonlyMap<string, unknown>): string[] {
  const names: string[] = [];
  for (const part of typeExpressions(type)) {
    if (part.kind === 'name' && symbols.aliases.has(part.name) && !known.has(part.name)) names.push(part.name);
  }
  return names;
}
