import assert from 'node:assert/strict';
import * as fs from 'node:fs';
import * as path from 'node:path';

/** What the documents name exists: files, folders, scripts. */
const root = path.dirname(__TEST_ROOT__);
const DOCUMENTS = ['README.md', 'ARCHITECTURE.md', 'CONTRIBUTING.md', 'CHANGELOG.md', 'examples/README.md'];
/** Folders of the project: what begins with one of them, or ends like a file, is meant as a path. */
const FOLDERS = ['client', 'docs', 'examples', 'protocol', 'scripts', 'server', 'syntaxes', 'test', 'webview'];

/** Where a short name may stand for a file of the section it is read in. */
const SHORT = ['', 'server/src', 'server/src/language', 'examples', 'examples/baml_src'];

describe('documents', () => {
  for (const document of DOCUMENTS) {
    const text = fs.readFileSync(path.join(root, document), 'utf8');
    const code = [...text.matchAll(/`([^`\n]+)`/g)].map(([, written]) => written!);

    it(`${document} names only files that exist`, () => {
      // Pictures are left to the person who takes them: `npm run screenshots`.
      const links = [...text.matchAll(/(?<!!)\[[^\]]*\]\((?!https?:)([^)#]+)\)/g)].map(([, target]) =>
        path.posix.join(path.posix.dirname(document), target!),
      );
      const missing = [...code.filter(isPath), ...links].filter(
        (name) => !SHORT.some((folder) => exists(path.posix.join(folder, name))),
      );
      assert.deepEqual(missing, []);
    });

    it(`${document} names only commands that exist`, () => {
      const { scripts } = JSON.parse(fs.readFileSync(path.join(root, 'package.json'), 'utf8')) as {
        scripts: Record<string, string>;
      };
      const npm = [...text.matchAll(/\bnpm (?:run ([\w:]+)|(start|test)\b)/g)].map(([, run, own]) => run ?? own!);
      assert.deepEqual(
        npm.filter((name) => !Object.hasOwn(scripts, name)),
        [],
      );
      const node = [...text.matchAll(/\bnode ([\w./-]+\.mjs)/g)].map(([, file]) => file!);
      assert.deepEqual(
        node.filter((file) => !exists(file)),
        [],
      );
    });
  }
});

describe('the settings', () => {
  it('are all explained in the README', () => {
    const { contributes } = JSON.parse(fs.readFileSync(path.join(root, 'package.json'), 'utf8')) as {
      contributes: { configuration: { properties: Record<string, unknown> } };
    };
    const readme = fs.readFileSync(path.join(root, 'README.md'), 'utf8');
    const settings = Object.keys(contributes.configuration.properties);
    assert.ok(settings.length > 3);
    assert.deepEqual(
      settings.filter((name) => !readme.includes(`\n| \`${name}\` |`)),
      [],
    );
  });
});

/** A path, not a name of the language, a message of the protocol or a pattern. */
function isPath(written: string): boolean {
  if (/[\s*{}<>$@~]|\bLANGUAGE\b/.test(written)) return false;
  return FOLDERS.includes(written.split('/')[0]!)
    ? written.includes('/')
    : /^[\w./-]+\w\.(ts|mjs|baml|json)$/.test(written);
}

function exists(name: string): boolean {
  return fs.existsSync(path.join(root, name));
}
