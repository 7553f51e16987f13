/** Blocks of properties: clients, retry policies, tests, generators; and the body of functions. */
import type { NodeKind } from '../kinds';
import type { Parser } from '../parser';
import { attribute, attributes, misplacedAttribute } from './attributes';
import { body } from './body';
import { aliasBlock, classBlock, enumBlock } from './declarations';
import { declaredName } from './names';
import { parameters } from './parameters';
import { foreignComment } from './foreign';
import { clip, unopenedMap, value } from './values';

export function propertyBlock(p: Parser, kind: NodeKind): void {
  const { start } = p.current;
  p.inNode(kind, () => {
    const keyword = p.bump();
    if (kind === 'client') p.whole(start, () => clientKind(p));
    const title = `${p.source(keyword)} ${!p.onNewLine && p.at('word') ? clip(p.source()) : ''}`.trimEnd();
    if (!declaredName(p)) p.errorAt(keyword, `The name of this ${p.source(keyword)} is missing.`);
    // Parameters mean nothing here, but the compiler takes them.
    if (p.atInline('(')) p.whole(start, () => parameters(p));
    propertyBody(p, start, title);
  });
}

/** Properties, each on its line. */
export function propertyBody(p: Parser, start: number, title: string): void {
  body(p, start, title, 'any-line', () => property(p, title));
}

/** `<llm>`, which may be left out. */
function clientKind(p: Parser): void {
  if (!p.atInline('<')) return;
  if (p.lookingAt(/<[ \t]*llm[ \t]*>/y) && !p.text.startsWith('client<llm>', p.previous.start)) {
    p.error('`client<llm>` is written without blanks inside.');
  }
  p.bump();
  if (!p.atWord('llm')) p.error('A client is declared as `client<llm>`; there is no other kind.');
  if (!p.onNewLine && p.atAny('word', 'bad-word')) p.bump();
  if (!p.onNewLine) p.expect('>', 'The `<` is never closed. Write `client<llm>`.');
}

/** `name value` and the attributes behind it; or a block attribute. */
function property(p: Parser, title: string): void {
  if (p.at('@@')) return attribute(p);
  if (p.at('@')) {
    return misplacedAttribute(p, (name) => `\`${name}\` belongs to no property. Remove it.`);
  }
  if (p.atWord('type_builder') && p.lookingOver(/type_builder\s*\{/y)) return typeBuilder(p);
  if (foreignComment(p)) return;
  if (!p.atAny('word', 'bad-word', 'string')) {
    p.error(`${clip(p.source())} cannot stand here. A line of ${title} is written \`name value\`.`);
    return p.skipLine();
  }
  p.inNode('property', () => {
    const key = p.current;
    const { column } = p;
    if (p.at('string')) p.error('The name of a property is written without quotes.');
    p.inNode('name', () => p.bump());
    if (p.atInline(':')) {
      p.error(`A property is written \`name value\`, without a colon. Remove it.`);
      p.remedy(p.lookingAt(/:[ \t]/y) ? '' : ' ');
      p.skip();
      if (p.onNewLine || p.atAny('}', 'end')) return;
    }
    if (p.atInline('=')) {
      p.error('A property is written `name value`, without a sign between. Remove it.');
      p.remedy(p.lookingAt(/=[ \t]/y) ? '' : ' ');
      p.skip();
      if (p.onNewLine || p.atAny('}', 'end')) return;
    }
    if (p.source(key) !== 'type_builder' && unopenedMap(p, key, column)) return;
    if (p.onNewLine && p.atAny('string', 'raw-string', 'open-raw-string', '[')) {
      p.errorAt(key, `The value of ${clip(p.source(key))} must stand on this line.`);
      value(p, 'property');
    } else if (p.onNewLine && p.at('{')) {
      p.errorAt(key, `The \`{\` of ${clip(p.source(key))} must stand on this line.`);
      value(p, 'property');
    } else if (p.onNewLine || p.atAny('}', 'end')) {
      p.errorAt(key, `${clip(p.source(key))} has no value. Write its value on this line.`);
      return;
    } else if (p.atAny('@', '@@', ',', ';', '=', ')', ']')) {
      p.error(`The value of ${clip(p.source(key))} is missing before \`${p.source()}\`.`);
      if (!p.atAny('@', '@@')) return p.skipLine();
    } else value(p, 'property');
    attributes(p);
  });
  if (p.onNewLine || p.atAny('word', 'bad-word', '@@', '}', 'end') || foreignComment(p)) return;
  const twoInOne = /^([^\s"#]+)[ \t]+([A-Za-z]\w*)$/.exec(p.previous.kind === 'unquoted' ? p.source(p.previous) : '');
  if (twoInOne && p.atAny('{', '[', 'string', 'raw-string')) {
    const [, text, next] = twoInOne;
    p.error(
      `Bare text runs to the end of its line. Put ${clip(text!)} between quotes to write ${clip(next!)} behind it.`,
    );
    p.remedy(`"${text}" ${next}`, p.previous);
    return p.skipLine();
  }
  p.error(
    p.atAny(',', ';')
      ? `Properties are not separated by \`${p.source()}\`. Remove it.`
      : `${clip(p.source())} cannot follow a value. Bare text runs to the end of its line; put it between quotes to end it earlier.`,
  );
  if (p.atAny(',', ';')) {
    p.remedy(p.lookingAt(/.\s/y) ? '' : ' ');
    p.skip();
  } else p.skipLine();
}

/** `type_builder { … }`: declarations that only a test sees. */
function typeBuilder(p: Parser): void {
  p.inNode('type-builder', () => {
    const keyword = p.bump();
    if (p.onNewLine) p.errorAt(keyword, 'The `{` of `type_builder` must stand on this line.');
    p.inTypeBuilder = true;
    p.inNode('body', () => {
      p.bump();
      p.repeat(
        () => p.at('}'),
        () => declaration(p),
      );
      p.close('}', keyword, 'The `{` of this type_builder is never closed. Add `}`.');
    });
    p.inTypeBuilder = false;
  });
}

function declaration(p: Parser): void {
  if (p.lookingAt(/(?:dynamic[ \t]+)?class\b/y)) return classBlock(p);
  if (p.lookingAt(/(?:dynamic[ \t]+)?enum\b/y)) return enumBlock(p);
  if (p.lookingAt(/type\b/y)) return aliasBlock(p);
  if (p.atWord('dynamic')) {
    p.error('Write `dynamic class` or `dynamic enum`, and the name of the type behind it.');
  } else if (p.lookingAt(/dyn\w*[ \t]+(?:class|enum)\b/y)) {
    p.error(`${clip(p.source())} is not a keyword. Write \`dynamic\`.`);
  } else {
    p.error(
      `${clip(p.source())} cannot stand in a type_builder. It takes \`class\`, \`enum\`, \`type\` and \`dynamic\`.`,
    );
  }
  p.skipThroughBlock();
}
