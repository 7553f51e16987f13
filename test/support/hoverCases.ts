/**
 * Hovers as a person would read them: a source with the pointer at `$0`, and below it what is shown. Cases live in `.baml`
 * files beside their test:
 *
 *   //# what the case shows
 *   class A {
 *     x $0B
 *   }
 *   //- other.baml            (starts another file of the same project; the first is `main.baml`)
 *   class B {}
 *   //< B                     (what it is about)
 *   //> ```baml               (what is shown)
 *
 * `UPDATE_GOLDENS=1` writes what is shown now.
 */
import { caseFile } from './caseFile';
import type { HoverPart } from '../../server/src/language/languageService';
import { openCase } from './completionCases';

/** Declares a test for every case of `test/language/<name>.baml`. */
export function hoverCases(name: string): void {
  caseFile(name, redraw);
}

function redraw(part: string): string {
  const source = part
    .trimEnd()
    .split('\n')
    .filter((line) => !/^\/\/[<>](?: |$)/.test(line));
  const { snapshot, uri, text, offset } = openCase(source.join('\n'));
  const found = snapshot.hover(uri, offset);
  const shown = found
    ? [`//< ${text.slice(found.span.start, found.span.end)}`, ...found.parts.flatMap(linesOf)]
    : ['//> nothing'];
  return [...source, ...shown].join('\n') + '\n\n';
}

function linesOf(part: HoverPart): string[] {
  const lines = part.text.split('\n');
  const fenced = part.kind === 'code' ? [`\`\`\`${part.language}`, ...lines, '```'] : lines;
  return fenced.map((line) => `//> ${line}`.trimEnd());
}
