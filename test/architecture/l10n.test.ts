import assert from 'node:assert/strict';
import * as fs from 'node:fs';
import * as path from 'node:path';
import { collected, FOLDERS } from '../../scripts/l10n/collect.mjs';
import { keyIn, shownStrings } from '../../scripts/l10n/manifest.mjs';
import { literalTexts, translatedTexts } from '../../scripts/l10n/sources.mjs';

/** Every text of the editor's side can be translated: none stands where no translation reaches it. */
const root = path.dirname(__TEST_ROOT__);
const json = (name: string): Record<string, unknown> =>
  JSON.parse(fs.readFileSync(path.join(root, name), 'utf8')) as Record<string, unknown>;
const HINT = '`npm run l10n` writes it';

describe('texts that are translated', () => {
  const manifest = json('package.json');
  const strings = json('package.nls.json');
  const shown = shownStrings(manifest);

  it('none of package.json stands there itself', () => {
    assert.ok(shown.length > 100);
    const literal = shown.filter(({ get }) => keyIn(get()) === null).map(({ key, get }) => `${key}: ${get()}`);
    assert.deepEqual(literal, [], HINT);
  });

  it('every key of package.json has a text, and every text a key', () => {
    const written = new Set([...JSON.stringify(manifest).matchAll(/"%([\w.-]+)%"/g)].map(([, key]) => key!));
    assert.deepEqual([...written].sort(), Object.keys(strings).sort(), HINT);
    assert.deepEqual(
      Object.entries(strings).filter(([, text]) => typeof text !== 'string' || !text || keyIn(text) !== null),
      [],
    );
    // A key in a place that is not looked at would never be told when its text is missing.
    assert.deepEqual([...new Set(shown.map(({ get }) => keyIn(get())!))].sort(), [...written].sort());
  });

  for (const folder of FOLDERS) {
    it(`what ${folder} shows goes through l10n.t`, () => {
      assert.deepEqual(literalTexts(root, folder), []);
    });

    it(`${folder} gives l10n.t texts that can be found`, () => {
      const texts = translatedTexts(root, folder);
      assert.ok(texts.length > 50);
      assert.deepEqual(
        texts.filter(({ text }) => text === null).map(({ file, line }) => `${file}:${line}`),
        [],
      );
    });
  }

  it('l10n/bundle.l10n.json is what the sources say', () => {
    assert.deepEqual(json('l10n/bundle.l10n.json'), collected(root).bundle, HINT);
  });

  it('a translation names only what there is, with the same places for arguments', () => {
    const places = (text: unknown): string => JSON.stringify([...String(text).matchAll(/\{\d+\}/g)].map(String).sort());
    const check = (folder: string, names: RegExp, originals: Record<string, unknown>): void => {
      for (const name of fs.readdirSync(path.join(root, folder)).filter((one) => names.test(one))) {
        for (const [key, text] of Object.entries(json(path.join(folder, name)))) {
          assert.ok(Object.hasOwn(originals, key), `${name}: ${key}`);
          assert.equal(places(text), places(key.includes('{') ? key : originals[key]), `${name}: ${key}`);
        }
      }
    };
    check('.', /^package\.nls\.[\w-]+\.json$/, strings);
    check('l10n', /^bundle\.l10n\.[\w-]+\.json$/, json('l10n/bundle.l10n.json'));
  });
});
