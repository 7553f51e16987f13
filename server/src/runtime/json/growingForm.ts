/**
 * The text form of a list or object while it grows: what cannot be taken back any more is written once, to one string that grows
 * with it, and what is still open follows as a suffix.
 */
import { RawString, type Raw, type RawList, type RawObject } from './raw';
import { textForm } from './textForm';

type Container = RawList | RawObject;

/** A list or object whose beginning is written, and so many of its finished members. */
interface Level {
  readonly raw: Container;
  written: number;
}

export class GrowingForm {
  /** What is written for good. */
  node: RawString;
  /** What follows it for now. */
  suffix = '';
  /** Members and pieces written so far. */
  work = 0;
  /** The lists and objects that are open, from the outermost one. */
  private readonly open: Level[] = [];
  /** The open string in the innermost one, when it is written as far as it goes; and where it begins in `node`. */
  private leaf: RawString | null = null;
  private leafFrom = 0;

  constructor(private readonly root: Container) {
    this.node = new RawString(root.start);
    this.enter(root);
  }

  /** Writes what has come since. */
  update(): void {
    if (!this.goOn()) {
      // Something that was written reads otherwise now.
      this.node = new RawString(this.root.start);
      this.open.length = 0;
      this.leaf = null;
      this.enter(this.root);
      this.goOn();
    }
    this.work++;
  }

  private goOn(): boolean {
    const outer = this.open.findIndex(({ raw, written }) => raw.closed || finished(raw).length > written);
    if (outer >= 0 && !this.finishBelow(outer)) return false;
    this.suffix = '';
    const inner = this.open.at(-1);
    if (inner === undefined) return true;
    if (this.leaf === null) {
      this.enterTail(inner);
      return true;
    }
    const { tail } = inner.raw;
    if (tail?.kind !== 'string' || (tail !== this.leaf && !this.begins(tail))) return false;
    tail.looked = true;
    this.leaf = tail;
    this.write(tail.since(this.node.length - this.leafFrom));
    this.close(tail.suffix);
    return true;
  }

  /** Writes the rest of what is finished, from the innermost level out to the one at `outer`; false when it reads otherwise. */
  private finishBelow(outer: number): boolean {
    let entered: Raw | null = this.leaf;
    for (let depth = this.open.length - 1; depth >= outer; depth--) {
      const level = this.open[depth]!;
      if (entered !== null) {
        const now = finished(level.raw)[level.written];
        if (now === undefined) return false;
        if (entered.kind === 'string') {
          if (now.kind !== 'string' || !this.begins(now)) return false;
          this.write(now.value.slice(this.node.length - this.leafFrom));
          this.leaf = null;
        } else if (now !== entered) return false;
        level.written++;
      }
      this.members(level);
      if (!level.raw.closed) return depth === outer;
      this.write(level.raw.kind === 'list' ? ']' : '}');
      this.open.pop();
      entered = level.raw;
    }
    return true;
  }

  /** Whether what was written of the open string is how `now` begins. */
  private begins(now: RawString): boolean {
    const written = this.node.text.slice(this.leafFrom);
    return now.value.slice(0, written.length) === written;
  }

  private enter(raw: Container): Level {
    const level = { raw, written: 0 };
    this.open.push(level);
    this.write(raw.kind === 'list' ? '[' : '{');
    return level;
  }

  /** Writes the finished members that are not written yet. */
  private members(level: Level): void {
    const values = finished(level.raw);
    for (; level.written < values.length; level.written++) {
      this.write(before(level) + textForm(values[level.written]!));
    }
  }

  /** Follows what is open in a level whose finished members are written. */
  private enterTail(from: Level): void {
    let level = from;
    for (;;) {
      this.members(level);
      const { raw } = level;
      const tail = raw.length > level.written ? raw.tail : null;
      if (tail === null) return this.close('');
      if (tail.kind === 'list' || tail.kind === 'object') {
        this.write(before(level));
        level = this.enter(tail);
        continue;
      }
      // Text that is read anew whenever it is shown may read otherwise next time.
      if (tail.kind !== 'string' || tail.pieces === null || tail.text === '') {
        return this.close(before(level) + textForm(tail));
      }
      tail.looked = true;
      this.write(before(level));
      this.leaf = tail;
      this.leafFrom = this.node.length;
      this.write(tail.text);
      return this.close(tail.suffix);
    }
  }

  private close(text: string): void {
    let out = text;
    for (let depth = this.open.length - 1; depth >= 0; depth--)
      out += this.open[depth]!.raw.kind === 'list' ? ']' : '}';
    this.suffix = out;
  }

  private write(text: string): void {
    this.work++;
    if (text !== '') this.node.append(text);
  }
}

const finished = (raw: Container): readonly Raw[] => (raw.kind === 'list' ? raw.items : raw.values);

/** What stands before the next member of a level. */
function before({ raw, written }: Level): string {
  const comma = written === 0 ? '' : ', ';
  return raw.kind === 'list' ? comma : `${comma}${raw.keys[written]!}: `;
}
