/** Numbers in order, in blocks short enough that adding one moves few others. */
const BLOCK = 512;

export class SortedNumbers {
  private readonly blocks: number[][] = [];
  private length = 0;

  get size(): number {
    return this.length;
  }

  add(value: number): void {
    this.length++;
    let at = this.blocks.findIndex((block) => value <= block[block.length - 1]!);
    if (at < 0) at = this.blocks.length - 1;
    const block = this.blocks[at];
    if (!block) {
      this.blocks.push([value]);
      return;
    }
    let low = 0;
    let high = block.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (block[middle]! < value) low = middle + 1;
      else high = middle;
    }
    block.splice(low, 0, value);
    if (block.length > BLOCK) this.blocks.splice(at + 1, 0, block.splice(BLOCK / 2));
  }

  median(): number {
    if (this.length === 0) return 0;
    const middle = this.length >>> 1;
    return this.length % 2 ? this.at(middle) : (this.at(middle - 1) + this.at(middle)) / 2;
  }

  /** The smallest number that at least this share of all numbers does not exceed; 0 when there is none. */
  percentile(share: number): number {
    return this.at(Math.max(0, Math.min(this.length, Math.ceil(share * this.length)) - 1));
  }

  private at(index: number): number {
    let rest = index;
    for (const block of this.blocks) {
      if (rest < block.length) return block[rest]!;
      rest -= block.length;
    }
    return 0;
  }
}
