/** What the official generator wrote for `test/fixtures/partial-types`, declaration by declaration. */
import { readdirSync, readFileSync } from 'node:fs';
import type { ProjectSnapshot } from '../../server/src/language/languageService';
import { createProject } from '../../server/src/language/languageService';

const FOLDER = `${__TEST_ROOT__}/fixtures/partial-types`;

export function corpusSnapshot(): ProjectSnapshot {
  const project = createProject();
  for (const name of readdirSync(`${FOLDER}/baml_src`)) {
    project.setFile(name, readFileSync(`${FOLDER}/baml_src/${name}`, 'utf8'));
  }
  return project.snapshot();
}

export function generatedText(name: 'typescript.txt' | 'python.txt' | 'results.json'): string {
  return readFileSync(`${FOLDER}/${name}`, 'utf8');
}

/** Without indentation and empty lines, where the generator is not consistent. */
export function linesOf(text: string): string[] {
  return text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
}

/** All that differs between two tables of declarations, as one text; empty when nothing does. */
export function differences(
  expected: ReadonlyMap<string, string>,
  actual: (name: string) => string | undefined,
): string {
  const found: string[] = [];
  for (const [name, text] of expected) {
    const [theirs, ours] = [linesOf(text), linesOf(actual(name) ?? '')];
    for (let i = 0; i < Math.max(theirs.length, ours.length); i++) {
      if (theirs[i] !== ours[i]) found.push(`${name}\n  official ${theirs[i]}\n  ours     ${ours[i]}`);
    }
  }
  return found.join('\n');
}
