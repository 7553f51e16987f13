import assert from 'node:assert/strict';
import * as fs from 'node:fs';
import * as path from 'node:path';

const root = path.dirname(__TEST_ROOT__);

/** The files that are loaded with a file: what it imports other than types, and what these import. */
function loadedWith(file: string, found = new Set<string>()): ReadonlySet<string> {
  if (found.has(file)) return found;
  found.add(file);
  const text = fs.readFileSync(path.join(root, file), 'utf8');
  for (const [, names, specifier] of text.matchAll(/^(?:import|export) ((?!type )[^;]*?)from '(\.[^']+)'/gm)) {
    const isTypes =
      /^\{[^}]*\}\s*$/.test(names!) &&
      names!
        .replace(/[{}]/g, '')
        .split(',')
        .every((name) => /^\s*(type |$)/.test(name));
    if (!isTypes) loadedWith(`${path.posix.join(path.posix.dirname(file), specifier!)}.ts`, found);
  }
  return found;
}

/** A client waits for the first answer of the server before it does anything else. */
describe('what is loaded before the first answer', () => {
  it('holds tables of the language and nothing of the runtime', () => {
    const layers = /^server\/src\/(language|runtime|ir)\//;
    assert.deepEqual([...loadedWith('server/src/main.ts')].filter((file) => layers.test(file)).sort(), [
      'server/src/language/checks/codes.ts',
      'server/src/language/features/bestSymbols.ts',
    ]);
  });
});
