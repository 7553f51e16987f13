/** Values of properties, options, test arguments and attribute arguments. */
import type { Parser } from '../parser';
import type { Token } from '../tree';
import { misplacedAttribute } from './attributes';
import { foreignText, halfRawString, singleQuoted } from './foreign';

export type ValuePlace = 'property' | 'entry' | 'item' | 'argument';

/**
 * A value, or a report that there is none. Bare text is one value, up to the end of the line or a delimiter; with `word`, up to
 * the next blank.
 */
export function value(p: Parser, place: ValuePlace, word = false): void {
  if (p.lookingAt(/"""|'''/y) || (place === 'property' && p.lookingAt(BACKTICKS))) return void foreignText(p);
  p.readAsValue();
  if (word && p.at('unquoted')) p.cutString((source) => source.search(/[ \t]/));
  if (halfRawString(p)) return;
  switch (p.current.kind) {
    case 'string':
    case 'raw-string':
      p.inNode('string-value', () => p.bump());
      return;
    case 'open-string': {
      p.cutString(closersAtEnd);
      const message = `The string ${clip(p.source())} is never closed. Add a \`"\` on this line.`;
      // In a map or a list the compiler takes it as bare text, with the quote.
      if (place === 'entry' || place === 'item') p.warn(p.current, message);
      else p.error(message);
      // In an attribute more than the quote may be missing.
      if (place !== 'argument') p.remedy('"', { start: p.current.end, end: p.current.end });
      p.inNode('string-value', () => p.bump());
      return;
    }
    case 'open-raw-string':
      p.errorAt(
        { start: p.current.start, end: p.current.start + p.source().indexOf('"') + 1 },
        `This raw string is never closed. End it with \`"${p.source().slice(0, p.source().indexOf('"'))}\`.`,
      );
      p.inNode('string-value', () => p.bump());
      return;
    case 'number':
      p.inNode('number-value', () => p.bump());
      return;
    case 'bad-number': {
      const message = `${clip(p.source())} is not a number. Put it between quotes to write it as text.`;
      if (place === 'entry') p.errorExactly(p.current, message);
      else p.error(message);
      const { start, end } = p.current;
      const quoted = p.text[end] === '"';
      p.remedy(`"${p.source()}"`, { start, end: quoted ? end + 1 : end });
      p.inNode('word-value', () => p.bump());
      // A closing quote whose opening one is missing.
      if (quoted && p.at('open-string') && p.current.end === end + 1) p.skip();
      return;
    }
    case 'jinja':
      p.inNode('jinja-value', () => p.bump());
      return;
    case 'unquoted':
      p.inNode(/^env\.[A-Za-z_]\w*$/.test(p.source()) ? 'env-value' : 'word-value', () => {
        p.bump();
        // A call, which the compiler reads as a value everywhere and wants nowhere.
        if (p.at('(') && p.previous.end === p.current.start && place !== 'argument') p.takeBalanced();
      });
      return;
    case '[':
      p.nested(() => list(p));
      return;
    case '{':
      if (p.text.startsWith('{{', p.current.start) && place !== 'item') {
        p.error('This `{{` is never closed. End the expression with `}}`.');
        return brokenExpression(p);
      }
      if (place === 'argument' && p.lookingAt(/\{[^{}\r\n]*\}\}/y)) {
        p.error('An expression stands between `{{` and `}}`.');
        p.remedy('{{', { start: p.current.start, end: p.current.start + 1 });
        return brokenExpression(p);
      }
      p.nested(() => map(p));
      return;
    default:
      if (p.source() === "'") singleQuoted(p);
      else p.error(`A value is expected here${p.at('end') ? '' : `, not ${clip(p.source())}`}.`);
  }
}

/** Takes an expression without its braces, up to the parenthesis that closes what is around it. */
function brokenExpression(p: Parser): void {
  p.inNode('error', () => {
    let depth = 0;
    while (!p.at('end') && (p.at('{') || !p.onNewLine)) {
      if (p.at('(')) depth++;
      else if (p.at(')') && depth-- === 0) return;
      p.bump();
    }
  });
}

/** Where the brackets start that close a line: they were hardly meant as a part of the text. */
function closersAtEnd(source: string): number {
  let at = source.length;
  while (at > 0 && '])}, \t'.includes(source[at - 1]!)) at--;
  while (at < source.length && !'])}'.includes(source[at]!)) at++;
  return at < source.length ? at : 0;
}

/** A text between backticks that cannot be read as bare text. */
const BACKTICKS = /`[^`\r\n]*(?:[{@(<,;'#\r\n])/y;

/** `name {`, `name [`, `name "`: no item of a list, but the next property behind one that is never closed. */
const NEXT_LINE = /[A-Za-z][\w-]*[ \t]*:?[ \t]*[{["#]/y;

function list(p: Parser): void {
  const opening = p.current;
  p.inNode('list-value', () => {
    p.bump();
    let separated = true;
    let items = 0;
    p.repeat(
      () => p.atAny(']', '}', ')') || (p.onNewLine && p.lookingAt(NEXT_LINE)),
      () => {
        if (p.atAny('@', '@@')) return attributeInValue(p);
        if (p.at(',')) {
          if (separated) p.error('A list item is missing before this comma.');
          separated = true;
          p.bump();
          return;
        }
        if (!separated && !p.onNewLine) {
          p.error('A comma is missing between these list items.');
          p.remedy(',', { start: p.previous.end, end: p.previous.end });
        }
        separated = false;
        items++;
        if (p.at(':')) p.skip();
        else value(p, 'item');
      },
    );
    p.close(']', opening, `The \`[\` of this list is never closed. Add \`]\`${items ? ' behind its last item' : ''}.`);
  });
}

/** `{ key value }`: entries on lines of their own or separated by commas. */
export function map(p: Parser): void {
  const opening = p.current;
  p.inNode('map-value', () => {
    p.bump();
    let separated = true;
    // Somebody who separates entries by blanks does so all along.
    let byBlanks = false;
    p.repeat(
      // A block attribute on a line of its own belongs to the block around.
      () => p.at('}') || (p.at('@@') && p.onNewLine),
      () => {
        if (p.atAny('@', '@@')) return attributeInValue(p);
        if (p.at(',')) {
          const comma = p.bump();
          if (separated) p.errorAt(comma, 'An entry is missing before this comma.');
          else if (p.at('}')) {
            p.errorAt(comma, 'The last entry of a map takes no comma. Remove it.');
            p.remedy('', comma);
          }
          separated = true;
          return;
        }
        if (p.onNewLine) byBlanks = false;
        else if (!separated && !byBlanks) {
          byBlanks = true;
          p.error('Entries of a map are separated by a comma or stand on lines of their own.');
          p.remedy(',', { start: p.previous.end, end: p.previous.end });
        }
        separated = false;
        entry(p, byBlanks);
      },
    );
    p.close('}', opening, 'The `{` of this map is never closed. Add `}`.');
  });
}

function attributeInValue(p: Parser): void {
  misplacedAttribute(p, (name) => `\`${name}\` cannot stand inside a value. Write it on a type, or remove it.`);
}

/** `name = value`, which is read as bare text with the sign in it. */
function equals(p: Parser): void {
  p.warn(p.current, 'The value stands directly behind the name. Without removing the `=` it is a part of the text.');
  p.remedy('', { start: p.current.start, end: p.current.end + (p.text[p.current.end] === ' ' ? 1 : 0) });
  p.skip();
}

/**
 * Behind a name without a value: lines that are indented deeper are a map whose `{` is missing. Reports and reads it; gives false
 * when the next line is something else.
 */
export function unopenedMap(p: Parser, key: Token, column: number): boolean {
  if (!p.onNewLine || p.column <= column || !p.lookingAt(ENTRY_LINE)) return false;
  p.errorAt(key, `The \`{\` of ${clip(p.source(key))} is missing. Add it on this line.`);
  p.remedy(' {', { start: key.end, end: key.end });
  p.inNode('map-value', () => {
    p.repeat(
      () => p.at('}') || (p.onNewLine && p.column <= column),
      () => entry(p),
      true,
    );
    p.eat('}');
  });
  return true;
}

/** A line with a name and a value. */
const ENTRY_LINE = /(?:[A-Za-z][\w-]*|"[^"\r\n]*")[ \t]*:?[ \t]*[^\s:}]/y;

function entry(p: Parser, byBlanks = false): void {
  if (!p.atAny('word', 'string', 'bad-word', 'number')) {
    p.error(`An entry starts with its name, not with ${clip(p.source())}.`);
    if (p.atAny(']', ')')) p.skip();
    else p.skipLine();
    return;
  }
  p.inNode('map-entry', () => {
    const key = p.current;
    const { column } = p;
    if (p.atAny('number', 'bad-word')) {
      p.error(`${clip(p.source())} cannot be a name. Put it between quotes, or start it with an ASCII letter.`);
    }
    p.inNode('name', () => p.bump());
    if (p.atInline(':')) p.bump();
    const { failures } = p;
    p.inEntry(key.start, () => {
      if (p.onNewLine || p.atAny(',', '}', 'end')) {
        if (unopenedMap(p, key, column)) return;
        p.errorAt(key, `The entry ${clip(p.source(key))} has no value. Write its value on this line.`);
        if (p.atInline(',')) p.skipLine();
      } else {
        if (p.at('=')) equals(p);
        value(p, 'entry', byBlanks);
      }
    });
    if (p.failures > failures && !p.onNewLine && !p.atAny(',', '}', 'end')) p.skipLine();
  });
}

/** A short quotation of what the person wrote. */
export function clip(source: string): string {
  const line = source.split(/\r?\n|\r/, 1)[0] ?? '';
  return '`' + (line.length > 40 ? line.slice(0, 39) + '…' : line) + '`';
}
