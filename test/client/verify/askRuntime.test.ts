import assert from 'node:assert/strict';
import * as esbuild from 'esbuild';
import * as fs from 'node:fs';
import * as path from 'node:path';
import { askRuntime, installedRuntime } from '../../../client/src/verify/askRuntime';
import { compared, prefixesOf, verificationText } from '../../../protocol/verification';
import { replayed } from '../../protocol/expectations/replayed';
import { temporaryFolder, type TemporaryFolder } from '../../support/connection';

const root = path.dirname(__TEST_ROOT__);

/** The runtime that this repository has for its own tests stands for the person's. */
describe('verifying against an installed runtime', () => {
  let folder: TemporaryFolder;
  let script: string;
  const files = Object.fromEntries(
    fs
      .readdirSync(path.join(root, 'examples/baml_src'))
      .map((name) => [`/${name}`, fs.readFileSync(path.join(root, 'examples/baml_src', name), 'utf8')]),
  );
  before(async () => {
    folder = temporaryFolder({});
    script = path.join(folder.path, 'verify.js');
    const source = path.join(root, 'client/src/verify/process.ts');
    await esbuild.build({ entryPoints: [source], outfile: script, bundle: true, platform: 'node', format: 'cjs' });
  });
  after(() => folder.remove());
  const never = new AbortController().signal;

  it('finds it upwards from the project, and not outside the workspace', () => {
    const project = path.join(root, 'examples');
    assert.match(installedRuntime(project, [root])!.name, /^@boundaryml\/baml \d/);
    assert.equal(installedRuntime(project, [project]), undefined);
  });

  it('gives the same value for every prefix of an answer', async () => {
    const timeline = await replayed('receipt');
    const prefixes = prefixesOf(timeline, 60);
    const installed = installedRuntime(root, [root])!;
    const lengths = prefixes.map(({ length }) => length);
    const question = { package: installed.folder, files, function: 'ExtractReceiptInfo', text: timeline.text, lengths };
    const answers = await askRuntime(script, question, never, () => undefined);
    const verification = compared(timeline, prefixes, answers, installed.name);
    assert.deepEqual([verification.compared, verification.different], [60, 0], verificationText(verification));
    assert.equal(lengths.at(-1), timeline.text.length);
  }).timeout(60_000);

  it('tells where values differ', async () => {
    const timeline = await replayed('receipt');
    const prefixes = prefixesOf(timeline, 5);
    const answers = prefixes.map(({ ours }, i) => (i === 1 || i === 2 ? { refused: 'no\nmore' } : { value: ours! }));
    const { different, differences } = compared(timeline, prefixes, answers, 'x 1');
    assert.deepEqual([different, differences.length, differences[0]!.prefixes], [2, 1, 2]);
    const text = verificationText(compared(timeline, prefixes, answers, 'x 1'));
    assert.match(text, /2 of 5 prefixes differ\.\n\n## After \d+ characters, and the 1 after it/);
    assert.match(text, /your runtime: no value \(no\)/);
  });

  it('says what is wrong when it cannot be asked', async () => {
    folder.write('broken/package.json', '{"version": "9.9.9"}');
    folder.write('broken/native.js', 'module.exports = {};');
    const question = { package: path.join(folder.path, 'broken'), files, function: 'F', text: '{}', lengths: [1] };
    await assert.rejects(
      askRuntime(script, question, never, () => undefined),
      /no parser that can be asked/,
    );
  });
});
