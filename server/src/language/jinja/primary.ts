/** The smallest expressions: names, literals, parentheses, lists and maps. */
import type { Expression, Name } from '../../ir/template';
import type { Cursor } from './cursor';
import { parseExpressionAt } from './expressions';

/** Words that are never a value. */
const KEYWORDS = new Set(['and', 'or', 'not', 'in', 'is', 'if', 'else']);

/** What stands without operators around it. Always gives a node. */
export function primary(cursor: Cursor): Expression {
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

/** The node for what cannot be read. */
export function missing(cursor: Cursor): Expression {
  return { kind: 'missing', span: cursor.here };
}
