/** A file: blocks, one after another, and what to do with everything else. */
import { nearest } from '../../text';
import { BLOCK_KEYWORDS } from '../kinds';
import type { Parser } from '../parser';
import type { Node } from '../tree';
import { misplacedAttribute } from './attributes';
import { propertyBlock } from './blocks';
import { aliasBlock, classBlock, enumBlock } from './declarations';
import { functionBlock, letStatement, templateBlock } from './functions';
import { clip } from './values';

type Production = (p: Parser) => void;

const PRODUCTIONS: Readonly<Record<string, Production>> = {
  class: classBlock,
  enum: enumBlock,
  type: aliasBlock,
  function: functionBlock,
  client: (p) => propertyBlock(p, 'client'),
  retry_policy: (p) => propertyBlock(p, 'retry'),
  test: (p) => propertyBlock(p, 'test'),
  generator: (p) => propertyBlock(p, 'generator'),
  template_string: templateBlock,
  string_template: templateBlock,
  let: letStatement,
};

/** Words of other languages, by the BAML keyword they stand for. */
const FOREIGN: Readonly<Record<string, string>> = {
  struct: 'class',
  interface: 'class',
  model: 'class',
  record: 'class',
  schema: 'class',
  object: 'class',
  typealias: 'type',
  fn: 'function',
  func: 'function',
  def: 'function',
  template: 'template_string',
};

export function file(p: Parser): Node {
  p.start('file');
  if (p.text.startsWith('\uFEFF')) {
    p.error('The file starts with a byte order mark, which the compiler refuses. Save it as UTF-8 without one.');
    p.skip();
  }
  while (!p.at('end')) {
    const before = p.current.start;
    p.blockColumn = p.column;
    topLevel(p);
    if (p.current.start === before) p.bump();
  }
  return p.complete();
}

function topLevel(p: Parser): void {
  const word = p.at('word') ? p.source() : '';
  if (BLOCK_KEYWORDS.has(word) && !p.lookingAt(/\w+[ \t]*=/y)) return PRODUCTIONS[word]!(p);
  if (p.atAny('raw-string', 'open-raw-string')) return p.inNode('loose-string', () => p.bump());
  if (p.atAny('@', '@@')) {
    return misplacedAttribute(
      p,
      (name) =>
        `\`${name}\` stands outside of every block. Write it behind a type, or \`@@…\` inside a class or an enum.`,
    );
  }
  const looksLikeBlock = p.lookingAt(/\w[\w-]*[ \t]+\w[\w-]*[ \t]*[{(=]/y);
  const meant = word && looksLikeBlock ? (FOREIGN[word] ?? nearest(word, BLOCK_KEYWORDS, 2)) : undefined;
  if (meant) {
    p.error(`\`${word}\` is not a keyword. Write \`${meant}\`.`);
    return PRODUCTIONS[meant]!(p);
  }
  p.error(
    p.at('}')
      ? 'This `}` closes nothing. Remove it.'
      : p.lookingAt(/\/\*|#/y)
        ? 'A comment starts with `//`.'
        : `${clip(p.source())} does not start a block. Blocks start with one of: class, enum, type, function, client<llm>, retry_policy, test, generator, template_string.`,
  );
  if (p.at('}')) return p.skip();
  p.skipThroughBlock();
}
