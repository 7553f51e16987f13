/** What stands between `{%` and `%}`, one function per statement. Blocks are put together in `blocks.ts`. */
import type { AssignTarget, Expression, FilterCall, MacroParameter, Name } from '../../ir/template';
import type { Cursor } from './cursor';
import { parseFilterCall } from './callArguments';
import { parseExpressionAt, parseOperators, parseUnconditional } from './expressions';
import { parseName } from './primary';
import type { Token } from './tokens';

/** The head of a statement; its body follows in later tags. */
export type StatementHead =
  | { readonly kind: 'if'; readonly condition: Expression }
  | { readonly kind: 'elif'; readonly condition: Expression }
  | {
      readonly kind: 'for';
      readonly target: AssignTarget;
      readonly iterable: Expression;
      readonly filter?: Expression;
      readonly recursive: boolean;
    }
  | { readonly kind: 'set'; readonly target: AssignTarget; readonly value: Expression }
  | { readonly kind: 'setBlock'; readonly target: AssignTarget; readonly filters: readonly FilterCall[] }
  | { readonly kind: 'macro'; readonly name: Name; readonly parameters: readonly MacroParameter[] }
  | { readonly kind: 'else' }
  | { readonly kind: 'end'; readonly of: string }
  /** Known from Jinja, but no prompt may use it. `block` says that a body and an end tag belong to it. */
  | { readonly kind: 'refused'; readonly statement: string; readonly block: boolean }
  | { readonly kind: 'unknown' };

const REFUSED_BLOCKS = new Set(['with', 'call', 'filter', 'autoescape', 'block']);
const REFUSED = new Set(['do', 'include', 'import', 'from', 'extends', 'break', 'continue']);
/** The statements that have a body, by the word that ends them. */
const ENDS: Readonly<Record<string, string>> = {
  endif: 'if',
  endfor: 'for',
  endset: 'set',
  endmacro: 'macro',
  endwith: 'with',
  endcall: 'call',
  endfilter: 'filter',
  endautoescape: 'autoescape',
  endblock: 'block',
};

/** Reads the statement at the cursor, up to but without its `%}`. */
export function parseStatement(cursor: Cursor): StatementHead {
  const word = cursor.token;
  if (word.kind !== 'name') {
    cursor.unexpected('a statement such as `if`, `for` or `set`');
    return { kind: 'unknown' };
  }
  cursor.next();
  const name = word.value;
  const ended = Object.hasOwn(ENDS, name) ? ENDS[name] : undefined;
  if (ended !== undefined) return { kind: 'end', of: ended };
  switch (name) {
    case 'if':
    case 'elif':
      return { kind: name, condition: parseUnconditional(cursor, 'a condition') };
    case 'elseif':
    case 'elsif':
      cursor.fail(`\`${name}\` is written \`elif\` here.`, word.start, word.end, { ...place(word), newText: 'elif' });
      return { kind: 'elif', condition: parseUnconditional(cursor, 'a condition') };
    case 'else':
      if (!cursor.atName('if')) return { kind: 'else' };
      return elseIf(cursor, word);
    case 'foreach':
      cursor.fail('`foreach` is written `for` here.', word.start, word.end, { ...place(word), newText: 'for' });
      return { kind: 'unknown' };
    case 'for':
      return parseFor(cursor);
    case 'set':
      return parseSet(cursor);
    case 'macro':
      return parseMacro(cursor);
  }
  const block = REFUSED_BLOCKS.has(name);
  if (block || REFUSED.has(name)) {
    cursor.fail(`\`{% ${name} %}\` cannot be used in BAML prompts.`, word.start, word.end);
    return { kind: 'refused', statement: name, block };
  }
  cursor.fail(
    `\`${name}\` is no statement. Prompts know \`if\`, \`for\`, \`set\`, \`macro\` and \`raw\`.`,
    word.start,
    word.end,
  );
  return { kind: 'unknown' };
}

function place({ start, end }: Token): { readonly start: number; readonly end: number } {
  return { start, end };
}

/** `else if` with the cursor at the `if`. */
function elseIf(cursor: Cursor, { start }: Token): StatementHead {
  const word = cursor.next();
  cursor.fail('`else if` is written `elif` here.', word.start, word.end, { start, end: word.end, newText: 'elif' });
  return { kind: 'elif', condition: parseUnconditional(cursor, 'a condition') };
}

function parseFor(cursor: Cursor): StatementHead {
  const target = parseTarget(cursor, true);
  const { start, end } = cursor.token;
  if (cursor.atName('of')) cursor.fail('`of` is written `in` here.', start, end, { start, end, newText: 'in' });
  else if (!cursor.eatName('in')) cursor.unexpected('`in`');
  const iterable = parseOperators(cursor);
  const filter = cursor.eatName('if') ? parseExpressionAt(cursor) : undefined;
  return { kind: 'for', target, iterable, filter, recursive: cursor.eatName('recursive') };
}

function parseSet(cursor: Cursor): StatementHead {
  const target = parseTarget(cursor, true);
  if (cursor.eat('=')) return { kind: 'set', target, value: parseExpressionOrTuple(cursor) };
  const filters: FilterCall[] = [];
  while (cursor.eat('|')) filters.push(parseFilterCall(cursor));
  return { kind: 'setBlock', target, filters };
}

/** `set a = 1, 2` needs no parentheses. */
function parseExpressionOrTuple(cursor: Cursor): Expression {
  const start = cursor.token.start;
  const first = parseExpressionAt(cursor);
  if (!cursor.atOperator(',')) return first;
  const items = [first];
  while (cursor.eat(',') && !cursor.at('blockEnd')) items.push(parseExpressionAt(cursor));
  return cursor.checked({ kind: 'tuple', items, span: cursor.spanFrom(start) }, items, start);
}

function parseMacro(cursor: Cursor): StatementHead {
  const name = parseName(cursor, 'the name of the macro');
  const parameters: MacroParameter[] = [];
  cursor.expect('(');
  while (!cursor.failed && !cursor.atOperator(')')) {
    const parameter = parseName(cursor, 'a parameter name');
    if (cursor.eat('=')) parameters.push({ name: parameter, default: parseExpressionAt(cursor) });
    else parameters.push({ name: parameter });
    if (!cursor.eat(',')) break;
  }
  cursor.expect(')');
  return { kind: 'macro', name, parameters };
}

/** `a`, `a, b`, `(a, (b, c))`, `ns.a`. Only the outermost tuple may stand without parentheses. */
function parseTarget(cursor: Cursor, bare: boolean): AssignTarget {
  const start = cursor.token.start;
  const first = parseSingleTarget(cursor);
  if (!bare || !cursor.atOperator(',')) return first;
  const items = [first];
  while (cursor.eat(',')) {
    if (!cursor.at('name') && !cursor.atOperator('(')) break;
    if (cursor.atName('in')) break;
    items.push(parseSingleTarget(cursor));
  }
  return { kind: 'tuple', items, span: cursor.spanFrom(start) };
}

const MAX_TARGET_DEPTH = 20;

function parseSingleTarget(cursor: Cursor, depth = 0): AssignTarget {
  const start = cursor.token.start;
  if (depth < MAX_TARGET_DEPTH && cursor.eat('(')) {
    const items: AssignTarget[] = [];
    while (!cursor.failed && !cursor.atOperator(')')) {
      items.push(parseSingleTarget(cursor, depth + 1));
      if (!cursor.eat(',')) break;
    }
    cursor.expect(')');
    return { kind: 'tuple', items, span: cursor.spanFrom(start) };
  }
  const name = parseName(cursor, 'a variable name');
  if (!cursor.eat('.')) return { kind: 'name', name: name.text, span: name.span };
  const object: Expression = { kind: 'name', name: name.text, span: name.span };
  return { kind: 'attribute', object, name: parseName(cursor, 'a property name'), span: cursor.spanFrom(start) };
}
