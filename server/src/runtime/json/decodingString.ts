/** A quoted string that resolves the escapes of JSON as they come, and shows none that is unfinished. */
import { BACKSLASH } from './characters';
import { QuotedString, Wait, type Taken } from './quotedString';
import type { RawString } from './raw';
import type { Container } from './tree';

const HEX = /[0-9a-fA-F]/;
const isHigh = (unit: number): boolean => unit >= 0xd800 && unit <= 0xdbff;
const isLow = (unit: number): boolean => unit >= 0xdc00 && unit <= 0xdfff;
/** Stands for half a character whose other half does not come. */
const UNKNOWN = '\ufffd';

export class DecodingString extends QuotedString {
  /** The digits of a `\u` escape so far; null outside of one. */
  private digits: string | null = null;
  /** The first half of a character, until the escape of the second one has come. */
  private high = '';

  override takePlain(text: string, from: number): number {
    if (this.digits !== null || this.high !== '') return from;
    return super.takePlain(text, from);
  }

  override take(code: number, char: string, offset: number, parent: Container | undefined): Taken {
    if (this.digits !== null) {
      if (HEX.test(char)) {
        this.digits += char;
        if (this.digits.length === 4) this.decoded(parseInt(this.digits, 16));
        return 'more';
      }
      const digits = this.digits;
      this.digits = null;
      this.spoiled();
      this.content(`\\u${digits}`);
    }
    if (this.wait === Wait.Escape && (char === 'u' || char === '/')) {
      this.wait = Wait.None;
      if (char === 'u') this.digits = '';
      else this.settled('/');
      return 'more';
    }
    // The second half of a character begins with a backslash as well.
    if (this.wait !== Wait.Escape && code !== BACKSLASH) this.spoiled();
    else if (this.wait === Wait.Escape) this.spoiled();
    return super.take(code, char, offset, parent);
  }

  override show(): RawString {
    const node = super.show();
    if (this.wait === Wait.Escape) node.suffix = '';
    return node;
  }

  private decoded(unit: number): void {
    this.digits = null;
    if (this.high !== '' && isLow(unit)) {
      const { high } = this;
      this.high = '';
      this.content(high + String.fromCharCode(unit));
      return;
    }
    this.spoiled();
    if (isHigh(unit)) this.high = String.fromCharCode(unit);
    else this.content(isLow(unit) ? UNKNOWN : String.fromCharCode(unit));
  }

  private settled(text: string): void {
    this.spoiled();
    this.content(text);
  }

  /** A first half that is not followed by its second one. */
  private spoiled(): void {
    if (this.high === '') return;
    this.high = '';
    this.content(UNKNOWN);
  }
}
