/**
 * How much may be said about a failure. A failed field is told again at every level around it, so the official text doubles with
 * every level of nesting; and a refusal is told at every prefix, so what it quotes must not grow with the text.
 */
export class Wording {
  private left: number;

  constructor(
    /** How many characters of one string of the model may be quoted. */
    readonly quoted = Infinity,
    /** About how many characters there may be in all; more are replaced by `…`. */
    total = 1_000_000,
  ) {
    this.left = total;
  }

  goesOn(): boolean {
    return this.left > 0;
  }

  /** Takes note of what is said. */
  count(text: string): string {
    this.left -= text.length;
    return text;
  }

  /** `text`, or its beginning when it is too long to be quoted. */
  clipped(text: string): string {
    const most = Math.min(this.quoted, Math.max(this.left, 0));
    return text.length <= most ? text : `${text.slice(0, most)}…`;
  }
}
