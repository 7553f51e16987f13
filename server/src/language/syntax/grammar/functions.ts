/** Functions, template strings and the expression language, which is recognised but not looked into. */
import { BLOCK_KEYWORDS } from '../kinds';
import type { Parser } from '../parser';
import type { Token } from '../tree';
import { attributes, misplacedAttribute } from './attributes';
import { propertyBody } from './blocks';
import { declaredName } from './names';
import { foreignText, halfRawString } from './foreign';
import { parameters } from './parameters';
import { startsType, type } from './types';
import { clip, value } from './values';

const SHAPE = '`function Name(parameter: type) -> type { … }`';

export function functionBlock(p: Parser): void {
  const { start } = p.current;
  const { failures } = p;
  p.inNode('function', () => {
    const keyword = p.bump();
    const named = p.current;
    const title = `function ${!p.onNewLine && p.at('word') ? clip(p.source()) : ''}`.trimEnd();
    p.whole(start, () => {
      if (!declaredName(p)) p.errorAt(keyword, `The name of this function is missing: ${SHAPE}.`);
      if (p.at('{')) return noHeader(p, title, named);
      if (!p.at('(')) {
        p.errorAt(named, `The parameters of ${title} are missing. Write ${SHAPE}; \`()\` when there are none.`);
        while (!p.onNewLine && !p.atAny('(', '->', '{', '}', 'end')) p.skip();
      }
      if (p.at('(')) parameters(p);
      while (p.atInline('@') || p.atInline('@@')) {
        misplacedAttribute(p, (name) => `\`${name}\` cannot stand before \`->\`. Write it behind the return type.`);
      }
      returnType(p, title, named, failures);
    });
    if (startsExpressionBody(p)) p.inNode('expression-body', () => p.takeBalanced());
    else propertyBody(p, start, title);
  });
}

/** `function F {`: as many know functions from other languages, or from BAML of old. */
function noHeader(p: Parser, title: string, named: Token): void {
  const message = `The parameters and the return type of ${title} are missing. Write ${SHAPE}.`;
  if (named.kind === 'word' && p.lookingOver(/\{\s*(?:client|prompt)\b/y)) p.errorExactly(named, message);
  else p.errorAt(named, message);
}

/** `-> type`. The arrow may be left out: the compiler takes a type without it as well. */
function returnType(p: Parser, title: string, named: Token, failures: number): void {
  if (!p.eat('->') && !startsType(p)) {
    const message = `The return type of ${title} is missing. Write ${SHAPE}.`;
    if (p.at('{') && p.failures === failures) return p.errorExactly(named, message);
    if (p.onNewLine || p.atAny('{', '}', 'end')) return p.errorAt(named, message);
    p.errorAt(p.current, `\`->\` is expected before the return type of ${title}. Write ${SHAPE}.`);
    while (!p.onNewLine && !p.atAny('->', '{', '}', 'end') && !startsType(p)) p.skip();
    p.eat('->');
  }
  const arrow = p.previous;
  p.inNode('return-type', () => {
    const nextBlock = p.onNewLine && p.atWord() && BLOCK_KEYWORDS.has(p.source());
    if (p.at('{') || nextBlock || !type(p)) p.errorAt(arrow, `The return type of ${title} is missing behind \`->\`.`);
    else attributes(p);
  });
  while (p.atInline('@@')) {
    misplacedAttribute(p, (name) => `\`${name}\` cannot stand on a return type. Write it with one \`@\`.`);
  }
}

/** First line of a prompt function: a property with a value, unlike an expression or a statement. */
const PROPERTY_LINE = /[A-Za-z][\w-]*(?![\w-])(?::|[ \t]*["#{[]|[ \t]+(?:-?\d|[A-Za-z]))/y;
const STATEMENT = /(?:let|watch|if|while|for|return|assert|break|continue)\b(?![ \t]*(?:"|#))|[A-Z]\w*[ \t]*\{/y;
/** `client` or `prompt` at the start of a line somewhere in the body. */
const PROMPT_LINE = /(?:^|[{\n\r])[ \t]*(?:client|prompt)\b(?![ \t]*(?:[=(.;+*/-]|\r|\n|$))/;

/**
 * Whether the body at `{` is an expression. It is a prompt function when its first words are a property, or when
 * one of its first lines is.
 */
function startsExpressionBody(p: Parser): boolean {
  if (!p.at('{')) return false;
  const inside = p.text.slice(p.current.end, p.current.end + 4000);
  const first = /^(?:\s|\/\/[^\r\n]*|\{\/\/[\s\S]*?\/\/\})*/.exec(inside)![0].length;
  const rest = inside.slice(first);
  // Mostly the first words decide; they are on one line.
  const line = rest.search(/[\r\n]/);
  p.sees(p.current.end + (line < 0 ? inside.length : first + line) + 1);
  if (!rest || rest[0] === '}') return false;
  PROPERTY_LINE.lastIndex = 0;
  STATEMENT.lastIndex = 0;
  if (STATEMENT.test(rest)) return true;
  if (PROPERTY_LINE.test(rest)) return false;
  p.sees(p.current.end + inside.length);
  const end = rest.search(/^\}/m);
  return (
    !/^(?:client|prompt)\b/.test(rest) && !/^@/.test(rest) && !PROMPT_LINE.test(end < 0 ? rest : rest.slice(0, end))
  );
}

/** `template_string Name(parameters) #"…"#` */
export function templateBlock(p: Parser): void {
  p.inNode('template', () => {
    const keyword = p.bump();
    const title = `template string ${!p.onNewLine && p.at('word') ? clip(p.source()) : ''}`.trimEnd();
    p.whole(keyword.start, () => {
      if (!declaredName(p)) p.errorAt(keyword, 'The name of this template string is missing.');
      if (p.atInline('=')) p.bump();
      if (p.atInline('(')) parameters(p);
      if (!p.onNewLine && (halfRawString(p) || foreignText(p))) return;
      while (!p.onNewLine && !p.atAny('raw-string', 'open-raw-string', '{', '}', 'end')) {
        p.missing(`The text of ${title} must start on this line and be a raw string: \`#"…"#\`.`);
        p.skip();
      }
      if (!p.onNewLine && p.atAny('raw-string', 'open-raw-string')) return value(p, 'property');
      p.missing(`The text of ${title} must start on this line and be a raw string: \`#"…"#\`.`);
      if (p.atInline('{')) p.skip();
    });
  });
}

/** `let name = expression;`: recognised, so that it raises no false errors. */
export function letStatement(p: Parser): void {
  p.inNode('let', () => {
    const keyword = p.bump();
    if (!declaredName(p)) p.errorAt(keyword, 'The name is missing behind `let`.');
    else if (p.onNewLine || !p.atAny('=', ':')) {
      p.errorAt({ start: keyword.start, end: p.previous.end }, 'The value is missing: `let name = expression;`.');
      if (!p.onNewLine) p.skipLine();
      return;
    }
    let closed = false;
    p.inNode('expression-body', () =>
      p.repeat(
        () => closed || (p.onNewLine && p.column <= p.blockColumn && p.at('word')) || p.at('}'),
        () => {
          closed = p.at(';');
          p.takeBalanced();
        },
      ),
    );
    const whole = { start: keyword.start, end: p.previous.end };
    if (!closed) p.errorAt(whole, 'A `let` ends with a semicolon. Add `;`.');
  });
}
