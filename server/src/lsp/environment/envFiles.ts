/** The `.env` files of a project: which there are, and what they say. */
import { readFile } from 'node:fs/promises';
import * as path from 'node:path';

/** More than this is no file of variables. */
const MOST_BYTES = 1_000_000;

export interface EnvFile {
  readonly path: string;
  readonly variables: ReadonlyMap<string, string>;
}

/**
 * The files named `names` beside a project's root (`baml_src`), nearest first: in it, in the folder that holds it, and so
 * on up to the folder of the workspace it is in; outside of any, no further than the folder that holds it. Files that
 * cannot be read are left out.
 */
export async function readEnvFiles(
  root: string,
  workspaceFolders: readonly string[],
  names: readonly string[],
): Promise<readonly EnvFile[]> {
  const files = foldersFor(root, workspaceFolders).flatMap((folder) => names.map((name) => path.join(folder, name)));
  const read = await Promise.all(
    files.map(async (file): Promise<EnvFile[]> => {
      try {
        const bytes = await readFile(file);
        if (bytes.length > MOST_BYTES) return [];
        return [{ path: file, variables: parseEnvFile(bytes.toString('utf8')) }];
      } catch {
        return [];
      }
    }),
  );
  return read.flat();
}

function foldersFor(root: string, workspaceFolders: readonly string[]): readonly string[] {
  const within = workspaceFolders
    .filter((folder) => isInside(root, folder))
    .sort((a, b) => a.length - b.length)
    .at(0);
  const top = within ?? path.dirname(root);
  const folders: string[] = [];
  for (let folder = root; ; folder = path.dirname(folder)) {
    folders.push(folder);
    if (folder === top || folder === path.dirname(folder)) return folders;
  }
}

function isInside(folder: string, outer: string): boolean {
  const relative = path.relative(outer, folder);
  return relative === '' || (!relative.startsWith('..') && !path.isAbsolute(relative));
}

/** A name, and a value in single quotes, in double quotes, or as it stands. */
const VARIABLE =
  /^[ \t]*(?:export[ \t]+)?([A-Za-z_][\w.-]*)[ \t]*=(?:[ \t]*'([^']*)'|[ \t]*"((?:[^"\\]|\\[^])*)"|([^\n]*))/gm;

const ESCAPES: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t' };

/**
 * Variables by name, as `baml-cli --dotenv` reads them: `#` after a blank begins a comment, single quotes are literal,
 * double quotes may span lines and have escapes; `${OTHER}` stands for a variable above, or nothing. What is no
 * variable is passed over; the first value of a name counts.
 */
export function parseEnvFile(text: string): ReadonlyMap<string, string> {
  const variables = new Map<string, string>();
  const expand = (value: string): string =>
    value.replace(/\$\{(\w+)\}/g, (_, other: string) => variables.get(other) ?? '');
  for (const [, name, literal, quoted, bare = ''] of text.replace(/^\ufeff/, '').matchAll(VARIABLE)) {
    if (name === undefined || variables.has(name)) continue;
    const escaped = quoted?.replace(/\\([^])/g, (_, char: string) => ESCAPES[char] ?? char);
    variables.set(name, literal ?? expand(escaped ?? bare.replace(/(?:^|\s)#.*$/, '').trim()));
  }
  return variables;
}
