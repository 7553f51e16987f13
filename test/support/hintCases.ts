/**
 * Notes as a person would see them: a source, and the same source with each note as `‹…›` at its place. Cases live in
 * `.baml` files beside their test, each a title (`//# …`), a source, `//=` and the source with notes. `UPDATE_GOLDENS=1`
 * writes what is shown now.
 */
import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { createProject } from '../../server/src/language/languageService';
import { applyEdits } from './applyEdits';

/** Declares a test for every case of `test/language/<name>.baml`. */
export function hintCases(name: string): void {
  const path = `${__TEST_ROOT__}/language/${name}.baml`;
  const parts = readFileSync(path, 'utf8').split(/^(?=\/\/# )/m);
  parts.forEach((part, index) => {
    const title = /^\/\/# (.*)\n/.exec(part)?.[1];
    if (title === undefined) return;
    it(title, () => {
      const header = part.slice(0, part.indexOf('\n') + 1);
      const source = part
        .slice(header.length)
        .split(/^\/\/=\n/m)[0]!
        .trimEnd();
      const drawn = `${header}${source}\n//=\n${withNotes(source)}\n\n`;
      if (process.env['UPDATE_GOLDENS']) {
        parts[index] = drawn;
        writeFileSync(path, parts.join(''));
      } else assert.equal(drawn, part);
    });
  });
}

function withNotes(text: string): string {
  const project = createProject();
  project.setFile('main.baml', text);
  const hints = project.snapshot().inlayHints('main.baml', { start: 0, end: text.length });
  const at = (offset: number) => ({ start: offset, end: offset });
  return applyEdits(
    text,
    hints.map(({ offset, label }) => ({ span: at(offset), newText: ` ‹${label}›` })),
  );
}
