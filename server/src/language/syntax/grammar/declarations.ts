/** Classes, enums and type aliases. */
import type { Span } from '../../diagnostic';
import type { Parser } from '../parser';
import type { Token } from '../tree';
import { attribute, attributes, misplacedAttribute } from './attributes';
import { body } from './body';
import { declaredName, name } from './names';
import { parameters } from './parameters';
import { optionalRemedy, optionalSign, startsType, type } from './types';
import { foreignComment } from './foreign';
import { clip } from './values';

export function classBlock(p: Parser): void {
  block(p, 'class', field);
}

export function enumBlock(p: Parser): void {
  block(p, 'enum', enumValue);
}

function block(p: Parser, kind: 'class' | 'enum', line: (p: Parser, title: string) => void): void {
  const { start } = p.current;
  const { column } = p;
  p.inNode(kind, () => {
    if (p.atWord('dynamic')) p.bump();
    const keyword = p.bump();
    const title = `${kind} ${!p.onNewLine && p.at('word') ? clip(p.source()) : ''}`.trimEnd();
    p.whole(start, () => {
      if (!declaredName(p)) p.errorAt(keyword, `The name of this ${kind} is missing.`);
      if (!p.atInline('(')) return;
      if (p.lookingAt(BASES)) bases(p, kind);
      else parameters(p);
    });
    body(
      p,
      start,
      title,
      'same-line',
      () => line(p, title),
      () => (p.inTypeBuilder && p.column <= column ? nextInBuilder(p, kind) : undefined),
    );
  });
}

/** The header of a declaration of a type builder, up to where it can be no line of a class. */
const BUILDER_HEADER = /(dynamic[ \t]+)?(?:(?:class|enum)[ \t]+\w+[ \t]*(?=\{)|type[ \t]+\w+[ \t]*(?==))/y;

/**
 * Where the line at hand is the next declaration of a type builder, and not one of the block: no block stands in another. A class
 * reads it like a field as far as it can.
 */
function nextInBuilder(p: Parser, kind: 'class' | 'enum'): Span | undefined {
  if (!p.onNewLine || !p.at('word')) return undefined;
  BUILDER_HEADER.lastIndex = p.current.start;
  const found = BUILDER_HEADER.exec(p.text);
  if (!found) return undefined;
  if (found[1] || kind === 'enum') return p.current;
  const end = p.current.start + found[0].length;
  return { start: end, end: end + 1 };
}

/** `(Base)` or `(str, Enum)` behind the name of a class. */
const BASES = /\([ \t]*[A-Za-z][\w.]*[ \t]*(?:,[ \t]*[A-Za-z][\w.]*[ \t]*)*\)/y;

function bases(p: Parser, kind: 'class' | 'enum'): void {
  const opening = p.current;
  const message = `${kind === 'class' ? 'A class' : 'An enum'} has no base. Remove what stands in parentheses.`;
  p.skip();
  const end = p.previous.end;
  const first = opening.end + (/^[ \t]*/.exec(p.text.slice(opening.end, end))?.[0].length ?? 0);
  if (p.atInline('{')) p.errorExactly({ start: first, end: end - 1 }, message);
  else p.errorAt({ start: first, end: end - 1 }, message);
  if (p.at('{')) p.remedy('', { start: opening.start, end });
}

function field(p: Parser, title: string): void {
  if (p.at('@@')) return attribute(p);
  if (p.at('@')) {
    return misplacedAttribute(
      p,
      (name) =>
        `\`${name}\` belongs to no field. Write it behind a type, without a blank line between, or \`@${name}\` for the whole class.`,
    );
  }
  if (isNestedBlock(p)) return nestedBlock(p, title);
  if (foreignComment(p)) return;
  if (!p.atAny('word', 'bad-word', 'string', 'bad-number')) return notALine(p, 'A field is written `name type`.');
  let complete = false;
  p.inNode('field', () => {
    const first = p.current;
    name(p);
    if (p.atInline(':')) {
      p.error('A field is written `name type`, without a colon. Remove it.');
      p.remedy(p.lookingAt(/:[ \t]/y) ? '' : ' ');
      p.skip();
    }
    while (p.atInline('@')) {
      misplacedAttribute(
        p,
        (at) =>
          startsType(p) ? `\`${at}\` cannot stand between a name and its type. Write it behind the type.` : undefined,
        first.start,
      );
    }
    const optional = p.atInline('?') ? optionalSign(p, first, 'A field') : undefined;
    const { failures } = p;
    const from = p.mark();
    const typeStart = p.current.start;
    if (p.onNewLine || p.atAny('}', 'end', '@@') || !type(p)) {
      const message = `The field ${clip(p.source(first))} has no type. Write one behind it: \`${p.source(first)} string\`.`;
      if (p.onNewLine || p.atAny('}', 'end', '@@')) p.errorExactly(first, message);
      else p.errorAt(first, message);
      if (p.onNewLine) attributes(p);
    } else {
      if (optional !== undefined) optionalRemedy(p, first, optional, from, typeStart, ' ');
      attributes(p);
      complete = p.failures === failures;
      if (complete) restOfLine(p);
    }
    if (!complete && !p.onNewLine && !p.atAny('@@', '}', 'end')) p.skipLine();
    if (p.failures > failures) goesOn(p);
  });
}

/** What belongs to a field whose line was broken: attributes on the next lines, and members of its union. */
function goesOn(p: Parser): void {
  while (p.at('@') ? !p.afterBlankLine : p.at('|') && p.onNewLine && !p.afterBlankLine) {
    if (p.at('@')) attributes(p);
    else p.skipLine();
  }
}

/** What may follow a field on its line is another field, a block attribute or the end of the class. */
function restOfLine(p: Parser): void {
  if (p.onNewLine || p.atAny('word', '@@', '}', 'end') || foreignComment(p)) return;
  if (p.atAny(',', ';')) {
    p.error(`Fields are not separated by \`${p.source()}\`. Remove it.`);
    p.remedy(p.lookingAt(/.\s/y) ? '' : ' ');
    p.skip();
  } else if (p.at('=')) {
    const { end } = p.previous;
    p.error('A field has no default value. Remove it.');
    p.skipLine();
    p.remedy('', { start: end, end: p.previous.end });
  } else {
    notALine(p, 'Nothing but attributes may follow the type of a field.');
  }
}

function enumValue(p: Parser, title: string): void {
  if (p.at('@@')) return attribute(p);
  if (p.at('@')) {
    return misplacedAttribute(
      p,
      (at) => `\`${at}\` belongs to no value. Write it behind a value, or \`@${at}\` for the whole enum.`,
    );
  }
  if (isNestedBlock(p)) {
    p.error(`An enum cannot contain another block. Move it out of ${title}.`);
    return p.skipThroughBlock();
  }
  if (foreignComment(p)) return;
  if (!p.atAny('word', 'bad-word', 'string', 'bad-number')) return notALine(p, 'A value of an enum is one name.');
  const first = p.current;
  const { failures } = p;
  let hasAttributes = false;
  p.inNode('value-member', () => {
    name(p);
    hasAttributes = p.at('@');
    attributes(p);
  });
  if (p.onNewLine || p.atAny('@@', '}', 'end')) return;
  if (p.failures > failures) return p.skipLine();
  if (foreignComment(p)) return;
  // Behind an attribute the next value may follow; behind a name it would be its type.
  if (hasAttributes && p.at('word')) return;
  if (p.atAny(',', ';')) {
    p.error(`Values of an enum are not separated by \`${p.source()}\`. Write each on its own line.`);
    p.skip();
  } else if (p.at('=')) {
    p.error('A value of an enum is only a name. Remove what follows; `@alias("…")` gives it another text.');
    p.skipLine();
  } else if (!startsType(p) || p.at('bad-word')) {
    notALine(p, 'Nothing but attributes may follow a value of an enum.');
  } else {
    const upper = /^[A-Z]/.test(p.source());
    p.errorExactly(
      { start: first.start, end: p.current.end },
      upper
        ? 'Write each value of an enum on its own line.'
        : `A value of an enum has no type. Remove ${clip(p.source())}.`,
    );
    if (!upper) return p.skipLine();
    p.repeat(
      () => p.onNewLine || !p.at('word'),
      () =>
        p.inNode('value-member', () => {
          name(p);
          attributes(p);
        }),
      true,
    );
  }
}

/** `class Inner {` in a body: a nested block, unlike a field that is called `class`. */
function isNestedBlock(p: Parser): boolean {
  return p.at('word') && p.lookingAt(/(?:class|enum)[ \t]+\w+[ \t]*\{|function[ \t]+\w+[ \t]*\(/y);
}

/** A block inside a class reads like a field up to its bracket, where it is reported. */
function nestedBlock(p: Parser, title: string): void {
  p.inNode('error', () => {
    p.bump();
    p.bump();
    p.error(`A class cannot contain another block. Move it out of ${title}.`);
    p.skipThroughBlock();
  });
}

function notALine(p: Parser, rule: string): void {
  p.error(`${clip(p.source())} cannot stand here. ${rule}`);
  p.skipLine();
}

/** `type Name = type`. `keyword` is what the person wrote for `type`. */
export function aliasBlock(p: Parser): void {
  const { start } = p.current;
  const { failures } = p;
  p.inNode('alias', () => {
    const keyword = p.bump();
    p.whole(start, () => aliasHeader(p, keyword));
    const onNextLine = p.onNewLine && p.previous.kind === '=' && p.column > p.blockColumn;
    if ((p.onNewLine && !onNextLine) || !type(p, 'plain', start)) {
      p.whole(start, () => p.missing('The type is missing behind `=`. It must start on this line.'));
    } else {
      if (onNextLine) p.errorAt({ start, end: keyword.end }, 'The type must start on the line of `=`.');
      attributes(p);
    }
  });
  if (p.onNewLine || p.atAny('end', '}')) return;
  if (p.failures > failures) return p.skipThroughBlock();
  if (!p.atAny(';', ',')) return;
  p.error(`A type needs no \`${p.source()}\` behind it. Remove it.`);
  p.remedy('');
  p.skip();
}

/** `Name =`, and whatever else stands before the type. */
function aliasHeader(p: Parser, keyword: Token): void {
  if (!declaredName(p)) p.errorAt(keyword, 'The name of this type is missing: `type Name = …`.');
  if (p.atInline('=')) p.bump();
  else if (p.atInline('{')) p.error('A type with fields is declared as `class Name { … }`.');
  else p.missing('An `=` is missing: `type Name = …`.');
  // What stands instead of the sign: `type A: int`, `type A<T> = T`, `type A == int`.
  while (!p.onNewLine && p.atAny(':', '=', '<')) {
    p.missing(`${clip(p.source())} cannot stand before the type: \`type Name = …\`.`);
    if (p.lookingAt(/<[^<>\r\n]*>/y)) while (!p.atAny('>', 'end')) p.skip();
    p.skip();
  }
}
