// What the files that are translated should hold, made from package.json and the sources.
import fs from 'node:fs';
import path from 'node:path';
import { moveStrings } from './manifest.mjs';
import { bundleOf, translatedTexts } from './sources.mjs';

/** Folders whose texts pass `l10n.t`. */
export const FOLDERS = ['client/src'];

/** Gives package.json with keys, their texts, and the texts of the client. */
export function collected(root) {
  const read = (name) => JSON.parse(fs.readFileSync(path.join(root, name), 'utf8'));
  const manifest = read('package.json');
  const strings = moveStrings(manifest, read('package.nls.json'));
  return { manifest, strings, bundle: bundleOf(FOLDERS.flatMap((folder) => translatedTexts(root, folder))) };
}
