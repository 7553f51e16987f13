/** A growing column of 32-bit integers: a tenth of what as many objects take, and nothing for a collector to visit. */
export class Int32Column {
  private numbers = new Int32Array(32);
  length = 0;

  push(value: number): void {
    if (this.length === this.numbers.length) {
      const larger = new Int32Array(Math.ceil(this.length * 1.5));
      larger.set(this.numbers);
      this.numbers = larger;
    }
    this.numbers[this.length++] = value;
  }

  /** The value at `index`, which must be below `length`. */
  at(index: number): number {
    return this.numbers[index]!;
  }

  equals(other: Int32Column): boolean {
    if (this.length !== other.length) return false;
    for (let index = 0; index < this.length; index++) {
      if (this.numbers[index] !== other.numbers[index]) return false;
    }
    return true;
  }
}
