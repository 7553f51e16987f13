/** What `npm run conformance` can compare with the official compiler and runtime: one file of this folder for each. */
export interface Subject {
  /** One line for the list of subjects. */
  readonly about: string;
  /** The project's own cases, relative to `test/`. */
  readonly folder: string;
  /** Compares every case of a folder of that format. */
  readonly compare: (folder: string) => Comparison | Promise<Comparison>;
}

export interface Comparison {
  readonly passed: number;
  readonly failed: number;
  /** What to print, a line each: every difference, then figures. */
  readonly lines: readonly string[];
}
