/**
 * A growing text and the candidate readings of it so far: what `parseText` finds in a whole text, found without reading
 * anything twice as long as the text is ordinary JSON, JSON after prose, or JSON in a fence. In rare shapes (a fence
 * inside a span, blocks that do not parse) a piece is read again.
 */
import { FenceWatch } from './fenceWatch';
import { assembleSpans, FENCE, listOf, parseText, SPAN, startOf, WHOLE } from './parseText';
import { Piece } from './piece';
import { completed } from './completed';
import { isBlank, RawChoice, RawFenced, RawFixed, type Raw } from './raw';
import { SpanScanner } from './spans';
import { TextLog } from './textLog';

interface Span {
  readonly piece: Piece;
  readonly from: number;
  readonly to: number;
  value: Raw | null | undefined;
  complete: Raw | null;
}

export class TextDocument {
  readonly log = new TextLog();
  private readonly whole = new Piece(this.log, 0);
  private readonly scanner = new SpanScanner();
  private readonly fences = new FenceWatch();
  private readonly spans: Span[] = [];
  private readonly spanValues: Raw[] = [];
  private openSpan: Piece | null = null;
  private readonly blocks: { raw: Raw; end: number }[] = [];
  private openBlock: Piece | null = null;
  private trailing: Piece | null = null;
  private trailingBlank = true;
  private trailingSeen = 0;
  private scanned = 0;

  /** Steps of all machines so far. */
  get work(): number {
    let sum = this.whole.work + this.scanned + (this.openSpan?.work ?? 0) + (this.openBlock?.work ?? 0);
    sum += this.trailing?.work ?? 0;
    for (const span of this.spans) sum += span.piece.work;
    return sum;
  }

  feed(chunk: string): void {
    const base = this.log.length;
    this.log.append(chunk);
    this.scanned += chunk.length;
    this.fences.feed(chunk, base);
    for (let i = 0; i < chunk.length; i++) {
      const code = chunk.charCodeAt(i);
      if (code !== 123 && code !== 125 && code !== 91 && code !== 93) continue;
      const event = this.scanner.step(code, base + i);
      if (event === 'opened') this.openSpan = new Piece(this.log, base + i);
      else if (event === 'closed' || event === 'stray') {
        const [from, to] = this.scanner.spans.at(-1)!;
        const piece = event === 'closed' && this.openSpan !== null ? this.openSpan : new Piece(this.log, from);
        piece.close(to);
        this.spans.push({ piece, from, to, value: undefined, complete: null });
        this.openSpan = null;
      }
    }
  }

  /** How deep the brackets are that are open now. */
  get depth(): number {
    return this.scanner.dead ? this.whole.depth : Math.max(this.scanner.depth, this.openBlock?.depth ?? 0);
  }

  /** The readings of the text so far. `done`: it will not go on. */
  read(done: boolean): Raw {
    const text = (): string => this.log.text();
    const strict = this.whole.strict(() => this.spans[0]?.piece.fixed() ?? null);
    if (strict !== null) return new RawChoice([strict], text);
    const fenced = this.readFences(text, done);
    if (fenced === 'unusual') return parseText(this.log.text(), 0, WHOLE, done)!;
    if (fenced !== null) return fenced;
    if (!this.scanner.dead) {
      const spans = this.readSpans(text, done);
      if (spans !== null) return spans;
    }
    return this.whole.fixedOrText(text, done);
  }

  private readFences(text: () => string, done: boolean): Raw | 'unusual' | null {
    if (!this.fences.seen) return null;
    const state = this.fences.state(this.log);
    if (state === 'unusual') return state;
    while (this.blocks.length < state.closed.length) {
      const block = state.closed[this.blocks.length]!;
      const piece = this.openBlock?.start === block.from ? this.openBlock : new Piece(this.log, block.from);
      this.openBlock = null;
      piece.close(block.to);
      const value = this.blockValue(piece, block.from, block.to, done);
      if (value === null) {
        this.fences.giveUp();
        return 'unusual';
      }
      this.blocks.push({ raw: new RawFenced(block.tag, value), end: block.end });
    }
    const blocks = this.blocks.map((block) => block.raw);
    let rest = this.blocks.at(-1)?.end ?? 0;
    if (state.open !== null) {
      const { tag, from, to, end } = state.open;
      if (this.openBlock?.start !== from) this.openBlock = new Piece(this.log, from);
      const value = this.blockValue(this.openBlock, from, to, done);
      if (value !== null) {
        blocks.push(new RawFenced(tag, value));
        if (end !== null) rest = end;
      }
    }
    if (blocks.length === 0) return null;
    const trailing = this.trailingValue(rest, done);
    if (trailing === undefined) {
      return blocks.length === 1 ? blocks[0]! : new RawChoice([...blocks, listOf(blocks, startOf(blocks[0]!))], text);
    }
    const all = [...blocks, listOf(blocks, startOf(blocks[0]!))];
    return new RawChoice(trailing === null ? all : [...all, trailing], text);
  }

  /** The reading of a block's content; `to` may lie before what the piece has seen, when a fence line is being typed. */
  private blockValue(piece: Piece, from: number, to: number, done: boolean): Raw | null {
    const text = (): string => this.log.slice(from, to).trim();
    const closed = piece.end !== null;
    const held = closed ? '' : this.log.slice(to, this.log.length);
    if (/^[ \t]*(?:`{1,2}|```[A-Za-z0-9 ]+)$/.test(held))
      return parseText(this.log.slice(from, this.log.length).trim(), from, FENCE, done);
    piece.close(this.log.trimmedEnd(from, to));
    const value = this.pieceValue(piece, text);
    if (!closed) piece.end = null;
    return value;
  }

  private pieceValue(piece: Piece, text: () => string): Raw | null {
    const strict = piece.strict();
    if (strict !== null) return new RawChoice([strict], text);
    const values = piece.fixed();
    if (values === null) return null;
    const [only] = values;
    if (values.length === 1 && only?.kind === 'string' && only.value.length === text().length) return null;
    return new RawChoice(
      values.map((value) => new RawFixed(value)),
      text,
    );
  }

  /** The reading of the text behind the blocks: undefined when it is blank. */
  private trailingValue(rest: number, done: boolean): Raw | null | undefined {
    if (this.trailing?.start !== rest) {
      this.trailing = new Piece(this.log, rest);
      this.trailingBlank = true;
      this.trailingSeen = rest;
    }
    if (this.trailingBlank && this.trailingSeen < this.log.length) {
      const added = this.log.slice(this.trailingSeen, this.log.length);
      this.trailingSeen = this.log.length;
      for (let i = 0; i < added.length && this.trailingBlank; i++) this.trailingBlank = isBlank(added.charCodeAt(i));
    }
    if (this.trailingBlank) return undefined;
    const piece = this.trailing;
    const strict = piece.strict();
    if (strict !== null) return new RawChoice([strict], piece.text);
    return piece.fixedOrText(piece.text, done);
  }

  private readSpans(text: () => string, done: boolean): Raw | null {
    const { spans, openSpan } = this;
    for (let at = this.spanValues.length; at < spans.length; at++) {
      const span = spans[at]!;
      span.value ??= this.spanValue(span.piece, done);
      if (span.value === null) return assembleSpans(this.slowSpans(done), text);
      this.spanValues.push(span.value);
    }
    if (openSpan === null && spans.length === 0) return null;
    if (openSpan === null) return assembleSpans(this.spanValues, text);
    const open = this.spanValue(openSpan, done);
    if (spans.length === 0) return open === null ? null : assembleSpans([open], text);
    const last = spans.at(-1)!;
    last.complete ??= completed(last.value!);
    const values = [...this.spanValues.slice(0, -1), last.complete];
    if (open !== null) values.push(open);
    return assembleSpans(values, text);
  }

  private slowSpans(done: boolean): Raw[] {
    const values = this.spans.map((span) => (span.value ??= this.spanValue(span.piece, done)));
    if (this.openSpan !== null) values.push(this.spanValue(this.openSpan, done));
    return values.filter((value) => value !== null);
  }

  private spanValue(piece: Piece, done: boolean): Raw | null {
    if (this.fences.seen && /\n[ \t]*```/.test(piece.text())) return parseText(piece.text(), piece.start, SPAN, done);
    return piece.reading(piece.text, (piece.end ?? this.log.length) - piece.start);
  }
}
