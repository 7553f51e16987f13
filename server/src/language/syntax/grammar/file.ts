/** A file: blocks, one after another, and what to do with everything else. */
import { nearest } from '../../text';
import { BLOCK_KEYWORDS } from '../kinds';
import type { Parser } from '../parser';
import type { Node } from '../tree';
import { attribute, misplacedAttribute } from './attributes';
import { propertyBlock } from './blocks';
import { aliasBlock, classBlock, enumBlock } from './declarations';
import { functionBlock, letStatement, templateBlock } from './functions';
import { foreignComment, modifiers } from './foreign';
import { clip, value } from './values';

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
  for (const blocks = topLevelBlocks(p); !blocks.next().done;);
  return p.complete();
}

/**
 * Takes the blocks of a file, and stops before each that starts on a line of its own: nothing but the text behind such a place
 * decides how it is read.
 */
export function* topLevelBlocks(p: Parser): Generator<void> {
  if (p.previous.end === 0 && p.text.startsWith('\uFEFF')) {
    p.error('The file starts with a byte order mark, which the compiler refuses. Save it as UTF-8 without one.');
    p.skip();
  }
  let junk = false;
  while (!p.at('end')) {
    if (!junk && p.onNewLine) yield;
    const before = p.current.start;
    p.blockColumn = p.column;
    junk = topLevel(p, junk);
    if (p.current.start === before) p.bump();
  }
}

/** One block. Gives true when it was none: what follows in the same vein is then taken without another word. */
function topLevel(p: Parser, afterJunk: boolean): boolean {
  modifiers(p);
  if (foreignComment(p)) return false;
  const word = p.at('word') ? p.source() : '';
  if (BLOCK_KEYWORDS.has(word) && !p.lookingAt(/\w+[ \t]*=/y)) {
    PRODUCTIONS[word]!(p);
    return false;
  }
  if (p.atAny('raw-string', 'open-raw-string')) {
    p.inNode('loose-string', () => (p.at('raw-string') ? p.bump() : value(p, 'property')));
    return false;
  }
  const looksLikeBlock = p.lookingAt(/\w[\w-]*[ \t]+\w[\w-]*[ \t]*[{(=]/y);
  const meant = word && looksLikeBlock ? (FOREIGN[word] ?? nearest(word, BLOCK_KEYWORDS, 2)) : undefined;
  if (meant) {
    p.error(`\`${word}\` is not a keyword. Write \`${meant}\`.`);
    PRODUCTIONS[meant]!(p);
    return false;
  }
  if (!afterJunk) noBlock(p);
  else if (p.atAny('@', '@@')) p.inNode('error', () => attribute(p));
  else if (p.at('}')) p.skip();
  else p.skipThroughBlock();
  return true;
}

/** Reports what starts no block. */
function noBlock(p: Parser): void {
  if (p.atAny('@', '@@')) {
    return misplacedAttribute(
      p,
      (name) =>
        `\`${name}\` stands outside of every block. Write it behind a type, or \`@@…\` inside a class or an enum.`,
    );
  }
  p.error(
    p.at('}')
      ? 'This `}` closes nothing. Remove it.'
      : `${clip(p.source())} does not start a block. Blocks start with one of: class, enum, type, function, client<llm>, retry_policy, test, generator, template_string.`,
  );
  if (p.at('}')) {
    p.remedy('');
    p.skip();
  } else p.skipThroughBlock();
}
