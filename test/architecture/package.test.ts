import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';

/** What the package holds is listed by hand, so that nothing slips in; this says when something was forgotten. */
const root = path.dirname(__TEST_ROOT__);
/** Bundles that other ways of distribution need, not the extension. */
const ELSEWHERE = ['cli.js'];
const MOST_TO_WAKE = 120 * 1024;

describe('the package', () => {
  it('denies everything that is not named', () => {
    const rules = fs
      .readFileSync(path.join(root, '.vscodeignore'), 'utf8')
      .split('\n')
      .filter((line) => line && !line.startsWith('#'));
    assert.equal(rules[0], '**');
    assert.ok(rules.slice(1).every((rule) => rule.startsWith('!')));
  });

  it('names every bundle that is built, and no other', function () {
    this.timeout(60_000);
    const dist = fs.mkdtempSync(path.join(os.tmpdir(), 'baml-live-dist-'));
    try {
      execFileSync(process.execPath, ['esbuild.mjs', '--production', '--out', dist], { cwd: root });
      const built = fs.readdirSync(dist).filter((name) => !ELSEWHERE.includes(name));
      const rules = fs.readFileSync(path.join(root, '.vscodeignore'), 'utf8').split('\n');
      const named = rules.flatMap((rule) => /^!dist\/(.+)$/.exec(rule)?.[1] ?? []);
      assert.deepEqual(named.sort(), built.sort());
      // What the editor loads to wake the extension. More than this belongs into client/src/later.ts.
      assert.ok(fs.statSync(path.join(dist, 'extension.js')).size <= MOST_TO_WAKE);
    } finally {
      fs.rmSync(dist, { recursive: true, force: true });
    }
  });
});
