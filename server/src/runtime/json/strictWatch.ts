/**
 * Watches a growing text for the moment it may have become one strict JSON document, so that the strict parser is asked
 * at most once per document, not at every chunk.
 */
import { isBlank } from './raw';

/** Longest number or word at the top that is tried again at every chunk. */
const MAX_WORD = 400;

export class StrictWatch {
  private depth = 0;
  private inString = false;
  private escaped = false;
  private started = false;
  /** A string, list or object was closed at the top; only blanks followed. */
  ended = false;
  private dead = false;
  private word = 0;

  feed(text: string): void {
    if (this.dead) return;
    for (let i = 0; i < text.length; i++) {
      const code = text.charCodeAt(i);
      if (this.inString) {
        if (this.escaped) this.escaped = false;
        else if (code === 92) this.escaped = true;
        else if (code === 34) {
          this.inString = false;
          this.ended = this.depth === 0;
        }
        continue;
      }
      if (isBlank(code)) continue;
      if (this.ended) {
        this.dead = true;
        return;
      }
      this.started = true;
      if (code === 34) this.inString = true;
      else if (code === 123 || code === 91) this.depth++;
      else if (code === 125 || code === 93) {
        this.depth--;
        this.ended = this.depth <= 0;
      } else if (this.depth === 0 && ++this.word > MAX_WORD) {
        this.dead = true;
        return;
      }
    }
  }

  /** Whether the text may be a document now. */
  get mayBeDocument(): boolean {
    return !this.dead && this.started && (this.ended || (this.word > 0 && this.depth === 0 && !this.inString));
  }

  /** The strict parser said no; nothing that follows can change that, unless a number or word is still growing. */
  refute(): void {
    if (this.word === 0) this.dead = true;
  }
}
