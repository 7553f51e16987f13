/** The arguments of calls, filters and tests. */
import type { CallArgument, FilterCall } from '../../ir/template';
import type { Cursor } from './cursor';
import { parseExpressionAt, parseUnconditional } from './expressions';
import { parseName } from './primary';

/** A filter's name and arguments, after its `|`. */
export function parseFilterCall(cursor: Cursor): FilterCall {
  const name = parseName(cursor, 'the name of a filter');
  return { name, arguments: cursor.atOperator('(') ? parseArguments(cursor) : [] };
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
        cursor.fail('An argument without a name cannot follow one with a name.', start.start, start.end);
      }
      list.push({ ...(spread ? { spread } : {}), value: parseExpressionAt(cursor) });
    }
    if (!cursor.eat(',')) break;
  }
  cursor.expect(')');
  return list;
}
