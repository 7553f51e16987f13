/**
 * Expressions by precedence, loosest first: `if else`, `or`, `and`, `not`, comparisons and `in`, `+ -`, `~`,
 * `* / // %`, `**`, minus sign, then `.name`, `[index]`, `(call)`, and last `|filter` and `is test`.
 *
 * This is MiniJinja's order, with its oddities: `**` groups from the left, a minus binds tighter than `.name`, nothing
 * but another filter or test may follow a filter.
 */
import type { BinaryOperator, CallArgument, Expression, FilterCall, Name } from '../../ir/template';
import type { Cursor } from './cursor';

const MAX_DEPTH = 60;
const COMPARISONS: readonly BinaryOperator[] = ['==', '!=', '<', '<=', '>', '>='];
/** Words that cannot be the argument of a test written without parentheses (`x is defined and y`). */
const NOT_A_TEST_ARGUMENT = new Set(['and', 'or', 'else', 'is', 'if', 'in', 'not', 'recursive']);
/** Words that are never a value. */
const KEYWORDS = new Set(['and', 'or', 'not', 'in', 'is', 'if', 'else']);

/** One expression. Always gives a node; where nothing can be read, `missing` and an error. */
export function parseExpressionAt(cursor: Cursor): Expression {
  return nestedIn(cursor, conditional);
}

function nestedIn(cursor: Cursor, parse: (cursor: Cursor) => Expression): Expression {
  if (cursor.depth >= MAX_DEPTH) {
    cursor.fail('this expression is nested too deeply', cursor.token.start, cursor.token.end);
    return missing(cursor);
  }
  cursor.depth++;
  const expression = parse(cursor);
  cursor.depth--;
  return expression;
}

function conditional(cursor: Cursor): Expression {
  const start = cursor.token.start;
  let expression = binary(cursor, 0);
  while (cursor.eatName('if')) {
    const yes = expression;
    const condition = binary(cursor, 0);
    const no = cursor.eatName('else') ? parseExpressionAt(cursor) : undefined;
    expression = cursor.checked(
      { kind: 'conditional', yes, condition, no, span: cursor.spanFrom(start) },
      [yes, condition, no],
      start,
    );
  }
  return expression;
}

/** An expression without `if`: what stands after `in` of a loop. Counts as a level: it is reached from within itself. */
export function parseOperators(cursor: Cursor): Expression {
  return nestedIn(cursor, (inner) => binary(inner, 0));
}

/** An expression where `a if b else c` needs parentheses. */
export function parseUnconditional(cursor: Cursor, what: string): Expression {
  const expression = parseOperators(cursor);
  if (cursor.atName('if')) {
    const { start, end } = cursor.token;
    cursor.fail(`put \`… if … else …\` in parentheses to use it as ${what}`, start, end);
  }
  return expression;
}

type Level = (cursor: Cursor) => BinaryOperator | undefined;

const operators =
  (...values: readonly BinaryOperator[]): Level =>
  (cursor) => {
    const found = cursor.failed || !cursor.at('operator') ? undefined : values.find((v) => v === cursor.token.value);
    if (found) cursor.next();
    return found;
  };

const comparison: Level = (cursor) => {
  if (cursor.eatName('in')) return 'in';
  const next = cursor.peek(1);
  if (cursor.atName('not') && next.kind === 'name' && next.value === 'in') {
    cursor.next();
    cursor.next();
    return 'not in';
  }
  return operators(...COMPARISONS)(cursor);
};

const LEVELS: readonly Level[] = [
  (cursor) => (cursor.eatName('or') ? 'or' : undefined),
  (cursor) => (cursor.eatName('and') ? 'and' : undefined),
  comparison,
  operators('+', '-'),
  operators('~'),
  operators('*', '/', '//', '%'),
  operators('**'),
];
const COMPARISON_LEVEL = 2;

function binary(cursor: Cursor, level: number): Expression {
  if (level === LEVELS.length) return parseUnary(cursor);
  if (level === COMPARISON_LEVEL && cursor.atName('not')) return negation(cursor);
  const start = cursor.token.start;
  let left = binary(cursor, level + 1);
  for (;;) {
    const operator = (LEVELS[level] as Level)(cursor);
    if (!operator) return left;
    const right = binary(cursor, level + 1);
    left = cursor.checked(
      { kind: 'binary', operator, left, right, span: cursor.spanFrom(start) },
      [left, right],
      start,
    );
  }
}

function negation(cursor: Cursor): Expression {
  const starts: number[] = [];
  while (cursor.atName('not')) starts.push(cursor.next().start);
  let operand = binary(cursor, COMPARISON_LEVEL);
  for (const start of starts.reverse()) {
    operand = cursor.checked(
      { kind: 'unary', operator: 'not', operand, span: cursor.spanFrom(start) },
      [operand],
      start,
    );
  }
  return operand;
}

function parseUnary(cursor: Cursor): Expression {
  const start = cursor.token.start;
  const minus: number[] = [];
  while (cursor.atOperator('-')) minus.push(cursor.next().start);
  let expression = primary(cursor);
  for (const at of minus.reverse()) {
    expression = cursor.checked(
      { kind: 'unary', operator: '-', operand: expression, span: cursor.spanFrom(at) },
      [expression],
      at,
    );
  }
  return filters(cursor, postfix(cursor, expression, start), start);
}

/** `.name`, `[index]`, `[a:b:c]`, `(arguments)`, as often as they come. */
function postfix(cursor: Cursor, expression: Expression, start: number): Expression {
  let object = expression;
  for (;;) {
    if (cursor.eat('.')) {
      const name = parseName(cursor, 'a property name');
      object = cursor.checked({ kind: 'attribute', object, name, span: cursor.spanFrom(start) }, [object], start);
    } else if (cursor.eat('[')) {
      object = subscript(cursor, object, start);
    } else if (cursor.atOperator('(')) {
      const list = parseArguments(cursor);
      object = cursor.checked(
        { kind: 'call', callee: object, arguments: list, span: cursor.spanFrom(start) },
        [object, ...list.map((argument) => argument.value)],
        start,
      );
    } else {
      return object;
    }
  }
}

function subscript(cursor: Cursor, object: Expression, start: number): Expression {
  const bound = (): Expression | undefined =>
    cursor.atOperator(':') || cursor.atOperator(']') ? undefined : parseExpressionAt(cursor);
  const first = bound();
  if (!cursor.eat(':')) {
    const index = first ?? parseExpressionAt(cursor);
    cursor.expect(']');
    return cursor.checked({ kind: 'index', object, index, span: cursor.spanFrom(start) }, [object, index], start);
  }
  const stop = bound();
  const step = cursor.eat(':') ? bound() : undefined;
  cursor.expect(']');
  return cursor.checked(
    { kind: 'slice', object, start: first, stop, step, span: cursor.spanFrom(start) },
    [object, first, stop, step],
    start,
  );
}

/** `|filter(…)` and `is [not] test(…)`, as often as they come. */
function filters(cursor: Cursor, expression: Expression, start: number): Expression {
  let object = expression;
  for (;;) {
    if (cursor.eat('|')) {
      const call = parseFilterCall(cursor);
      object = cursor.checked(
        { kind: 'filter', object, ...call, span: cursor.spanFrom(start) },
        [object, ...call.arguments.map((argument) => argument.value)],
        start,
      );
    } else if (cursor.eatName('is')) {
      const negated = cursor.eatName('not');
      const name = parseName(cursor, 'the name of a test');
      const list = cursor.atOperator('(') ? parseArguments(cursor) : looseArgument(cursor);
      object = cursor.checked(
        { kind: 'test', object, name, negated, arguments: list, span: cursor.spanFrom(start) },
        [object, ...list.map((argument) => argument.value)],
        start,
      );
    } else {
      return object;
    }
  }
}

/** A filter's name and arguments, after its `|`. */
export function parseFilterCall(cursor: Cursor): FilterCall {
  const name = parseName(cursor, 'the name of a filter');
  return { name, arguments: cursor.atOperator('(') ? parseArguments(cursor) : [] };
}

/** `x is divisibleby 3`: one argument without parentheses. */
function looseArgument(cursor: Cursor): readonly CallArgument[] {
  const token = cursor.token;
  const possible =
    !cursor.failed &&
    (token.kind === 'string' ||
      token.kind === 'number' ||
      (token.kind === 'name' && !NOT_A_TEST_ARGUMENT.has(token.value)) ||
      cursor.atOperator('[') ||
      cursor.atOperator('{'));
  if (!possible) return [];
  const start = token.start;
  return [{ value: postfix(cursor, primary(cursor), start) }];
}

/** `(value, name=value, *list, **map)`; a named argument ends the positional ones. */
export function parseArguments(cursor: Cursor): readonly CallArgument[] {
  const list: CallArgument[] = [];
  cursor.expect('(');
  let named = false;
  while (!cursor.failed && !cursor.atOperator(')')) {
    const start = cursor.token;
    const spread = cursor.eat('**') ? 'map' : cursor.eat('*') ? 'list' : undefined;
    const next = cursor.peek(1);
    if (!spread && cursor.at('name') && next.kind === 'operator' && next.value === '=') {
      const name = parseName(cursor, 'an argument name');
      cursor.next();
      list.push({ name, value: parseUnconditional(cursor, 'the value of a named argument') });
      named = true;
    } else {
      if (named && spread !== 'map') {
        cursor.fail('a positional argument cannot follow a named one', start.start, start.end);
      }
      list.push({ ...(spread ? { spread } : {}), value: parseExpressionAt(cursor) });
    }
    if (!cursor.eat(',')) break;
  }
  cursor.expect(')');
  return list;
}

function primary(cursor: Cursor): Expression {
  const token = cursor.token;
  if (cursor.failed) return missing(cursor);
  switch (token.kind) {
    case 'name':
      if (KEYWORDS.has(token.value)) break;
      return word(cursor);
    case 'number':
      cursor.next();
      return { kind: 'number', text: token.value, span: cursor.spanFrom(token.start) };
    case 'string': {
      let value = '';
      while (cursor.at('string')) value += cursor.next().value;
      return { kind: 'string', value, span: cursor.spanFrom(token.start) };
    }
    case 'operator':
      if (token.value === '(') return group(cursor);
      if (token.value === '[') {
        cursor.next();
        const items = commaList(cursor, ']');
        return cursor.checked({ kind: 'list', items, span: cursor.spanFrom(token.start) }, items, token.start);
      }
      if (token.value === '{') return map(cursor);
  }
  cursor.unexpected('an expression');
  return missing(cursor);
}

function word(cursor: Cursor): Expression {
  const token = cursor.next();
  const span = cursor.spanFrom(token.start);
  switch (token.value) {
    case 'true':
    case 'True':
      return { kind: 'bool', value: true, span };
    case 'false':
    case 'False':
      return { kind: 'bool', value: false, span };
    case 'none':
    case 'None':
      return { kind: 'none', span };
    default:
      return { kind: 'name', name: token.value, span };
  }
}

/** `(x)` is x, `(x,)` and `()` are tuples. */
function group(cursor: Cursor): Expression {
  const start = cursor.next().start;
  const items: Expression[] = [];
  let comma = false;
  while (!cursor.failed && !cursor.atOperator(')')) {
    items.push(parseExpressionAt(cursor));
    if (!cursor.eat(',')) break;
    comma = true;
  }
  cursor.expect(')');
  const only = items[0];
  if (items.length === 1 && only && !comma) return only;
  return cursor.checked({ kind: 'tuple', items, span: cursor.spanFrom(start) }, items, start);
}

function commaList(cursor: Cursor, close: string): readonly Expression[] {
  const items: Expression[] = [];
  while (!cursor.failed && !cursor.atOperator(close)) {
    items.push(parseExpressionAt(cursor));
    if (!cursor.eat(',')) break;
  }
  cursor.expect(close);
  return items;
}

function map(cursor: Cursor): Expression {
  const start = cursor.next().start;
  const entries: { key: Expression; value: Expression }[] = [];
  while (!cursor.failed && !cursor.atOperator('}')) {
    const key = parseExpressionAt(cursor);
    cursor.expect(':');
    entries.push({ key, value: parseExpressionAt(cursor) });
    if (!cursor.eat(',')) break;
  }
  cursor.expect('}');
  const children = entries.flatMap((entry) => [entry.key, entry.value]);
  return cursor.checked({ kind: 'map', entries, span: cursor.spanFrom(start) }, children, start);
}

/** A name where one is needed; an empty one and an error when something else stands there. */
export function parseName(cursor: Cursor, what: string): Name {
  if (!cursor.failed && cursor.at('name')) {
    const token = cursor.next();
    return { text: token.value, span: cursor.spanFrom(token.start) };
  }
  cursor.unexpected(what);
  return { text: '', span: cursor.here };
}

function missing(cursor: Cursor): Expression {
  return { kind: 'missing', span: cursor.here };
}
