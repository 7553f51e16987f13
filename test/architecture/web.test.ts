import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import * as fs from 'node:fs';
import { builtinModules } from 'node:module';
import * as os from 'node:os';
import * as path from 'node:path';

/** What runs in VS Code for the Web: two bundles that need nothing but a browser, and files that stand in for those that need Node. */
const root = path.dirname(__TEST_ROOT__);
const BUNDLES = ['extension-web.js', 'server-web.js'];
/** Libraries that a browser has no use for: signatures, tokens, proxies, and what asks the runtime of a project. */
const DESKTOP = /google-auth-library|@aws-sdk|@smithy|child_process/;

describe('bundles for the web', () => {
  const dist = fs.mkdtempSync(path.join(os.tmpdir(), 'baml-live-web-'));
  const texts: Record<string, string> = {};
  before(function () {
    this.timeout(60_000);
    execFileSync(process.execPath, ['esbuild.mjs', '--out', dist], { cwd: root });
    for (const name of BUNDLES) texts[name] = fs.readFileSync(path.join(dist, name), 'utf8');
  });
  after(() => fs.rmSync(dist, { recursive: true, force: true }));

  for (const name of BUNDLES) {
    it(`${name} loads nothing of Node`, () => {
      const text = texts[name]!;
      const loaded = [...text.matchAll(/\b(?:require|import)\(\s*["']([^"']+)["']\s*\)/g)].map(([, what]) => what!);
      assert.deepEqual(
        [...new Set(loaded)],
        name.startsWith('extension') ? ['vscode'] : [],
        'everything else is in the bundle',
      );
      const named = [...text.matchAll(/["']node:(\w+)["']/g)].map(([, what]) => what!);
      assert.deepEqual(
        named.filter((what) => builtinModules.includes(what)),
        [],
      );
    });

    it(`${name} has no part that only a computer can run`, () => {
      const files = [...texts[name]!.matchAll(/^ *\/\/ (\S+\.(?:ts|js))$/gm)].map(([, file]) => file!);
      assert.ok(files.length > 50, `${files.length} files`);
      assert.deepEqual(
        files.filter((file) => DESKTOP.test(file)),
        [],
      );
      const ours = files.filter((file) => file.endsWith('.ts') && !file.endsWith('.web.ts'));
      const replaced = ours.filter((file) => fs.existsSync(path.join(root, file.replace(/\.ts$/, '.web.ts'))));
      assert.deepEqual(replaced, [], 'a file for the web stands beside these');
    });
  }

  it('of a file for the web, the one it stands in for exists', () => {
    const all = ['client/src', 'server/src'].flatMap((dir) =>
      fs
        .readdirSync(path.join(root, dir), { recursive: true, encoding: 'utf8' })
        .map((name) => path.posix.join(dir, name.replaceAll('\\', '/'))),
    );
    const web = all.filter((name) => name.endsWith('.web.ts'));
    assert.ok(web.length > 5);
    // Node has its own `setImmediate`.
    const alone = web.filter((name) => !all.includes(name.replace('.web.ts', '.ts')));
    assert.deepEqual(alone, ['server/src/lsp/immediate.web.ts']);
  });
});
