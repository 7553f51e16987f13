/**
 * Strings of a history that are told anew though most of their text is the same, as one is whenever it ended in a backslash
 * for a moment: they share that text.
 */

/** A text that only grows. */
class GrowingText {
  length = 0;
  private flat = '';
  private pieces: string[] = [];

  append(text: string): void {
    this.pieces.push(text);
    this.length += text.length;
  }

  /** The first `length` units. */
  to(length: number): string {
    if (this.pieces.length > 0) {
      this.flat = [this.flat, ...this.pieces].join('');
      this.pieces = [];
    }
    return this.flat.slice(0, length);
  }
}

/** A string that begins with the first units of a text which others may begin with as well. */
export class SharedText {
  private constructor(
    private readonly text: GrowingText,
    private readonly count: number,
    private readonly rest: string,
  ) {}

  get length(): number {
    return this.count + this.rest.length;
  }

  toString(): string {
    return this.text.to(this.count) + this.rest;
  }

  /** The same, longer by `more`. */
  grown(more: string): SharedText {
    return new SharedText(this.text, this.count, this.rest + more);
  }

  /** A string of which nobody shares anything yet, and only its first `length` units may be shared later. */
  static of(whole: string, length = whole.length): SharedText {
    const text = new GrowingText();
    text.append(whole.slice(0, length));
    return new SharedText(text, text.length, whole.slice(length));
  }

  /**
   * This string once more, and another one of its first `length` units and `rest`; null when the two cannot share them. This one
   * is to be forgotten for the first of them.
   */
  retold(length: number, rest: string): readonly [SharedText, SharedText] | null {
    const { text, count } = this;
    if (text.length !== count || length < count || length > this.length) return null;
    text.append(this.rest.slice(0, length - count));
    return [new SharedText(text, length, this.rest.slice(length - count)), new SharedText(text, length, rest)];
  }
}
