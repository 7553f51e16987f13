/** What the model thought, in the pieces it came in: each is read once, wherever the scrubber goes. */
import { lastWhere } from '../../protocol/persistent';
import type { Timeline } from '../../protocol/timeline';

export class Thoughts {
  /** In order; those of a later run take the place of these. */
  pieces: string[] = [];
  private frames: number[] = [];
  /** Characters of all pieces up to each one. */
  private ends: number[] = [];
  private of: readonly unknown[] | null = null;
  private read = 0;

  /** How many pieces there are up to a frame. */
  upTo({ frames }: Timeline, frame: number): number {
    const { items } = frames;
    if (items !== this.of) {
      this.of = items;
      this.read = 0;
      [this.pieces, this.frames, this.ends] = [[], [], []];
    }
    for (; this.read < frames.length; this.read++) {
      const { reasoning } = items[this.read]!.frame.chunk;
      if (!reasoning) continue;
      this.pieces.push(reasoning);
      this.frames.push(this.read);
      this.ends.push(this.lengthOf(this.ends.length) + reasoning.length);
    }
    const end = Math.min(frame, frames.length - 1);
    return lastWhere({ items: this.frames, length: this.frames.length }, (one) => one <= end) + 1;
  }

  /** Characters of the first `count` pieces. */
  lengthOf(count: number): number {
    return count > 0 ? this.ends[count - 1]! : 0;
  }
}
