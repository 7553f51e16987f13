import { Int32Column } from '../int32Column';

/** Where the finished values of a text stand, keys included, each after the values in it. */
export class Places {
  private readonly starts = new Int32Column();
  private readonly ends = new Int32Column();

  get size(): number {
    return this.ends.length;
  }

  add(start: number, end: number): void {
    this.starts.push(start);
    this.ends.push(end);
  }

  equals(other: Places): boolean {
    return this.starts.equals(other.starts) && this.ends.equals(other.ends);
  }
}
