/** Bracketed spans of a text: brackets are counted, strings are not recognised. */

/** A closer without an opener reads an old span again; beyond so many of them the text is not JSON anyway. */
export const MAX_STRAY_CLOSERS = 8;

export class SpanScanner {
  /** Closed spans, and the start of the open one. */
  readonly spans: [from: number, to: number][] = [];
  start = 0;
  dead = false;
  private openers: number[] = [];
  private previous = 0;
  private stray = 0;

  /** Takes the character at `offset` and tells whether it opened or closed a span. */
  step(code: number, offset: number): 'opened' | 'closed' | 'stray' | 'died' | null {
    if (this.dead) return null;
    if (code === 123 || code === 91) {
      this.openers.push(code);
      if (this.openers.length > 1) return null;
      this.start = offset;
      return 'opened';
    }
    if (code !== 125 && code !== 93) return null;
    const opener = this.openers.pop();
    if (opener === undefined) {
      if (this.stray >= MAX_STRAY_CLOSERS) return null;
      this.stray++;
      this.spans.push([this.previous, offset + 1]);
      return 'stray';
    }
    if (code - opener !== 2) {
      this.dead = true;
      return 'died';
    }
    if (this.openers.length > 0) return null;
    this.previous = this.start;
    this.spans.push([this.start, offset + 1]);
    return 'closed';
  }

  /** How many brackets are open. */
  get depth(): number {
    return this.openers.length;
  }

  get open(): boolean {
    return !this.dead && this.openers.length > 0;
  }
}

/** The spans of a whole text, the open one last; null when the brackets do not match. */
export function scanSpans(text: string): readonly (readonly [number, number])[] | null {
  const scanner = new SpanScanner();
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code === 123 || code === 125 || code === 91 || code === 93) scanner.step(code, i);
    if (scanner.dead) return null;
  }
  return scanner.open ? [...scanner.spans, [scanner.start, text.length]] : scanner.spans;
}
