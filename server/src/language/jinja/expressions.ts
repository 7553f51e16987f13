/**
 * Expressions by precedence, loosest first: `if else`, `or`, `and`, `not`, comparisons and `in`, `+ -`, `~`,
 * `* / // %`, `**`, minus sign, then `.name`, `[index]`, `(call)`, and last `|filter` and `is test`.
 *
 * This is MiniJinja's order, with its oddities: `**` groups from the left, a minus binds tighter than `.name`, nothing
 * but another filter or test may follow a filter.
 */
import type { BinaryOperator, CallArgument, Expression } from '../../ir/template';
import { parseArguments, parseFilterCall } from './callArguments';
import type { Cursor } from './cursor';
import { missing, parseName, primary } from './primary';

const MAX_DEPTH = 60;
const COMPARISONS: readonly BinaryOperator[] = ['==', '!=', '<', '<=', '>', '>='];
/** Words that cannot be the argument of a test written without parentheses (`x is defined and y`). */
const NOT_A_TEST_ARGUMENT = new Set(['and', 'or', 'else', 'is', 'if', 'in', 'not', 'recursive']);

/** One expression. Always gives a node; where nothing can be read, `missing` and an error. */
export function parseExpressionAt(cursor: Cursor): Expression {
  return nestedIn(cursor, conditional);
}

function nestedIn(cursor: Cursor, parse: (cursor: Cursor) => Expression): Expression {
  if (cursor.depth >= MAX_DEPTH) {
    cursor.fail(
      'This expression is nested too deeply. Set a part of it with `{% set %}`.',
      cursor.token.start,
      cursor.token.end,
    );
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
    cursor.fail(`Put \`… if … else …\` in parentheses to use it as ${what}.`, start, end);
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
    const dot = cursor.token;
    if (cursor.eat('.')) {
      const item = cursor.token;
      if (item.kind === 'number') {
        const newText = `[${item.value}]`;
        cursor.fail(`An item is written \`${newText}\`.`, item.start, item.end, {
          start: dot.start,
          end: item.end,
          newText,
        });
      }
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
