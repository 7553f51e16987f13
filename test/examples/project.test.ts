import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { EXAMPLES } from './official';

/** The official compiler's verdict on a folder. */
function check(folder: string) {
  const cli = path.resolve(__TEST_ROOT__, '../node_modules/.bin/baml-cli');
  const result = spawnSync(
    process.execPath,
    [fs.realpathSync(cli), 'check', '--from', path.resolve(EXAMPLES, folder)],
    {
      encoding: 'utf8',
      timeout: 30_000,
    },
  );
  return { status: result.status, output: result.stdout + result.stderr };
}

describe('the example projects, read by the official compiler', function () {
  this.timeout(60_000);

  it('baml_src has no error and no warning', () => {
    const { status, output } = check('baml_src');
    assert.equal(status, 0, output);
    assert.doesNotMatch(output, /error|warning/i);
  });

  it('first-mistake has its two mistakes, and none when they are mended', () => {
    assert.match(check('first-mistake/baml_src').output, /stream\.dnoe/);

    const mended = fs.mkdtempSync(path.join(os.tmpdir(), 'mended-'));
    const source = fs.readFileSync(path.join(EXAMPLES, 'first-mistake/baml_src/receipt.baml'), 'utf8');
    const folder = path.join(mended, 'baml_src');
    fs.mkdirSync(folder);
    const attributeMended = source.replace('string @stream.dnoe', 'string @stream.done');
    fs.writeFileSync(path.join(folder, 'receipt.baml'), attributeMended);
    assert.match(check(folder).output, /ReceiptItm/);
    fs.writeFileSync(path.join(folder, 'receipt.baml'), attributeMended.replace('ReceiptItm[]', 'ReceiptItem[]'));
    const { status, output } = check(folder);
    fs.rmSync(mended, { recursive: true });
    assert.equal(status, 0, output);
  });

  it('every function has a test block', () => {
    const folder = path.join(EXAMPLES, 'baml_src');
    const source = fs
      .readdirSync(folder)
      .map((name) => fs.readFileSync(path.join(folder, name), 'utf8'))
      .join('\n');
    const functions = [...source.matchAll(/^function (\w+)/gm)].map((match) => match[1]!);
    const tested = [...source.matchAll(/^ {2}functions \[(\w+)\]/gm)].map((match) => match[1]!);
    assert.equal(functions.length, 7);
    for (const name of functions) assert.ok(tested.includes(name), `${name} has no test`);
  });

  it('both projects ask the provider at its default address', () => {
    for (const file of ['baml_src/clients.baml', 'first-mistake/baml_src/receipt.baml']) {
      assert.match(fs.readFileSync(path.join(EXAMPLES, file), 'utf8'), /base_url "http:\/\/127\.0\.0\.1:41110\/v1"/);
    }
  });
});
