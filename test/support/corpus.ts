/** Every `.baml` text among the fixtures and examples: what features are tried on. */
import { readdirSync, readFileSync } from 'node:fs';
import * as path from 'node:path';

export interface CorpusFile {
  /** Its path from the root of the repository. */
  readonly name: string;
  readonly text: string;
}

let known: readonly CorpusFile[] | undefined;

export function corpus(): readonly CorpusFile[] {
  return (known ??= ['test/fixtures', 'examples'].flatMap(filesBelow));
}

function filesBelow(folder: string): CorpusFile[] {
  const root = path.dirname(__TEST_ROOT__);
  return (
    readdirSync(path.join(root, folder), { recursive: true, encoding: 'utf8' })
      // The types made for the generator are very many of the same kind.
      .filter((name) => name.endsWith('.baml') && !/partial-types.(?:baml_src.)?(?:matrix|random)/.test(name))
      .sort()
      .map((name) => ({
        name: path.posix.join(folder, name),
        text: readFileSync(path.join(root, folder, name), 'utf8'),
      }))
  );
}

/** The small files whose official diagnostics are recorded: every construct of the language, right and wrong. */
export function diagnosticsCorpus(): readonly CorpusFile[] {
  return corpus().filter(({ name }) => name.startsWith('test/fixtures/diagnostics/'));
}
