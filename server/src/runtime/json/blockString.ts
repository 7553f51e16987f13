/** Strings between three double quotes or three backticks, read one character after the other. */
import { BACKTICK, QUOTE } from './characters';
import { blockText, dedent } from './dedent';
import { GrowingDedent } from './growingDedent';
import { RawString } from './raw';

export interface BlockString {
  /** Steps beyond one for each character. */
  readonly work: number;
  /** How many characters behind the closing delimiter's first ones belong to it. */
  readonly skip: number;
  /** Takes as much of `text` from `from` as cannot close the string, and tells where that ends. */
  takePlain(text: string, from: number): number;
  /** Takes a character and tells whether it closed the string. */
  take(code: number, char: string): 'more' | 'closed';
  /** The string as it reads at the end of the text. */
  show(): RawString;
  /** The string, now that it was closed. */
  finished(): RawString;
}

/** `"""…"""`: closes at a quote followed by another one; then two more characters are skipped. */
export class TripleQuoted implements BlockString {
  readonly skip = 2;
  private text = '';
  /** The end of the text, which was not shown yet. */
  private added = '';
  private readonly shown: GrowingDedent;
  private quoted = false;

  constructor(private readonly start: number) {
    this.shown = new GrowingDedent(start);
  }

  get work(): number {
    return this.shown.work;
  }

  takePlain(text: string, from: number): number {
    if (this.quoted) return from;
    const to = endOf(text, from, '"');
    if (to > from) this.append(text.slice(from, to));
    return to;
  }

  take(code: number, char: string): 'more' | 'closed' {
    if (this.quoted && code === QUOTE) return 'closed';
    if (this.quoted) this.append('"');
    this.quoted = code === QUOTE;
    if (!this.quoted) this.append(char);
    return 'more';
  }

  show(): RawString {
    this.shown.append(this.added);
    this.added = '';
    const node = this.shown.show();
    node.complete = this.quoted;
    return node;
  }

  finished(): RawString {
    return finishedString(this.start, dedent(this.text));
  }

  private append(text: string): void {
    this.text += text;
    this.added += text;
  }
}

/** Three backticks, an info line that is dropped once it has ended, and what follows until the next three. */
export class TripleBacktick implements BlockString {
  readonly skip = 0;
  private text = '';
  private backticks = '';
  private readonly shown: GrowingDedent;
  /** The end of the text behind the info line, which was not shown yet; null while that line is open. */
  private added: string | null = null;

  constructor(private readonly start: number) {
    this.shown = new GrowingDedent(start);
  }

  /** Whether its info line is over, and no backtick is waiting for others. */
  get isPlain(): boolean {
    return this.added !== null && this.backticks === '';
  }

  get work(): number {
    return this.shown.work;
  }

  takePlain(text: string, from: number): number {
    if (this.backticks !== '' || this.added === null) return from;
    const to = endOf(text, from, '`');
    if (to > from) {
      const added = text.slice(from, to);
      this.text += added;
      this.added += added;
    }
    return to;
  }

  take(code: number, char: string): 'more' | 'closed' {
    if (code === BACKTICK) {
      this.backticks += char;
      return this.backticks.length < 3 ? 'more' : 'closed';
    }
    const added = this.backticks + char;
    this.backticks = '';
    this.text += added;
    if (this.added !== null) this.added += added;
    else if (char === '\n') this.added = '';
    return 'more';
  }

  show(): RawString {
    // Backticks that may be the closing ones show until the third has come.
    const known = this.added === null ? null : this.dedented(this.added);
    if (known !== null) return known;
    const node = finishedString(this.start, blockText(this.text + this.backticks));
    node.complete = false;
    return node;
  }

  private dedented(added: string): RawString | null {
    this.shown.append(added);
    this.added = '';
    return this.backticks === '' ? this.shown.show() : this.shown.showWith(this.backticks);
  }

  finished(): RawString {
    return finishedString(this.start, blockText(this.text));
  }
}

/** Where `char` stands next in `text`, or its end. */
function endOf(text: string, from: number, char: string): number {
  const at = text.indexOf(char, from);
  return at < 0 ? text.length : at;
}

function finishedString(start: number, text: string): RawString {
  const node = new RawString(start);
  node.text = text;
  node.complete = true;
  return node;
}
