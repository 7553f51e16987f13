/** Types: `A | B`, `T[]`, `T?`, `map<K, V>`, literals, parentheses; attributes bind as the language reference says. */
import type { Parser } from '../parser';
import type { Token } from '../tree';
import { attributes, misplacedAttribute } from './attributes';
import { bamlType, bracketed, genericExample } from '../foreignTypes';
import { SINGLE_QUOTED, singleQuoted } from './foreign';
import { clip } from './values';

const MAX_SUFFIXES = 10;
/** Types in brackets that are looked through for how to write them here. */
const LONGEST_GENERIC = 200;
/** `name type`: a line that is more likely the next field than a part of the type before it. */
const NEXT_FIELD = /[A-Za-z]\w*[ \t]+(?:[A-Za-z"(]|-?\d)/y;

/**
 * A type with the attributes behind it. Attributes before a `|` belong to that member and are wrapped with it; those
 * behind the last member are left beside the type, for whatever holds the type (a field, an alias, parentheses).
 * Gives false, and reports nothing, when no type starts here. `start` is where a type that cannot be read at all is
 * reported, if not where it stands: the part that can be read is a type, and what follows it is the problem.
 */
export function type(p: Parser, place: 'plain' | 'map' = 'plain', start = p.current.start): boolean {
  if (p.at('|')) {
    p.whole(start, () => p.error('A union cannot start with `|`. Remove it, or write a type before it.'));
    p.skip();
  }
  if (!typeFirst(p)) return false;
  const from = p.mark();
  let member = from;
  postfix(p, start);
  let to = p.here();
  memberAttributes(p, place);
  let members = 1;
  while (p.at('|')) {
    if (p.here() > to) p.wrap(member, p.here(), 'type-attributed');
    const pipe = p.bump();
    member = p.mark();
    if (!typeFirst(p) || atNextField(p, pipe)) {
      p.errorAt(pipe, 'A type is missing behind this `|`. Write one, or remove the `|`.');
      // Anything may be meant: nothing is concluded from the members that are there.
      p.wrap(p.here(), p.here(), 'type-broken');
      members++;
      to = p.here();
      break;
    }
    postfix(p, pipe.start);
    members++;
    to = p.here();
    memberAttributes(p, place);
  }
  if (members > 1) p.wrap(from, to, 'type-union');
  return true;
}

/**
 * The `?` of `name?: type`, `name? type` or `name ?type`: reported at the name, and taken with the colon of a field. Gives how
 * many problems there were then.
 */
export function optionalSign(p: Parser, first: Token, what: 'A field' | 'A parameter'): number {
  const shape = what === 'A field' ? 'name type?' : 'name: type?';
  p.errorAt(first, `${what} that may be missing is written \`${shape}\`.`);
  p.skip();
  if (what === 'A field' && p.atInline(':')) p.skip();
  return p.failures;
}

/** Makes the type that was read from a mark on optional, which `optionalSign` reported, and offers how to write it. */
export function optionalRemedy(
  p: Parser,
  first: Token,
  failures: number,
  from: number,
  start: number,
  between: string,
): void {
  const { end } = p.previous;
  const written = p.text.slice(start, end);
  p.wrap(from, p.here(), 'type-optional');
  if (p.failures > failures || /[\r\n@]/.test(written)) return;
  const type = written.endsWith('?') ? written : `${bracketed(written)}?`;
  p.remedy(between + type, { start: first.end, end });
}

/** Whether a type can start with the current token, on the line of the one before. */
export function startsType(p: Parser): boolean {
  return !p.onNewLine && typeFirst(p);
}

function typeFirst(p: Parser): boolean {
  return (
    p.atAny('word', 'bad-word', 'number', 'bad-number', 'string', 'open-string', 'raw-string', '(') ||
    p.lookingAt(SINGLE_QUOTED)
  );
}

/** Behind `a int |` and a line break, `name type` is more likely the next field than a member. */
function atNextField(p: Parser, pipe: { end: number }): boolean {
  return p.onNewLine && p.current.start > pipe.end && p.lookingAt(NEXT_FIELD) && !p.lookingAt(/\w+[ \t]+\|/y);
}

function memberAttributes(p: Parser, place: 'plain' | 'map'): void {
  if (place === 'map') {
    while (p.atInline('@')) {
      misplacedAttribute(
        p,
        (name) => `\`${name}\` cannot stand bare inside \`map<…>\`. Put the type and the attribute in parentheses.`,
      );
    }
    return;
  }
  const before = p.here();
  const attributesFrom = p.previous.end;
  attributes(p);
  const suffix = p.atInline('[') || (p.atInline('?') && p.here() > before);
  if (suffix && p.here() > before) {
    p.error(
      `An attribute cannot stand before \`${p.source()}\`. Write \`(type @attribute)${p.at('[') ? '[]' : '?'}\`, or move it behind.`,
      /@\s*stream\b/.test(p.text.slice(attributesFrom, p.current.start)) ? 'stream-misplaced' : 'syntax',
    );
    while (p.atInline('[') || p.atInline('?')) p.skip();
  }
}

/** A base and its suffixes. A problem of the base is reported from `start`, one of a suffix from the suffix. */
function postfix(p: Parser, start: number): void {
  const from = p.mark();
  const first = p.current;
  base(p, start);
  let suffixes = 0;
  let optional = false;
  for (;;) {
    if (p.atInline('?')) {
      if (optional) p.error('One `?` is enough: the type is optional already.');
      p.bump();
      if (!optional) p.wrap(from, p.here(), 'type-optional');
      optional = true;
    } else if (p.atInline('[')) {
      if (optional) {
        p.error(
          `A list of optional items is written \`(${clip(p.text.slice(first.start, p.previous.end)).slice(1, -1)})[]\`.`,
        );
      } else if (suffixes === 0 && (first.kind === 'string' || first.kind === 'number')) {
        p.error(`A list of a literal is written \`(${p.source(first)})[]\`.`);
      }
      const bracket = p.bump();
      p.whole(bracket.start, () => listEnd(p));
      if (suffixes === MAX_SUFFIXES) p.errorAt(p.previous, 'This list is nested too deeply.');
      if (suffixes++ < MAX_SUFFIXES) p.wrap(from, p.here(), 'type-list');
      optional = false;
    } else return;
  }
}

/** Behind the `[` of a list type. */
function listEnd(p: Parser): void {
  if (!p.at(']') && !p.onNewLine) {
    p.error('A list type is written `[]`, without a size.');
    while (!p.onNewLine && !p.atAny(']', ')', '{', '}', ',', '->', 'end')) p.skip();
  }
  if (p.onNewLine) p.missing('A list type is written `[]`, on one line.');
  else p.expect(']', 'The `[` of this list type is never closed. Add `]`.');
}

function base(p: Parser, start: number): void {
  const map = p.at('word') && p.lookingAt(/map[ \t]*</y);
  if (map) p.nested(() => mapType(p));
  else if (p.at('word')) named(p);
  else p.whole(start, () => other(p));
}

/** A type that is no word: a literal or parentheses. */
function other(p: Parser): void {
  switch (p.current.kind) {
    case '(':
      p.nested(() => parenthesised(p));
      return;
    case 'string':
      p.inNode('type-literal', () => p.bump());
      return;
    case 'number':
      if (p.source().includes('.')) {
        p.errorExactly(p.current, `A number with a fraction cannot be a type: ${clip(p.source())}. Use \`float\`.`);
        p.remedy('float');
      }
      p.inNode('type-literal', () => p.bump());
      return;
    case 'open-string':
      p.cutString((source) => source.search(/[,|(){}[\]<>@]/));
      p.error(`The string ${clip(p.source())} is never closed. Add a \`"\` on this line.`);
      p.remedy('"', { start: p.current.end, end: p.current.end });
      p.inNode('type-literal', () => p.bump());
      return;
    case 'raw-string':
      p.error('A raw string cannot be a type. Write the literal as `"…"`.');
      p.skip();
      return;
    default: {
      const from = p.mark();
      if (singleQuoted(p)) return p.wrap(from, p.here(), 'type-broken');
      p.error(`${clip(p.source())} is not the name of a type.`);
      p.skip();
    }
  }
}

function named(p: Parser): void {
  const first = p.current;
  const from = p.mark();
  p.inNode('type-name', () => {
    p.bump();
    while (p.atInline('::') || p.atInline('.')) {
      const sign = p.bump();
      if (p.onNewLine || !p.at('word')) {
        return p.errorAt(sign, `The name ends with \`${p.source(sign)}\`. Write the rest of it behind.`);
      }
      if (sign.kind === '.') {
        p.errorExactly(
          first,
          `A type is one name; ${clip(p.source(first) + '.…')} is a path. Use the enum itself, or a literal such as "…".`,
        );
      }
      p.bump();
    }
  });
  const name = p.source(first);
  const example = genericExample(name);
  const square = example !== undefined && p.atInline('[') && !p.lookingAt(/\[[ \t]*\]/y);
  if (!square && !p.atInline('<')) return;
  const bracket = p.current;
  const end = closeOf(p, bracket);
  const meant = end === undefined ? undefined : bamlType(p.text.slice(first.start, end));
  if (example === undefined) {
    p.error(`Only \`map<K, V>\` takes types between \`<\` and \`>\`; ${clip(name)} does not.`);
  } else {
    const written = meant === undefined ? name + (square ? '[…]' : '<…>') : p.text.slice(first.start, end);
    p.errorAt(
      { start: bracket.start, end: end ?? bracket.end },
      `${clip(written)} is written \`${meant ?? example}\` here.`,
    );
  }
  if (meant !== undefined) {
    const suffix = /[[?]/y;
    suffix.lastIndex = end!;
    p.remedy(suffix.test(p.text) ? bracketed(meant) : meant, { start: first.start, end: end! });
  }
  if (square) p.skip();
  else skipAngles(p);
  p.wrap(from, p.here(), 'type-broken');
}

/** Where the bracket at the current token closes on its line, behind its closing bracket. */
function closeOf(p: Parser, { start }: Token): number | undefined {
  let depth = 0;
  for (let at = start; at < p.text.length && at < start + LONGEST_GENERIC; at++) {
    const char = p.text[at]!;
    if (char === '\n' || char === '\r' || char === '{' || char === '}') return undefined;
    if (char === '[' || char === '<') depth++;
    else if ((char === ']' || char === '>') && --depth === 0) return at + 1;
  }
  return undefined;
}

/** Takes `<…>` with everything inside, on this line. */
function skipAngles(p: Parser): void {
  p.inNode('error', () => {
    let depth = 0;
    p.repeat(
      () => depth === 0 || p.onNewLine || p.at('}'),
      () => {
        depth += p.at('<') ? 1 : p.at('>') ? -1 : 0;
        p.bump();
      },
      true,
    );
  });
}

/** `map<K, V>`. `map` alone is a name, so that problems are reported from the `<` on. */
function mapType(p: Parser): void {
  p.inNode('type-map', () => {
    p.bump();
    const opening = p.bump();
    p.whole(opening.start, () => {
      const unclosed = () => p.errorAt(opening, 'The `<` of this map is never closed. Add `>`.');
      if (p.onNewLine && p.lookingAt(NEXT_FIELD)) return unclosed();
      sameLine(p, opening);
      const from = p.mark();
      const key = !p.at('>') && type(p, 'map');
      sameLine(p, opening);
      if (!p.eat(',')) {
        // Half a map is one problem, whatever its half is.
        if (key) p.wrap(from, p.here(), 'type-broken');
        p.errorAt(opening, 'A map needs the types of its keys and of its values: `map<string, int>`.');
      } else {
        if (p.onNewLine && p.lookingAt(NEXT_FIELD)) return unclosed();
        sameLine(p, opening);
        const value = type(p, 'map');
        if (!key) p.errorAt(opening, 'The type of the keys is missing before the comma.');
        else if (!value) p.errorAt(opening, 'The type of the values is missing behind the comma.');
      }
      // The next parameter belongs to no map.
      while (!p.onNewLine && !p.atAny('>', '{', '}', ')', '->', 'end') && !p.lookingAt(/,[ \t]*[A-Za-z]\w*[ \t]*:/y)) {
        p.errorAt(p.current, `\`map<…>\` takes two types. ${clip(p.source())} does not belong here.`);
        p.skip();
      }
      if (p.atAny('>', '@')) sameLine(p, opening);
      p.close('>', opening, 'The `<` of this map is never closed. Add `>`.');
    });
  });
}

/** Reports a line break where a type must stay on one line, and reads on. */
function sameLine(p: Parser, opening: Token): void {
  if (p.onNewLine && p.atAny('word', 'string', 'number', '(', ',', '>', ')', '@')) {
    p.errorAt(opening, 'A type in `<…>` or `(…)` must stay on one line.');
  }
}

function parenthesised(p: Parser): void {
  const from = p.mark();
  const opening = p.bump();
  let items = 0;
  do {
    if (p.onNewLine && p.lookingAt(NEXT_FIELD)) break;
    sameLine(p, opening);
    if (!type(p)) {
      p.errorAt(items ? p.previous : opening, 'A type is missing in these parentheses.');
      break;
    }
    items++;
  } while (p.eat(','));
  while (!p.onNewLine && !p.atAny(')', '}', '{', 'end', '->')) {
    p.error(`${clip(p.source())} cannot stand in a type.`);
    p.skip();
  }
  if (p.atAny(')', '@')) sameLine(p, opening);
  p.close(')', opening, 'The `(` of this type is never closed. Add `)`.');
  p.wrap(from, p.here(), items > 1 ? 'type-tuple' : 'type-paren');
}
