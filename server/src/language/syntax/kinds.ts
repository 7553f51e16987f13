/** The vocabulary of the syntax tree: every leaf is a token, every inner element is a node. */

/** Tokens that mean nothing to the grammar, except that a newline can end a line. */
export type TriviaKind = 'whitespace' | 'newline' | 'line-comment' | 'doc-comment' | 'block-comment';

export type TokenKind =
  | TriviaKind
  /** ASCII letter, then letters, digits, `_` and `-`: the only legal identifier. */
  | 'word'
  /** What a person meant as an identifier, but is none: `_x`, `naïve`. */
  | 'bad-word'
  | 'number'
  /** A number that runs into other text: `5px`, `1e5`, `2024-01-01`. */
  | 'bad-number'
  | 'string'
  | 'open-string'
  | 'raw-string'
  | 'open-raw-string'
  /** Bare text in value position; made on request of the parser only. */
  | 'unquoted'
  /** `{{ … }}` in value position; made on request of the parser only. */
  | 'jinja'
  | '{'
  | '}'
  | '('
  | ')'
  | '['
  | ']'
  | '<'
  | '>'
  | ','
  | ':'
  | '::'
  | '.'
  | ';'
  | '@'
  | '@@'
  | '|'
  | '?'
  | '='
  | '->'
  /** One character that starts nothing. */
  | 'unknown'
  | 'end';

export type NodeKind =
  | 'file'
  | 'class'
  | 'enum'
  | 'alias'
  | 'function'
  | 'client'
  | 'retry'
  | 'test'
  | 'generator'
  | 'template'
  | 'let'
  | 'loose-string'
  | 'name'
  | 'body'
  | 'field'
  | 'value-member'
  | 'property'
  | 'type-builder'
  | 'parameters'
  | 'parameter'
  | 'return-type'
  | 'expression-body'
  | 'attribute'
  | 'attribute-name'
  | 'arguments'
  | 'type-name'
  | 'type-literal'
  | 'type-list'
  | 'type-optional'
  | 'type-union'
  | 'type-map'
  | 'type-paren'
  | 'type-tuple'
  | 'type-attributed'
  | 'type-broken'
  | 'string-value'
  | 'number-value'
  | 'word-value'
  | 'env-value'
  | 'jinja-value'
  | 'list-value'
  | 'map-value'
  | 'map-entry'
  | 'error';

/** First words of top-level blocks. They are contextual: most of them are legal field names. */
export const BLOCK_KEYWORDS: ReadonlySet<string> = new Set([
  'class',
  'enum',
  'type',
  'function',
  'client',
  'retry_policy',
  'test',
  'generator',
  'template_string',
  'string_template',
  'let',
]);

export function isTrivia(kind: TokenKind): kind is TriviaKind {
  return (
    kind === 'whitespace' ||
    kind === 'newline' ||
    kind === 'line-comment' ||
    kind === 'doc-comment' ||
    kind === 'block-comment'
  );
}
