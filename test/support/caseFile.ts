/**
 * Case files: `.baml` beside their test, every case begins with a line `//# what it shows`, and below its source stands what is
 * found there. What a case should look like is drawn again and compared; `UPDATE_GOLDENS=1` writes it.
 */
import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';

interface CasePart {
  /** Undefined for what stands before the first case. */
  readonly title: string | undefined;
  /** The text of the case, its first line included. */
  readonly part: string;
}

/** The parts of `test/language/<name>.baml`, in order. */
export function casesOf(name: string): CasePart[] {
  return readFileSync(pathOf(name), 'utf8')
    .split(/^(?=\/\/# )/m)
    .map((part) => ({ title: /^\/\/# (.*)\n/.exec(part)?.[1], part }));
}

/** Declares a test for every case of `test/language/<name>.baml`; `redraw` gives a case as it should read. */
export function caseFile(name: string, redraw: (part: string) => string): void {
  const cases = casesOf(name);
  const parts = cases.map(({ part }) => part);
  cases.forEach(({ title, part }, index) => {
    if (title === undefined) return;
    it(title, () => {
      const drawn = redraw(part);
      if (process.env['UPDATE_GOLDENS']) {
        parts[index] = drawn;
        writeFileSync(pathOf(name), parts.join(''));
      } else assert.equal(drawn, part);
    });
  });
}

function pathOf(name: string): string {
  return `${__TEST_ROOT__}/language/${name}.baml`;
}
