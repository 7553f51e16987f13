/** What was checked or tested, as data; the formats beside this file write it. */
export interface Report {
  readonly command: 'check' | 'test';
  readonly groups: readonly Group[];
}

/** A file with its checks, or a function with its tests. */
export interface Group {
  readonly name: string;
  readonly items: readonly Item[];
}

export interface Item {
  readonly name: string;
  readonly status: 'passed' | 'failed' | 'warning' | 'skipped';
  /** What is wrong, or why it was skipped. */
  readonly message?: string;
  /** Where, with line and column from 1. */
  readonly at?: { readonly file: string; readonly line: number; readonly column: number };
  readonly expected?: string;
  readonly actual?: string;
  /** How long a run took. */
  readonly ms?: number;
}

export type Format = 'plain' | 'json' | 'junit';

export function totals({ groups }: Report): Readonly<Record<Item['status'], number>> {
  const counted = { passed: 0, failed: 0, warning: 0, skipped: 0 };
  for (const { items } of groups) for (const { status } of items) counted[status]++;
  return counted;
}
