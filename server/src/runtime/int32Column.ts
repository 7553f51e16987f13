/** So many numbers are kept together, as a power of two: growing copies none of the others. */
const BITS = 12;
const SIZE = 2 ** BITS;
/** A column begins with fewer, since most stay short. */
const FIRST = 32;

/** A growing column of 32-bit integers: a tenth of what as many objects take, and nothing for a collector to visit. */
export class Int32Column {
  private readonly blocks: Int32Array[] = [];
  /** The block that is being filled, and how full it is. */
  private last = new Int32Array(FIRST);
  private used = 0;

  get length(): number {
    return this.blocks.length * SIZE + this.used;
  }

  push(value: number): void {
    if (this.used === this.last.length) this.grow();
    this.last[this.used++] = value;
  }

  /** Sets the value at `index`; those between the last one and it are 0. */
  set(index: number, value: number): void {
    while (this.length <= index) this.push(0);
    (this.blocks[index >> BITS] ?? this.last)[index & (SIZE - 1)] = value;
  }

  private grow(): void {
    if (this.used === SIZE) {
      this.blocks.push(this.last);
      this.last = new Int32Array(SIZE);
      this.used = 0;
      return;
    }
    const larger = new Int32Array(this.used * 2);
    larger.set(this.last);
    this.last = larger;
  }

  /** The value at `index`, which must be below `length`. */
  at(index: number): number {
    const block = this.blocks[index >> BITS] ?? this.last;
    return block[index & (SIZE - 1)]!;
  }

  equals(other: Int32Column): boolean {
    if (this.length !== other.length) return false;
    for (let at = 0; at < this.blocks.length; at++) if (!same(this.blocks[at]!, other.blocks[at]!, SIZE)) return false;
    return same(this.last, other.last, this.used);
  }
}

function same(one: Int32Array, other: Int32Array, length: number): boolean {
  for (let at = 0; at < length; at++) if (one[at] !== other[at]) return false;
  return true;
}
