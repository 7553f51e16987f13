/** The place of a parser in a token list, and everything it needs to say where things are. */
import type { Expression, TemplateSpan } from '../../ir/template';
import type { Span } from '../diagnostic';
import type { Token, TokenKind } from './tokens';

/** A problem in a prompt or an expression, in offsets of the file. */
export interface JinjaError {
  readonly message: string;
  readonly span: Span;
}

/** Expressions deeper than this are refused, so that everything that walks a tree may recurse. */
export const MAX_HEIGHT = 300;

export class Cursor {
  readonly errors: JinjaError[] = [];
  private index = 0;
  private lastEnd = 0;
  /** After the first error of a tag the rest of the tag is skipped: one error is enough. */
  failed = false;
  /** How deep the parser itself is nested. */
  depth = 0;
  private readonly heights = new WeakMap<Expression, number>();

  constructor(
    private readonly tokens: readonly Token[],
    private readonly map: (offset: number) => number,
  ) {}

  get token(): Token {
    return this.tokens[this.index] ?? (this.tokens.at(-1) as Token);
  }

  peek(distance: number): Token {
    return this.tokens[this.index + distance] ?? (this.tokens.at(-1) as Token);
  }

  next(): Token {
    const token = this.token;
    if (this.index < this.tokens.length - 1) this.index++;
    this.lastEnd = token.end;
    return token;
  }

  at(kind: TokenKind, value?: string): boolean {
    return this.token.kind === kind && (value === undefined || this.token.value === value);
  }

  atOperator(value: string): boolean {
    return !this.failed && this.at('operator', value);
  }

  atName(value: string): boolean {
    return !this.failed && this.at('name', value);
  }

  /** Takes the operator if it stands here. */
  eat(value: string): boolean {
    if (!this.atOperator(value)) return false;
    this.next();
    return true;
  }

  /** Takes the keyword if it stands here. */
  eatName(value: string): boolean {
    if (!this.atName(value)) return false;
    this.next();
    return true;
  }

  /** Takes the operator, or reports that it is missing. */
  expect(value: string): void {
    if (!this.eat(value)) this.unexpected(`\`${value}\``);
  }

  /** Reports what stands here where something else is needed. */
  unexpected(wanted: string): void {
    const { token } = this;
    // Where the text ends too early, what stands last is to blame.
    const { start, end } = token.kind === 'end' ? (this.previous ?? token) : token;
    this.fail(`expected ${wanted}, found ${describe(token)}`, start, end);
  }

  /** The token before the current one. */
  get previous(): Token | undefined {
    return this.tokens[this.index - 1];
  }

  /** Reports an error at a place of the prompt's text and gives the tag up. */
  fail(message: string, start: number, end: number): void {
    if (!this.failed) this.report(message, this.place(start, end));
    this.failed = true;
  }

  report(message: string, span: Span): void {
    this.errors.push({ message, span });
  }

  /** From the start of a token to the end of the last one taken. */
  spanFrom(start: number): TemplateSpan {
    return this.place(start, Math.max(start, this.lastEnd));
  }

  /** Behind the last token taken: where something is missing. */
  get here(): TemplateSpan {
    return this.place(this.lastEnd, this.lastEnd);
  }

  place(start: number, end: number): TemplateSpan {
    const from = this.map(start);
    return { start: from, end: end > start ? Math.max(from, this.map(end - 1) + 1) : from };
  }

  /** Gives the node back unless its tree has become too high to be walked safely. */
  checked(node: Expression, children: readonly (Expression | undefined)[], start: number): Expression {
    let height = 0;
    for (const child of children) if (child) height = Math.max(height, this.heights.get(child) ?? 0);
    if (height >= MAX_HEIGHT) {
      this.fail('this expression is nested too deeply', start, this.lastEnd);
      return { kind: 'missing', span: this.place(start, start) };
    }
    this.heights.set(node, height + 1);
    return node;
  }
}

function describe(token: Token): string {
  switch (token.kind) {
    case 'outputEnd':
    case 'blockEnd':
      return 'the end of the tag';
    case 'end':
      return 'the end';
    case 'string':
      return 'a string';
    default:
      return `\`${token.value}\``;
  }
}
