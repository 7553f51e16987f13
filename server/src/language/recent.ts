/** How many files somebody works with at a time, and what those lead to. */
export const RECENT_FILES = 32;

/** Values that are cheap to make again and too large to keep for every file: those that were asked for last. */
export class Recent<T extends object> {
  private readonly values = new Map<string, T>();

  constructor(private readonly limit: number) {}

  /** The value under a key, made when it is not there any more. */
  get(key: string, make: () => T): T {
    const value = this.values.get(key) ?? make();
    // A Map keeps the order in which keys were set: the first is the one that nobody has asked for the longest.
    this.values.delete(key);
    this.values.set(key, value);
    const [oldest] = this.values.keys();
    if (this.values.size > this.limit && oldest !== undefined) this.values.delete(oldest);
    return value;
  }
}
