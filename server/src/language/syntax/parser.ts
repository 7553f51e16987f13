/**
 * The small alphabet the grammar is written in: look at the current token, take it, wrap what was taken in nodes,
 * report, recover. Parsing never fails: everything taken ends up in the tree, whatever it is.
 *
 * Invariants: the tokens of the tree are the text; no two errors start at one place; every loop of the grammar runs
 * under `repeat`, which takes a token when nothing else did.
 */
import type { Span } from '../diagnostic';
import type { NodeKind, TokenKind } from './kinds';
import { isTrivia } from './kinds';
import { Scanner } from './scanner';
import type { Element, Node, Token } from './tree';

/** Each has its page in `docs/checks`. */
export type SyntaxErrorCode = 'syntax' | 'invalid-names' | 'stream-misplaced';

export interface SyntaxError {
  readonly code: SyntaxErrorCode;
  /** The compiler takes it, as something else than what was surely meant. */
  readonly mild?: boolean;
  readonly message: string;
  readonly span: Span;
  /** The change that surely puts it right. */
  readonly remedy?: { readonly span: Span; readonly newText: string };
}

/** Deeper brackets are read flat, as one error: nobody writes them, and the stack stays safe. */
const MAX_DEPTH = 100;
/** Whoever sees this many has pasted something else; more would only slow the editor down. */
export const MAX_ERRORS = 1000;

/** A line that can only be the header of a block, whatever it stands in. */
const BLOCK_HEADER =
  /(?:(?:class|enum)[ \t]+[A-Za-z]\w*[^\r\n{}"#]*\{|(?:test|generator|retry_policy|client(?:<\w*>)?)[ \t]+\w[\w-]*[ \t]*\{|function[ \t]+\w+[ \t]*[({]|type[ \t]+\w+[ \t]*=|(?:template_string|string_template)[ \t]+\w+[ \t]*[(#=])/y;

/** The rest of a line, and the next one that is not blank. */
const NEXT_WORD_LINE = /[^\r\n]*\s*[^\r\n]*[\r\n]/y;

const TYPE_KEYWORD = /(?:class|enum|type)\b/y;

const CLOSER: Partial<Record<TokenKind, TokenKind>> = { '(': ')', '[': ']', '{': '}' };

export class Parser {
  readonly errors: SyntaxError[] = [];
  /** The current token; trivia before it is pending. */
  current!: Token;
  /** The token before the current one. */
  previous: Token;
  /** A line break stands before the current token (or the text starts there). */
  onNewLine = true;
  /** An empty line stands before the current token. */
  afterBlankLine = false;
  /** Inside a type_builder, where classes, enums and types belong whatever their indentation. */
  inTypeBuilder = false;
  /** Column of the header of the enclosing block, for recovery. */
  blockColumn = 0;
  /** Inside the braces of a block: what stands on a line of its own at the block's column is its end. */
  inBody = false;
  /** Text up to here, or to the end of the line of the current token, had a part in what was read; see also `lookedToTheEnd`. */
  looked = 0;
  /** How many problems were met so far, also those that were not reported since one at their place was. */
  failures = 0;

  private readonly scanner: Scanner;
  private readonly open: { kind: NodeKind; children: Element[] }[] = [];
  private pending: Token[] = [];
  private lineStart = 0;
  private depth = 0;
  private unclosedAt = -1;
  private anchor: number | undefined;
  private entryAnchor: number | undefined;
  private readonly reported = new Set<number>();
  /** Whether the last report was kept, not dropped as one too many. */
  private isLastKept = false;

  /** Reads from an offset on: the start of the text, or a place where a block starts on a line of its own. */
  constructor(
    readonly text: string,
    from = 0,
  ) {
    this.scanner = new Scanner(text);
    this.previous = { token: true, kind: 'end', start: from, end: from };
    this.fill(from);
  }

  // Looking

  at(kind: TokenKind): boolean {
    return this.current.kind === kind;
  }

  atAny(...kinds: readonly TokenKind[]): boolean {
    return kinds.includes(this.current.kind);
  }

  /** At the token, on the line of the token before. */
  atInline(kind: TokenKind): boolean {
    return this.current.kind === kind && !this.onNewLine;
  }

  atWord(word?: string): boolean {
    return this.current.kind === 'word' && (word === undefined || this.source() === word);
  }

  /** The text of the current token. */
  source(token: Token = this.current): string {
    return this.text.slice(token.start, token.end);
  }

  /** Whether the text from the current token on matches a sticky pattern. */
  lookingAt(pattern: RegExp): boolean {
    pattern.lastIndex = this.current.start;
    return pattern.test(this.text);
  }

  /** The same for a pattern that reaches beyond the line, over blank lines and into the next one that is not. */
  lookingOver(pattern: RegExp): boolean {
    NEXT_WORD_LINE.lastIndex = this.current.start;
    this.sees(NEXT_WORD_LINE.test(this.text) ? NEXT_WORD_LINE.lastIndex : this.text.length);
    return this.lookingAt(pattern);
  }

  /** Text up to this offset was looked at. */
  sees(offset: number): void {
    if (offset > this.looked) this.looked = offset;
  }

  /** Blanks and tabs before the current token count one each. */
  get column(): number {
    return this.current.start - this.lineStart;
  }

  /** At a line that starts a block of its own, so that the enclosing block must have ended. */
  atBlockHeader(): boolean {
    if (!this.onNewLine || !this.at('word') || this.column > this.blockColumn) return false;
    return this.lookingAt(BLOCK_HEADER) && !(this.inTypeBuilder && this.lookingAt(TYPE_KEYWORD));
  }

  /** Somebody looked for something in all of the text behind and did not find it. */
  lookedToTheEnd(): void {
    this.scanner.lookedToTheEnd = true;
  }

  /** Whether that happened since this was last asked. */
  takeLookedToTheEnd(): boolean {
    const { lookedToTheEnd } = this.scanner;
    this.scanner.lookedToTheEnd = false;
    return lookedToTheEnd;
  }

  // Taking

  /** Takes the current token into the open node. */
  bump(): Token {
    const token = this.current;
    if (token.kind === 'end') return token;
    this.flush();
    this.open.at(-1)!.children.push(token);
    this.previous = token;
    this.fill(token.end);
    return token;
  }

  eat(kind: TokenKind): boolean {
    if (!this.at(kind)) return false;
    this.bump();
    return true;
  }

  /** Takes the token, or reports that it is missing. */
  expect(kind: TokenKind, message: string): boolean {
    if (this.eat(kind)) return true;
    this.missing(message);
    return false;
  }

  /** Reads the current token again as a value: bare text, or a Jinja expression. */
  readAsValue(): void {
    if (this.at('end')) return;
    this.current = this.scanner.scanValue(this.current.start);
    this.sees(this.current.end);
  }

  /** Cuts a string that is never closed before what the function finds in it, so that the rest of its line is read. */
  cutString(find: (source: string) => number): void {
    const { kind, start } = this.current;
    const cut = find(this.source());
    if (cut > 0) this.current = { token: true, kind, start, end: start + cut };
  }

  /** Reads everything from the current token to an offset as one token that means nothing. */
  readTo(end: number): void {
    const { start } = this.current;
    if (end > start) this.current = { token: true, kind: 'unknown', start, end };
  }

  /** Where a body must open, `{//` is a brace and a comment; elsewhere it starts a block comment. */
  readAsBrace(): void {
    const at = this.pending.findIndex((token) => token.kind === 'block-comment');
    if (at < 0 || this.pending.slice(0, at).some((token) => token.kind !== 'whitespace')) return;
    const comment = this.pending[at]!;
    this.pending.length = at;
    this.onNewLine = false;
    this.afterBlankLine = false;
    this.current = this.scanner.scanBrace(comment.start);
  }

  // Building

  start(kind: NodeKind): void {
    if (this.open.length) this.flush();
    this.open.push({ kind, children: [] });
  }

  finish(): Node {
    const { kind, children } = this.open.pop()!;
    const node = this.node(kind, children);
    this.open.at(-1)?.children.push(node);
    return node;
  }

  /** The finished children of the open node, which are no longer part of it. */
  takeChildren(): readonly Element[] {
    return this.open.at(-1)!.children.splice(0);
  }

  /** Runs a production inside a node of its own. */
  inNode(kind: NodeKind, production: () => void): void {
    this.start(kind);
    production();
    this.finish();
  }

  /** A place in the open node; what is taken after it can be wrapped later. */
  mark(): number {
    this.flush();
    return this.open.at(-1)!.children.length;
  }

  /** Where the open node ends now, before any blanks. */
  here(): number {
    return this.open.at(-1)!.children.length;
  }

  wrap(from: number, to: number, kind: NodeKind): void {
    const { children } = this.open.at(-1)!;
    const inner = children.slice(from, to);
    const behind = children.slice(to);
    children.length = from;
    children.push(this.node(kind, inner));
    for (const element of behind) children.push(element);
  }

  /** The finished tree: closes what is open and takes the rest. */
  complete(): Node {
    while (!this.at('end')) this.bump();
    this.flush();
    let node = this.node('file', []);
    while (this.open.length) node = this.finish();
    return node;
  }

  // Reporting and recovering

  /** Reports the current token as wrong. */
  error(message: string, code: SyntaxErrorCode = 'syntax'): void {
    this.errorAt(this.at('end') ? this.previous : this.current, message, code);
  }

  /** Reports that something is missing before the current token: on the line where it should have stood. */
  missing(message: string, code: SyntaxErrorCode = 'syntax'): void {
    this.errorAt(this.onNewLine || this.at('end') ? this.previous : this.current, message, code);
  }

  errorAt(span: Span, message: string, code: SyntaxErrorCode = 'syntax'): void {
    const start = this.anchor ?? this.entryAnchor;
    this.errorExactly(start === undefined ? span : { start, end: Math.max(span.end, start + 1) }, message, code);
  }

  /** Reports at the place itself, also inside a construct whose problems are reported from its start. */
  errorExactly(span: Span, message: string, code: SyntaxErrorCode = 'syntax'): void {
    this.failures++;
    this.report({ code, message, span: { start: span.start, end: span.end } });
  }

  /** Reports what can be read, though hardly as it was meant. */
  warn(span: Span, message: string): void {
    this.report({ code: 'syntax', mild: true, message, span: { start: span.start, end: span.end } });
  }

  private report(error: SyntaxError): void {
    this.isLastKept = !this.reported.has(error.span.start) && this.errors.length < MAX_ERRORS;
    if (!this.isLastKept) return;
    this.reported.add(error.span.start);
    this.errors.push(error);
  }

  /** What to write in place of the current token, or at a place, to put right what was reported last. */
  remedy(newText: string, { start, end }: Span = this.current): void {
    const last = this.errors.length - 1;
    if (this.isLastKept) this.errors[last] = { ...this.errors[last]!, remedy: { span: { start, end }, newText } };
  }

  /**
   * Runs a production that is read whole or not at all: its problems are reported from the given offset on, up to where
   * they are, and only the first of them. Inside another one, that one counts.
   */
  whole(start: number, production: () => void): void {
    const outer = this.anchor;
    this.anchor = outer ?? start;
    production();
    this.anchor = outer;
  }

  /** Runs a production inside an entry of a map: its problems are reported from the innermost entry on. */
  inEntry(start: number, production: () => void): void {
    const outer = this.entryAnchor;
    this.entryAnchor = start;
    production();
    this.entryAnchor = outer;
  }

  /** Takes the closing bracket, or reports at its opening that it is missing: once for all that miss one here. */
  close(kind: TokenKind, opening: Span, message: string): void {
    if (this.eat(kind)) return;
    if (this.unclosedAt !== this.current.start) {
      this.errorAt(opening, message);
      const { end } = this.previous;
      if (kind !== '}') this.remedy(kind, { start: end, end });
    }
    this.unclosedAt = this.current.start;
  }

  /** Takes one token, or a whole bracket, as an error node. */
  skip(): void {
    this.inNode('error', () => this.takeBalanced());
  }

  /** Takes the rest of the line as an error node; stops before a closing brace of what is around. */
  skipLine(): void {
    this.inNode('error', () => {
      this.repeat(
        () => this.onNewLine || this.at('}'),
        () => this.takeBalanced(),
        true,
      );
    });
  }

  /** Takes the rest of the line, and the block it opens, as one error node. */
  skipThroughBlock(): void {
    this.inNode('error', () => {
      let opened = false;
      this.repeat(
        () => opened || this.onNewLine || this.at('}'),
        () => {
          opened = this.at('{');
          this.takeBalanced();
        },
        true,
      );
    });
  }

  /** Takes a token; an opening bracket with everything up to the bracket that closes it. Iterative. */
  takeBalanced(): void {
    const wanted: TokenKind[] = [];
    const open = new Map<TokenKind, number>();
    do {
      const { kind } = this.current;
      // A brace that closes the block itself closes no junk inside it.
      if (this.inBody && kind === '}' && this.onNewLine && this.column <= this.blockColumn) return;
      const closer = CLOSER[kind];
      if (closer) {
        wanted.push(closer);
        open.set(closer, (open.get(closer) ?? 0) + 1);
      } else if (open.get(kind)) {
        for (let top = wanted.pop(); top; top = wanted.pop()) {
          open.set(top, open.get(top)! - 1);
          if (top === kind) break;
        }
      } else if (wanted.length && kind === '}') return;
      this.bump();
      // Only braces reach over lines: a stray `(` must not take the rest of the file with it.
      if (this.onNewLine && !open.get('}')) return;
    } while (wanted.length && !this.at('end') && !this.atBlockHeader());
  }

  /**
   * Runs a production until the end of the text, the start of another block, or the given place. Takes a token as
   * an error when the production took none.
   */
  repeat(until: () => boolean, production: () => void, startOnce = false): void {
    let first = startOnce;
    while (!this.at('end') && (first || !until()) && (first || !this.atBlockHeader())) {
      first = false;
      const before = this.current.start;
      production();
      if (this.current.start === before && !this.at('end')) this.bump();
    }
  }

  /** Runs a production one level deeper; at the limit takes the bracket flat and says so. */
  nested(production: () => void): void {
    if (this.depth >= MAX_DEPTH) {
      this.error(`Nested more than ${MAX_DEPTH} levels deep. Give the inner part a name and use the name here.`);
      if (CLOSER[this.current.kind]) this.skip();
      else this.skipLine();
      this.unclosedAt = this.current.start;
      return;
    }
    this.depth++;
    production();
    this.depth--;
  }

  private node(kind: NodeKind, children: readonly Element[]): Node {
    const start = children[0]?.start ?? this.previous.end;
    return { token: false, kind, start, end: children.at(-1)?.end ?? start, children };
  }

  private flush(): void {
    const top = this.open.at(-1);
    if (!top) return;
    for (const token of this.pending) top.children.push(token);
    this.pending = [];
  }

  private fill(from: number): void {
    let newlines = 0;
    let sinceNewline = 1;
    this.afterBlankLine = false;
    let token = this.scanner.scan(from);
    for (; isTrivia(token.kind); token = this.scanner.scan(token.end)) {
      this.pending.push(token);
      if (token.kind === 'block-comment') this.sees(token.end);
      if (token.kind === 'newline') {
        if (newlines && !sinceNewline) this.afterBlankLine = true;
        newlines++;
        sinceNewline = 0;
        this.lineStart = token.end;
      } else if (token.kind !== 'whitespace') sinceNewline++;
    }
    this.onNewLine = newlines > 0 || from === 0;
    this.current = token;
    // Some tokens are cut short or read again as something else.
    this.sees(token.end);
  }
}
