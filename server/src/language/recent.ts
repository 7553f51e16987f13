import type { SourceFile } from './project/sourceFile';

/** How many files somebody works with at a time, and what those lead to. */
export const RECENT_FILES = 32;

/** Values that are cheap to make again and too large to keep for every file: those that were asked for last. */
export class Recent<T extends object> {
  private readonly values = new Map<string, T>();
  /** Most ask for one again and again. */
  private last: { readonly key: string; readonly value: T } | undefined;

  constructor(private readonly limit: number) {}

  /** The value under a key, made when it is not there any more. */
  get(key: string, make: () => T): T {
    if (key === this.last?.key) return this.last.value;
    const value = this.values.get(key) ?? make();
    // A Map keeps the order in which keys were set: the first is the one that nobody has asked for the longest.
    this.values.delete(key);
    return this.set(key, value);
  }

  set(key: string, value: T): T {
    this.last = { key, value };
    this.values.set(key, value);
    const [oldest] = this.values.keys();
    if (this.values.size > this.limit) this.values.delete(oldest!);
    return value;
  }
}

/**
 * A function of a file alone, whose results are kept for the files at hand. What looks at other files is for `perFile`; what
 * every keystroke asks about every file may be kept in a WeakMap, when it is small.
 */
export function ofRecentFile<T extends object>(compute: (file: SourceFile) => T): (file: SourceFile) => T {
  const recent = new Recent<{ readonly file: SourceFile; readonly value: T }>(RECENT_FILES);
  return (file) => {
    const make = () => ({ file, value: compute(file) });
    const found = recent.get(file.uri, make);
    return found.file === file ? found.value : recent.set(file.uri, make()).value;
  };
}
