/** The place of a parser in a token list, and everything it needs to say where things are. */
import type { Expression, TemplateSpan } from '../../ir/template';
import type { Span } from '../diagnostic';
import type { LocalError, Token, TokenKind } from './tokens';

export interface Remedy {
  readonly span: Span;
  readonly newText: string;
}

/** A problem in a prompt or an expression, in offsets of the file. */
export interface JinjaError {
  readonly message: string;
  readonly span: Span;
  /** The change that surely puts it right. */
  readonly remedy?: Remedy;
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
    const what = wanted.replace(/^[a-z]/, (letter) => letter.toUpperCase());
    const isEnd = token.kind === 'outputEnd' || token.kind === 'blockEnd';
    this.fail(
      isEnd
        ? `${what} is missing before the end of the tag.`
        : token.kind === 'end'
          ? `${what} is missing at the end.`
          : `${what} is expected here, not ${token.kind === 'string' ? 'a string' : `\`${token.value}\``}.`,
      start,
      end,
    );
  }

  /** The token before the current one. */
  get previous(): Token | undefined {
    return this.tokens[this.index - 1];
  }

  /** Reports an error at a place of the prompt's text and gives the tag up. */
  fail(message: string, start: number, end: number, remedy?: LocalError['remedy']): void {
    if (!this.failed) this.report(message, this.place(start, end), remedy && this.remedyAt(remedy));
    this.failed = true;
  }

  report(message: string, span: Span, remedy?: Remedy): void {
    this.errors.push({ message, span, ...(remedy && { remedy }) });
  }

  /** The change at its place in the file. */
  remedyAt({ start, end, newText }: NonNullable<LocalError['remedy']>): Remedy {
    return { span: this.place(start, end), newText };
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
      this.fail('This expression is nested too deeply. Set a part of it with `{% set %}`.', start, this.lastEnd);
      return { kind: 'missing', span: this.place(start, start) };
    }
    this.heights.set(node, height + 1);
    return node;
  }
}
