/**
 * A growing text and the candidate readings of it so far: what `parseText` finds in a whole text, found without reading
 * anything twice as long as the text is ordinary JSON, JSON after prose, or JSON in a fence. In rare shapes (a fence
 * inside a span, blocks that do not parse) a piece is read again.
 */
import { FenceWatch, type Block } from './fenceWatch';
import { alone, FENCE, parseText, SPAN, type Attempts } from './parseText';
import { Piece, type Effect } from './piece';
import { completed } from './completed';
import { isBlank, RawChoice, RawFenced, RawFixed, RawList, trimBlanks, type Raw } from './raw';
import { OFFICIAL, type Dialect } from './dialect';
import { SpanScanner } from './spans';
import { TextLog } from './textLog';

interface Span {
  readonly piece: Piece;
  readonly from: number;
  readonly to: number;
}

interface Revised {
  readonly last: RawFixed;
  readonly list: RawList;
}

/** In a text with more spans than this, what a later one says of the one before is not looked at: no answer has so many. */
const MAX_REVISED = 64;

/** In a longer block a line that may become a fence is not shown before that is decided; a longer span has no blocks in a block. */
const MAX_REREAD = 4096;

export class TextDocument {
  /**
   * `textual`: the type may read a candidate as the text it stands in, so that every character makes another reading, whatever
   * it does to the values. `keysMatter`: something depends on keys whose value is still to come.
   */
  constructor(
    private readonly textual = true,
    private readonly keysMatter = true,
    private readonly dialect: Dialect = OFFICIAL,
  ) {
    this.whole = this.piece(0);
  }

  readonly log = new TextLog();
  private readonly whole: Piece;
  private readonly scanner = new SpanScanner();
  private readonly fences = new FenceWatch();
  private readonly spans: Span[] = [];
  /** Readings of closed spans as candidates, and all of them as a list. */
  private readonly spanValues: Raw[] = [];
  private readonly spanList = new RawList(0);
  /** How many of `spans` were read. */
  private spansSeen = 0;
  private revised: Revised | null = null;
  /** The number of closed spans that `revised` was made for. */
  private revisedAt = 0;
  private openSpan: Piece | null = null;
  /** Whether it began within a fenced block; null before somebody has asked. */
  private spanIsInBlock: boolean | null = null;
  private readonly blocks: RawFenced[] = [];
  private readonly blockList = new RawList(0);
  /** Where the text behind the last block begins. */
  private blockEnd = 0;
  /** How many blocks are over; and of the next one, how many lines that may close it were tried. */
  private blocksSeen = 0;
  private closersTried = 0;
  private openBlock: Piece | null = null;
  /** The reading of the open block that was given last. */
  private openFenced: RawFenced | null = null;
  /** The only block as the reading of the text, as it was given last. */
  private only: { readonly block: RawFenced; readonly raw: Raw } | null = null;
  private trailing: Piece | null = null;
  private trailingBlank = true;
  private trailingSeen = 0;
  /** What stands behind the closed blocks was one open string, of which nobody has made anything, since the last reading. */
  private isBehindUnseen = false;
  private scanned = 0;
  /** How much of the open block the strict parser will be asked about. */
  private blockAnew = 0;
  /** The reading of the spans that was given last, with what it was made of. */
  private live: Piece | 'closed spans' | null = null;
  private spansRead: { readonly open: Raw | null; readonly closed: number; readonly raw: Raw } | null = null;

  /** Steps of all machines so far. */
  get work(): number {
    let sum = this.whole.work + this.scanned + (this.openSpan?.work ?? 0) + (this.openBlock?.work ?? 0);
    sum += this.trailing?.work ?? 0;
    for (const span of this.spans) sum += span.piece.work;
    return sum;
  }

  /**
   * Takes a chunk, and tells what it does to the reading that was given last.
   */
  feed(chunk: string): Effect {
    const base = this.log.length;
    this.log.append(chunk);
    this.scanned += chunk.length;
    this.blockAnew = 0;
    this.fences.feed(chunk, base);
    let moved = false;
    for (let i = 0; i < chunk.length; i++) {
      const code = chunk.charCodeAt(i);
      if (code !== 123 && code !== 125 && code !== 91 && code !== 93) continue;
      const event = this.scanner.step(code, base + i);
      if (event !== null) moved = true;
      if (event !== null) this.spanIsInBlock = null;
      if (event === 'opened') this.openSpan = this.piece(base + i, this.startsWithSpan(base + i) ? this.whole : null);
      else if (event === 'closed' || event === 'stray') {
        const [from, to] = this.scanner.spans.at(-1)!;
        const piece = event === 'closed' && this.openSpan !== null ? this.openSpan : this.piece(from);
        piece.close(to);
        this.spans.push({ piece, from, to });
        this.openSpan = null;
      }
    }
    return !moved && this.live !== null && this.follow(this.live, chunk);
  }

  private piece(start: number, around: Piece | null = null): Piece {
    return new Piece(this.log, start, around, this.dialect);
  }

  /** Whether the text begins with the span that opens at `offset`. */
  private startsWithSpan(offset: number): boolean {
    return this.spans.length === 0 && /^[ \t\r\n]*$/.test(this.log.slice(0, offset));
  }

  /** How many characters of a document that has just ended `read` will read anew, all in one go. */
  get readAnew(): number {
    if (this.fences.seen) return this.blockAnew;
    const { whole, spans } = this;
    const ofWhole = whole.strictlyAnew(spans[0]?.piece ?? null);
    // The text as a whole is known to be JSON, or will be read as that.
    if (whole.mayBeStrict() || this.spansSeen === spans.length) return ofWhole;
    return spans.at(-1)!.piece.strictlyAnew();
  }

  /** Whether blanks behind what was read last change nothing of it. */
  takesBlanks(chunk: string): boolean {
    return !this.textual && !this.fences.seen && this.whole.mayBeStrict() && /^[ \t\r\n]*$/.test(chunk);
  }

  private follow(live: Piece | 'closed spans', chunk: string): Effect {
    if (this.log.quoted || this.whole.mayBeStrict()) return false;
    if (live !== this.openBlock) return !this.fences.seen && (live === 'closed spans' || live.follow(this.keysMatter));
    const block = this.fences.blocks[this.blocksSeen];
    if (block?.from !== live.start || block.closers.length > 0 || this.fences.mayBeFence) return false;
    const to = this.fences.contentEnd(this.log.length);
    // What stands behind the closed blocks is a candidate as well, and begins with the line that opens this one.
    if (!this.followBehind(chunk)) return false;
    live.close(this.log.trimmedEnd(live.start, to));
    const effect = live.follow(this.keysMatter);
    if (effect === false) this.blockAnew = live.strictlyAnew();
    live.end = null;
    return effect;
  }

  /** Whether what stands behind the closed blocks has changed in nothing that anybody has seen. */
  private followBehind(chunk: string): boolean {
    const { trailing } = this;
    if (trailing === null || (this.isBehindUnseen && trailing.goesOn(chunk))) return true;
    const behind = trailing.follow(true);
    if (behind === false || (behind !== true && !isUnseen(behind))) return false;
    this.isBehindUnseen = behind !== true;
    return true;
  }

  /** How deep the brackets are that are open now. */
  get depth(): number {
    return this.scanner.dead ? this.whole.depth : Math.max(this.scanner.depth, this.openBlock?.depth ?? 0);
  }

  /** The readings of the text so far; the same object when nothing reads differently. `done`: it will not go on. */
  read(done: boolean): Raw {
    this.live = null;
    this.isBehindUnseen = false;
    this.log.quoted = false;
    const text = (): string => this.log.quote(0, this.log.length);
    const strict = this.whole.strict(this.spans[0]?.piece ?? null);
    if (strict !== null) return new RawChoice([strict], text);
    const fenced = this.readFences(text, done);
    if (fenced !== null) return fenced;
    if (!this.scanner.dead) {
      const spans = this.readSpans(text, done);
      if (spans !== null) return spans;
    }
    return this.whole.fixedOrText(text, done);
  }

  private readFences(text: () => string, done: boolean): Raw | null {
    if (!this.fences.seen) return null;
    this.settleBlocks(done);
    const { blocks, blockList, fences } = this;
    let rest = this.blockEnd;
    let open: RawFenced | null = null;
    const block = fences.blocks[this.blocksSeen];
    if (block !== undefined) {
      const end = fences.closes ? this.log.length : null;
      // While nothing closes a block whose content could be read, it counts for nothing, up to the first line that might.
      const value =
        block.closers.length === 0 || end !== null
          ? this.blockValue(this.pieceOf(block), block.from, fences.contentEnd(this.log.length), done)
          : null;
      if (value !== null && this.openFenced?.inner !== value) this.openFenced = new RawFenced(block.tag, value);
      open = value === null ? null : this.openFenced;
      rest = (open === null ? block.closers[0]?.end : undefined) ?? end ?? rest;
    }
    blockList.tail = open;
    blockList.version++;
    const count = blocks.length + (open === null ? 0 : 1);
    if (count === 0) return null;
    const trailing = this.trailingValue(rest, done);
    if (rest === this.blockEnd) this.live = this.openBlock;
    if (count === 1 && trailing === undefined) return this.onlyBlock(open ?? blocks[0]!, text);
    const last: Raw[] = open === null ? [blockList] : [open, blockList];
    if (trailing !== undefined && trailing !== null) last.push(trailing);
    return new RawChoice(last, text, blocks, blocks.length);
  }

  /** Takes the blocks that are over: closed where their content can be read first, or dropped because it never could. */
  private settleBlocks(done: boolean): void {
    for (;;) {
      const block = this.fences.blocks[this.blocksSeen];
      if (block === undefined) return;
      let value: Raw | null = null;
      let end = block.closers[0]?.end ?? 0;
      while (value === null && this.closersTried < block.closers.length) {
        const closer = block.closers[this.closersTried++]!;
        value = this.blockValue(this.pieceOf(block), block.from, closer.to, done, true);
        if (value !== null) end = closer.end;
      }
      if (value === null && !block.ended) return;
      if (value !== null) {
        const fenced = new RawFenced(block.tag, value);
        this.blocks.push(fenced);
        this.blockList.items.push(fenced);
      }
      this.blockEnd = end;
      this.openBlock = null;
      this.blocksSeen++;
      this.closersTried = 0;
    }
  }

  /** The content of a block that is not over yet. */
  private pieceOf({ from }: Block): Piece {
    if (this.openBlock?.start !== from) this.openBlock = this.piece(from);
    return this.openBlock;
  }

  private onlyBlock(block: RawFenced, text: () => string): Raw {
    if (this.textual || this.only?.block !== block) {
      this.only = { block, raw: new RawChoice([alone(block)], text) };
    }
    return this.only.raw;
  }

  /**
   * The reading of a block's content; `to` may lie before what the piece has seen, when a fence line is being typed. `closed`: the
   * content ends there if it can be read.
   */
  private blockValue(piece: Piece, from: number, to: number, done: boolean, closed = false): Raw | null {
    const text = (): string => trimBlanks(this.log.quote(from, to));
    // Until a line that may become a fence does, it is content. The piece could not take it back.
    const isContent = !closed && !this.fences.closes && this.fences.mayBeFence && to - from <= MAX_REREAD;
    piece.close(this.log.trimmedEnd(from, to));
    const value = isContent ? this.withHeld(piece, from, done) : this.pieceValue(piece, text);
    if (!closed || value === null) piece.end = null;
    return value;
  }

  /** The reading of a block's content when the beginning of a fence line behind it is part of it, for now. */
  private withHeld(piece: Piece, from: number, done: boolean): Raw | null {
    const text = (): string => trimBlanks(this.log.slice(from, this.log.length));
    // A string behind finished lists and objects is none of the values.
    return piece.finished(text) ?? this.parsed(text(), from, FENCE, done);
  }

  private pieceValue(piece: Piece, text: () => string): Raw | null {
    const strict = piece.strict();
    if (strict !== null) return new RawChoice([strict], text);
    return piece.candidates(text, !this.textual);
  }

  /** The reading of the text behind the blocks: undefined when it is blank. */
  private trailingValue(rest: number, done: boolean): Raw | null | undefined {
    if (this.trailing?.start !== rest) {
      this.trailing = this.piece(rest);
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
    const { spans, openSpan, spanList } = this;
    for (; this.spansSeen < spans.length; this.spansSeen++) {
      const value = this.spanValue(spans[this.spansSeen]!.piece, done);
      if (value === null) continue;
      this.spanValues.push(new RawFixed(value));
      spanList.items.push(value);
    }
    const open = openSpan === null ? null : this.spanValue(openSpan, done);
    const closed = this.spanValues.length;
    if (!this.textual && this.spansRead !== null && this.spansRead.open === open && this.spansRead.closed === closed) {
      this.live = openSpan ?? 'closed spans';
      return this.spansRead.raw;
    }
    const count = closed + (open === null ? 0 : 1);
    if (count === 0) return null;
    if (!this.fences.seen) this.live = openSpan ?? 'closed spans';
    const revised = open === null ? null : this.revisedLast(closed);
    const list = revised?.list ?? spanList;
    list.tail = open;
    list.version++;
    const last = revised === null ? [] : [revised.last];
    if (open !== null) last.push(new RawFixed(open));
    if (count > 1) last.push(new RawFixed(list));
    const raw = new RawChoice(last, text, this.spanValues, revised === null ? closed : closed - 1);
    this.spansRead = { open, closed, raw };
    return raw;
  }

  /**
   * The last of `closed` spans, and the list of all, as they read while another span is open: everything in the last one is
   * complete then. Null when that changes nothing.
   */
  private revisedLast(closed: number): Revised | null {
    if (closed === 0 || closed > MAX_REVISED) return null;
    if (this.revisedAt !== closed) {
      this.revisedAt = closed;
      const items = this.spanList.items;
      const last = items[closed - 1]!;
      const whole = completed(last);
      this.revised = null;
      if (whole !== last) {
        const list = new RawList(0);
        list.items.push(...items.slice(0, -1), whole);
        this.revised = { last: new RawFixed(whole), list };
      }
    }
    return this.revised;
  }

  private spanValue(piece: Piece, done: boolean): Raw | null {
    const length = (piece.end ?? this.log.length) - piece.start;
    if (this.fences.lastOpening > piece.start && !this.isWithoutBlocks(piece, length)) {
      return this.parsed(piece.text(), piece.start, SPAN, done);
    }
    return piece.reading(piece.text, length);
  }

  /**
   * Whether no block in an open span can be read, though there are lines that open one: those are the blocks of the text, of which
   * none can be read when spans are looked at; unless the span began within one, which hides what opens there.
   */
  private isWithoutBlocks(piece: Piece, length: number): boolean {
    if (piece.end !== null) return false;
    this.spanIsInBlock ??= this.fences.isOpenAt(piece.start);
    return !this.spanIsInBlock || length > MAX_REREAD;
  }

  /** The reading of a piece of text that is not kept: it is read from its beginning, each time. */
  private parsed(text: string, base: number, attempts: Attempts, done: boolean): Raw | null {
    this.scanned += text.length;
    return parseText(text, base, attempts, done, this.dialect);
  }
}

/** Whether what has got longer there is a string that nobody has made anything of. */
function isUnseen(effect: Exclude<Effect, boolean>): boolean {
  return effect.kind === 'string' && !effect.looked && !effect.shown;
}
