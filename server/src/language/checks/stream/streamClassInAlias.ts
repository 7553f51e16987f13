/** Classes in a recursive type alias have no streaming form: the official runtime shows them in the final answer only. */
import type { Fix } from '../../diagnostic';
import { appendedLines } from '../../edits';
import { has } from '../../semantics/attributes';
import { isRecursiveAlias, typeExpressions } from '../../semantics/resolve';
import { isDoneClass } from '../../semantics/streamUses';
import type { Symbols } from '../../semantics/symbols';
import { typeUsesOf, type TypeUse } from '../../semantics/typeUses';
import type { FunctionDecl, TypeExpr } from '../../syntax/ast';
import type { Check } from '../check';

export const streamClassInAlias: Check = (file, symbols, report) => {
  for (const decl of file.ast.declarations) {
    if (decl.kind !== 'alias' || !decl.name || !isRecursiveAlias(decl.name.text, symbols)) continue;
    const told = new Set<string>();
    let result: string | undefined;
    for (const type of typeExpressions(decl.type)) {
      const name = classIn(type, symbols);
      if (name === undefined || told.has(name) || mayBeWhole(name, symbols)) continue;
      result ??= resultWith(decl.name.text, symbols);
      if (result === undefined) break;
      told.add(name);
      report(
        'hint',
        'stream-class-in-alias',
        type.span,
        `\`${name}\` is never visible while \`${result}\` streams, only in its final answer: a class in a type alias that leads back ` +
          `to itself has no streaming form. With \`@@stream.done\`, \`${name}\` is visible as soon as it is complete.`,
        { fixes: wholeFix(name, symbols) },
      );
    }
  }
};

/** The class a name stands for, also by an alias that is replaced where it is used. */
function classIn(type: TypeExpr, symbols: Symbols): string | undefined {
  const seen = new Set<string>();
  for (let at: TypeExpr | undefined = type; at;) {
    if (at.kind === 'paren' || at.kind === 'list') at = at.kind === 'paren' ? at.inner : at.item;
    else if (at.kind !== 'name') return undefined;
    else if (symbols.classes.has(at.name)) return at.name;
    else if (seen.has(at.name) || isRecursiveAlias(at.name, symbols)) return undefined;
    else {
      seen.add(at.name);
      at = symbols.aliases.get(at.name)?.decl.type;
    }
  }
  return undefined;
}

/**
 * Whether the class may be read as a whole, which the runtime can do in an alias, too, once it knows of it from anywhere in the
 * answer: it is marked itself, or some type that leads to it is. What is said at the use of a recursive alias does not get there.
 */
function mayBeWhole(name: string, symbols: Symbols): boolean {
  const declared = symbols.classes.get(name)?.decl;
  if (!declared || has(declared.attributes, 'stream.done')) return true;
  const names = new Set([name]);
  for (const one of names) {
    for (const use of typeUsesOf(one, symbols)) {
      if (isMarked(use, symbols)) return true;
      const alias = use.in === 'alias' ? use.decl.name?.text : undefined;
      if (alias !== undefined && !isRecursiveAlias(alias, symbols)) names.add(alias);
    }
  }
  return false;
}

function isMarked({ in: place, decl, field }: TypeUse, symbols: Symbols): boolean {
  if (place === 'field')
    return isDoneClass(decl, symbols) || has(field?.attributes ?? [], 'stream.done') || holdsDone(field?.type);
  if (decl.kind === 'alias') return has(decl.attributes, 'stream.done') || holdsDone(decl.type);
  return (
    place === 'result' &&
    decl.kind === 'function' &&
    (has(decl.returnAttributes, 'stream.done') || holdsDone(decl.returns))
  );
}

function holdsDone(type: TypeExpr | undefined): boolean {
  return [...typeExpressions(type)].some(({ attributes }) => has(attributes, 'stream.done'));
}

/** A function that streams a result with the alias in it. */
function resultWith(alias: string, symbols: Symbols): string | undefined {
  const names = new Set([alias]);
  for (const name of names) {
    for (const { in: place, decl, field, shape, built } of typeUsesOf(name, symbols)) {
      if (built || !decl.name || place === 'parameter') continue;
      if (decl.kind === 'function') {
        const isHeld =
          (shape === 'whole' || shape === 'optional') &&
          has(symbols.classes.get(name)?.decl.attributes ?? [], 'stream.done');
        if (!isHeld && streams(decl)) return decl.name.text;
      } else if (!field || !has(field.attributes, 'skip')) names.add(decl.name.text);
    }
  }
  return undefined;
}

function streams({ expression, returns, returnAttributes }: FunctionDecl): boolean {
  return !expression && !has(returnAttributes, 'stream.done') && !has(returns?.attributes ?? [], 'stream.done');
}

function wholeFix(name: string, symbols: Symbols): Fix[] {
  const found = symbols.classes.get(name);
  const file = found && symbols.file(found.file.uri);
  const edit = file && appendedLines(file, found.decl.span, ['@@stream.done']);
  return edit ? [{ title: `Show \`${name}\` once it is complete, with \`@@stream.done\``, edits: [edit] }] : [];
}
