/** The fenced blocks of the documents, with where they stand. */
import * as fs from 'node:fs';
import * as path from 'node:path';

const root = path.dirname(__TEST_ROOT__);

/** Those a stranger reads; pages of checks have a test of their own. */
export const DOCUMENTS: readonly string[] = [
  'README.md',
  'CONTRIBUTING.md',
  'examples/README.md',
  ...markdownIn('docs'),
  ...markdownIn('docs/guide'),
  ...markdownIn('docs/walkthrough'),
];

export interface Block {
  /** `docs/guide/keys.md:5`. */
  readonly at: string;
  readonly language: string;
  /** What stands behind the language: `settings`, `warnings=unknown-types`. */
  readonly marks: string;
  readonly text: string;
}

export function blocksOf(document: string): readonly Block[] {
  const source = readDocument(document);
  return [...source.matchAll(/^```(\w*) ?(.*)\n([^]*?)^```$/gm)].map(({ 1: language, 2: marks, 3: text, index }) => ({
    at: `${document}:${source.slice(0, index).split('\n').length}`,
    language: language!,
    marks: marks!,
    text: text!,
  }));
}

export function readDocument(document: string): string {
  return fs.readFileSync(path.join(root, document), 'utf8');
}

/** The text without fenced blocks and code. */
export function proseOf(document: string): string {
  return readDocument(document)
    .replaceAll(/^```[^]*?^```$/gm, '')
    .replaceAll(/`[^`\n]*`/g, '');
}

function markdownIn(folder: string): string[] {
  return fs
    .readdirSync(path.join(root, folder))
    .filter((name) => name.endsWith('.md'))
    .map((name) => `${folder}/${name}`);
}
