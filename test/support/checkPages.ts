/** The pages about the checks, read as `docs/checks/README.md` says they are written. */
import { existsSync, readFileSync } from 'node:fs';
import * as path from 'node:path';

export const CHECK_PAGES = path.join(path.dirname(__TEST_ROOT__), 'docs', 'checks');

export interface CheckPage {
  readonly file: string;
  readonly text: string;
  /** The blocks of BAML: what is reported, and what to write instead. */
  readonly examples: readonly string[];
  /** The rows below `## At run time`, each as its cells. */
  readonly runTime: readonly (readonly string[])[];
}

/** The page about a code; one that is missing reads as empty, so that the tests about it can say so. */
export function checkPage(code: string): CheckPage {
  const file = path.join(CHECK_PAGES, `${code}.md`);
  const text = existsSync(file) ? readFileSync(file, 'utf8') : '';
  const rows = (text.split(/^## At run time$/m)[1] ?? '').split('\n').filter((line) => line.startsWith('|'));
  return {
    file,
    text,
    examples: [...text.matchAll(/^```baml\n([^]*?)^```$/gm)].map(([, example]) => example!),
    runTime: rows.slice(2).map((row) =>
      row
        .split('|')
        .slice(1, -1)
        .map((cell) => cell.trim()),
    ),
  };
}
