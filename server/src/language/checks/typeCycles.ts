/**
 * A class that needs itself can never be complete, and an alias that is only another name for itself means nothing.
 * `?`, `[]`, `map<…>` and a free choice in a union end a cycle of classes; a list or a map ends one of aliases.
 */
import type { ProjectShape } from '../project/shape';
import type { Component } from '../semantics/graph';
import { graphComponents } from '../semantics/graph';
import type { Symbols } from '../semantics/symbols';
import type { TypeExpr } from '../syntax/ast';
import type { Check } from './check';

const CODE = 'type-cycles';

interface Cycles {
  /** By the name at which the cycle is reported: its first. */
  readonly classes: ReadonlyMap<string, readonly string[]>;
  readonly aliases: ReadonlyMap<string, readonly string[]>;
}

const known = new WeakMap<ProjectShape, Cycles>();

export const typeCycles: Check = (file, symbols, report) => {
  let cycles = known.get(symbols.shape);
  if (!cycles) known.set(symbols.shape, (cycles = findCycles(symbols)));
  for (const decl of file.ast.declarations) {
    if (!decl.name) continue;
    const { text, span } = decl.name;
    if (decl.kind === 'class' && symbols.classes.get(text)?.decl === decl) {
      const cycle = cycles.classes.get(text);
      if (cycle) {
        const advice = 'Make one of the fields optional or a list.';
        report('error', CODE, span, `No value of \`${text}\` can ever be complete: ${circle(cycle)}. ${advice}`);
      }
    }
    if (decl.kind === 'alias' && symbols.aliases.get(text)?.decl === decl) {
      const cycle = cycles.aliases.get(text);
      if (cycle) {
        const advice = 'Let it go through a list or a map.';
        report('error', CODE, span, `\`${text}\` is defined by itself alone: ${circle(cycle)}. ${advice}`);
      }
    }
  }
};

function circle(names: readonly string[]): string {
  const shown = names.length > 8 ? [...names.slice(0, 7), '…'] : [...names];
  return [...shown, names[0]].map((name) => `\`${name}\``).join(' → ');
}

function findCycles(symbols: Symbols): Cycles {
  const aliases = graphComponents([...symbols.aliases.keys()], (name) => {
    const type = symbols.aliases.get(name)!.decl.type;
    return type ? bareNames(type) : [];
  });
  const circular = byFirst(aliases);
  const inCircle = new Set([...circular.values()].flat());
  const needs = requiredNames(symbols, aliases, inCircle);
  const classes = graphComponents([...symbols.classes.keys()], (name) =>
    symbols.classes.get(name)!.decl.fields.flatMap(({ type }) => (type ? [...needs(type)] : [])),
  );
  return { classes: byFirst(classes), aliases: circular };
}

function byFirst(components: readonly Component[]): Map<string, readonly string[]> {
  return new Map(components.filter(({ cyclic }) => cyclic).map(({ members }) => [members[0]!, members]));
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
 * any free member ends the need. Aliases are looked through, in the order in which they use each other.
 */
function requiredNames(
  symbols: Symbols,
  aliases: readonly Component[],
  circular: ReadonlySet<string>,
): (type: TypeExpr) => ReadonlySet<string> {
  const none: ReadonlySet<string> = new Set();
  const ofAlias = new Map<string, ReadonlySet<string>>();
  const needs = (type: TypeExpr): ReadonlySet<string> => {
    switch (type.kind) {
      case 'name':
        return symbols.classes.has(type.name) ? new Set([type.name]) : (ofAlias.get(type.name) ?? none);
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
  for (const { members } of aliases) {
    for (const name of members) {
      const type = symbols.aliases.get(name)!.decl.type;
      if (type && !circular.has(name)) ofAlias.set(name, needs(type));
    }
  }
  return needs;
}
