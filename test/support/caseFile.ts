/**
 * Case files: `.baml` beside their test, every case begins with a line `//# what it shows`, and below its source stands what is
 * found there. What a case should look like is drawn again and compared; `UPDATE_GOLDENS=1` writes it.
 */
import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';

/** Declares a test for every case of `test/language/<name>.baml`; `redraw` gives a case as it should read. */
export function caseFile(name: string, redraw: (part: string) => string): void {
  const path = `${__TEST_ROOT__}/language/${name}.baml`;
  const parts = readFileSync(path, 'utf8').split(/^(?=\/\/# )/m);
  parts.forEach((part, index) => {
    const title = /^\/\/# (.*)\n/.exec(part)?.[1];
    if (title === undefined) return;
    it(title, () => {
      const drawn = redraw(part);
      if (process.env['UPDATE_GOLDENS']) {
        parts[index] = drawn;
        writeFileSync(path, parts.join(''));
      } else assert.equal(drawn, part);
    });
  });
}
