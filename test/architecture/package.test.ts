import assert from 'node:assert/strict';
import * as fs from 'node:fs';
import * as path from 'node:path';
import ts from 'typescript';
import { shipped } from '../support/shipped';

/** What the package holds is listed by hand, so that nothing slips in; this says when something was forgotten. */
const root = path.dirname(__TEST_ROOT__);
/** Bundles that other ways of distribution need, not the extension. */
const ELSEWHERE = ['cli.js'];
const MOST_TO_WAKE = 120 * 1024;
/** Of the panel's script before its first paint. */
const FIRST_PAINT = 150_000;

describe('the package', () => {
  it('denies everything that is not named', () => {
    const rules = fs
      .readFileSync(path.join(root, '.vscodeignore'), 'utf8')
      .split('\n')
      .filter((line) => line && !line.startsWith('#'));
    assert.equal(rules[0], '**');
    assert.ok(rules.slice(1).every((rule) => rule.startsWith('!')));
  });

  let dist: string;
  before(function () {
    this.timeout(60_000);
    dist = path.join(shipped(), 'dist');
  });

  it('names every bundle that is built, and no other', () => {
    const built = fs.readdirSync(dist).filter((name) => !ELSEWHERE.includes(name));
    // Parts of the panel, whose names have a hash of what is in them.
    const parts = built.indexOf('webview');
    assert.ok(parts >= 0 && fs.readdirSync(path.join(dist, 'webview')).every((name) => name.endsWith('.js')));
    built[parts] = 'webview/*.js';
    const rules = fs.readFileSync(path.join(root, '.vscodeignore'), 'utf8').split('\n');
    const named = rules.flatMap((rule) => /^!dist\/(.+)$/.exec(rule)?.[1] ?? []);
    assert.deepEqual(named.sort(), built.sort());
    // What the editor loads to wake the extension. More than this belongs into client/src/later.ts.
    assert.ok(fs.statSync(path.join(dist, 'extension.js')).size <= MOST_TO_WAKE);
  });

  it('paints the panel for the first time with at most 150 KB of script', () => {
    const files = importedBy(path.join(dist, 'webview.js'));
    const sizes = files.map((file) => fs.statSync(file).size);
    const bytes = sizes.reduce((sum, size) => sum + size, 0);
    assert.ok(files.length > 1 && bytes > 50_000, 'the panel and its parts are found');
    assert.ok(bytes <= FIRST_PAINT, `${bytes} bytes in ${files.length} files`);
    const all = fs.readdirSync(path.join(dist, 'webview')).length + 1;
    assert.ok(files.length < all, 'the rest is loaded when it is asked for');
  });
});

/** A script and what it needs before it can run: its imports and theirs, not what it imports later. */
function importedBy(file: string, found = new Set<string>()): readonly string[] {
  if (found.has(file)) return [...found];
  found.add(file);
  for (const { fileName } of ts.preProcessFile(fs.readFileSync(file, 'utf8').replaceAll(/\bimport\(/g, '('))
    .importedFiles) {
    if (fileName.startsWith('.')) importedBy(path.resolve(path.dirname(file), fileName), found);
  }
  return [...found];
}
