/** So many entries are looked through one after the other. */
const FEW = 8;

/**
 * What is kept by number, mostly one or two things: a list of them takes a fifth of what a map does, and there is one with
 * every list and object of an answer.
 */
export class Memo {
  private first: Entry | null = null;
  private size = 0;
  private many: Map<number, unknown> | null = null;

  get(key: number): unknown {
    if (this.many !== null) return this.many.get(key);
    for (let entry = this.first; entry !== null; entry = entry.next) if (entry.key === key) return entry.value;
    return undefined;
  }

  /** Keeps `value` by a key in place of what was kept by it. */
  set(key: number, value: unknown): void {
    if (this.many !== null) this.many.set(key, value);
    else {
      for (let entry = this.first; entry !== null; entry = entry.next) {
        if (entry.key !== key) continue;
        entry.value = value;
        return;
      }
      this.add(key, value);
    }
  }

  /** Keeps nothing by a key any more. */
  delete(key: number): void {
    if (this.many !== null) this.many.delete(key);
    else {
      let before: Entry | null = null;
      for (let entry = this.first; entry !== null; before = entry, entry = entry.next) {
        if (entry.key !== key) continue;
        if (before === null) this.first = entry.next;
        else before.next = entry.next;
        this.size--;
        return;
      }
    }
  }

  /** Keeps `value` by a key that nothing is kept by yet. */
  add(key: number, value: unknown): void {
    if (this.many !== null) this.many.set(key, value);
    else if (++this.size <= FEW) this.first = new Entry(key, value, this.first);
    else {
      this.many = new Map([[key, value]]);
      for (let entry = this.first; entry !== null; entry = entry.next) this.many.set(entry.key, entry.value);
      this.first = null;
    }
  }
}

/** One thing that is kept, and the next one. */
class Entry {
  constructor(
    readonly key: number,
    public value: unknown,
    public next: Entry | null,
  ) {}
}
