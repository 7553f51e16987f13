/**
 * A stretch of the growing text that is read on its own: the whole, a bracketed span, the content of a fence, the text
 * behind the fences. Each machine runs over it once, and only from when its answer is first needed.
 */
import { OFFICIAL, type Dialect } from './dialect';
import { LenientParser } from './lenient';
import { Candidates, type Found } from './found';
import { chooseFixed, onlyString } from './parseText';
import { RawChoice, RawString, type Raw } from './raw';
import { reuse } from './reuse';
import { parseStrict } from './strict';
import { StrictWatch } from './strictWatch';
import type { TextLog } from './textLog';
import type { Container } from './tree';

/**
 * What a chunk does to the reading that was given last: nothing (true), it makes this string longer, it changes something in this
 * list or object; false when it is more than that, or nobody can tell so easily.
 */
export type Effect = RawString | Container | boolean;

/** So many characters may wait until the fixing parser reads them. */
const MAX_WAITING = 2000;

export class Piece {
  /** Where the piece ends, once that is known. */
  end: number | null = null;
  work = 0;
  private readonly watch = new StrictWatch();
  private watched: number;
  private parser: LenientParser | null = null;
  private parsed: number;
  /** The candidates made of what the fixing parser found. */
  private readonly made: Candidates;
  private strictAt = -1;
  private strictTree: Raw | null = null;
  private node: RawString | null = null;
  /** What was found in the values of the fixing parser last, and at which of its versions. */
  private found: Raw | null = null;
  private foundAt = -1;
  /** The version up to which is known what was read: `found`, or strings in it that have got longer since. */
  private followed = -1;
  private copied: number;
  /** Up to here there is no backtick behind what the fixing parser has read. */
  private waiting = 0;

  /** `around`: a piece that differs from this one, while that is open, only by blanks before it. */
  constructor(
    private readonly log: TextLog,
    readonly start: number,
    private readonly around: Piece | null = null,
    private readonly dialect: Dialect = OFFICIAL,
  ) {
    this.watched = this.parsed = this.copied = start;
    this.made = new Candidates(start);
  }

  /** How deep the fixing parser is in lists and objects. */
  get depth(): number {
    return this.parser?.depth ?? 0;
  }

  private get to(): number {
    return this.end ?? this.log.length;
  }

  /** Ends the piece at `offset`, cutting nothing off that was read already. */
  close(offset: number): void {
    this.end = offset;
  }

  readonly text = (): string => this.log.quote(this.start, this.to);

  /**
   * The strict reading, or null. `before`: the piece that was read so far, whose values are kept where they are the same; null
   * for none.
   */
  strict(before: Piece | null = this): Raw | null {
    if (!this.mayBeStrict()) return null;
    const to = this.to;
    if (this.strictTree !== null && this.watch.ended) return this.strictTree;
    if (this.strictAt === to) return this.strictTree;
    this.strictAt = to;
    const lenient = before === null || before.parser === null ? null : before.fixedValue();
    if (lenient !== null && this.watch.agrees(before!.parser!.places)) return (this.strictTree = lenient);
    this.work += to - this.start;
    const tree = parseStrict(this.log.slice(this.start, to), this.start);
    if (tree === null) this.watch.refute();
    return (this.strictTree = tree === null || lenient === null ? tree : reuse(tree, lenient));
  }

  /** How many characters `strict` would read anew now; 0 when it knows, or when what the fixing parser found is the same. */
  strictlyAnew(before: Piece | null = this): number {
    if (!this.mayBeStrict()) return 0;
    const to = this.to;
    if ((this.strictTree !== null && this.watch.ended) || this.strictAt === to) return 0;
    const lenient = before === null || before.parser === null ? null : before.fixedValue();
    if (lenient === null || !this.watch.agrees(before!.parser!.places)) return to - this.start;
    this.strictAt = to;
    this.strictTree = lenient;
    return 0;
  }

  /** Whether the strict parser is to be asked. */
  mayBeStrict(): boolean {
    if (this.watch.isOver) return false;
    if (this.around !== null && this.end === null && !this.around.mayBeStrict()) return false;
    const to = this.to;
    if (this.watched < to) {
      this.watch.feed(this.log.slice(this.watched, to), this.watched);
      this.work += to - this.watched;
      this.watched = to;
    }
    return this.watch.mayBeDocument;
  }

  /** What the fixing parser finds, or null. */
  private fixed(): Found | null {
    return this.parseOn().settle();
  }

  /** The one value that the fixing parser finds; null when it finds none or several. */
  fixedValue(): Raw | null {
    const found = this.fixed();
    return found?.closed.length === 0 ? found.last : null;
  }

  /**
   * Reads on, and tells what that does to the reading that was given last: nothing (true), that this string got longer, or that it
   * reads differently in this list or object only. False when it is more than that. `keysMatter`: a key without value counts as
   * a change.
   */
  follow(keysMatter: boolean): Effect {
    if (this.parser === null || this.mayBeStrict()) return false;
    const { version } = this.parser;
    if (this.followed !== version) return false;
    const parser = this.parseOn();
    parser.settle();
    if (parser.version === version) return true;
    const effect = parser.keyed && !keysMatter ? true : (parser.grown ?? parser.changedIn);
    if (effect === null) return false;
    this.followed = parser.version;
    return effect;
  }

  /** Whether `chunk`, the newest, only goes on with the string in backticks that is open; some of such text waits to be read. */
  goesOn(chunk: string): boolean {
    const { to, parsed } = this;
    if (this.parser?.isInBackticks !== true || to - parsed > MAX_WAITING) return false;
    if (Math.max(this.waiting, parsed) !== to - chunk.length || chunk.includes('`')) return false;
    this.waiting = to;
    return true;
  }

  private parseOn(): LenientParser {
    const parser = (this.parser ??= new LenientParser(this.start, this.dialect));
    const to = this.to;
    if (this.parsed < to) {
      this.work -= parser.work;
      parser.feed(this.log.slice(this.parsed, to));
      this.work += parser.work;
      this.parsed = to;
    }
    return parser;
  }

  /**
   * Strict or fixed reading as a choice; null when there is none, or only the text itself. The same object while nothing reads
   * differently.
   */
  reading(text: () => string, length: number): Raw | null {
    const strict = this.strict();
    if (strict !== null) return new RawChoice([strict], text);
    return this.choiceOfFound(text, () => length, true);
  }

  /** The candidates, when they are lists and objects that are closed, and nothing else is open behind them; else null. */
  finished(text: () => string): Raw | null {
    const found = this.fixed();
    if (found === null || this.parser?.isBetweenValues !== true || this.parser.depth > 0) return null;
    const isFinished = found.closed.length > 0 || found.last?.kind === 'list' || found.last?.kind === 'object';
    return isFinished ? this.made.choice(found, text) : null;
  }

  /** What the fixing parser finds, as candidates; null when there is nothing but the text itself. `keep`: the same object may be given while nothing reads differently. */
  candidates(text: () => string, keep: boolean): Raw | null {
    // A string of characters that is the text begins where the text does, blanks aside.
    return this.choiceOfFound(text, (start) => this.to - start, keep);
  }

  private choiceOfFound(text: () => string, length: (start: number) => number, keep: boolean): Raw | null {
    const values = this.fixed();
    const { version } = this.parser!;
    if (keep && this.foundAt === version) return this.found;
    const fixed = chooseFixed(values, length, text, this.made);
    const found = fixed === null || fixed.kind === 'string' ? null : fixed;
    // Whether a lone string is the text itself depends on the length of the text.
    this.foundAt = onlyString(values) === null ? version : -1;
    this.followed = found === null ? -1 : this.foundAt;
    return (this.found = found);
  }

  /** What the fixing parser finds as a choice, or else the piece as a string. */
  fixedOrText(text: () => string, done: boolean): Raw {
    const fixed = chooseFixed(this.fixed(), () => this.to - this.start, text, this.made);
    this.followed = fixed === null || fixed.kind === 'string' ? -1 : this.parser!.version;
    return fixed === null || (done && fixed.kind === 'string') ? this.asString(done) : fixed;
  }

  /** The piece as a string that grows. */
  asString(done: boolean): RawString {
    const node = (this.node ??= new RawString(this.start));
    const to = this.to;
    if (this.copied < to) {
      node.append(this.log.slice(this.copied, to));
      this.copied = to;
    }
    node.complete = done;
    return node;
  }
}
