// `npm run l10n`: collects every text that is translated.
//   node scripts/l10n.mjs                 package.json → package.nls.json, client → l10n/bundle.l10n.json
//   node scripts/l10n.mjs --missing       what each translation (package.nls.de.json, l10n/bundle.l10n.de.json, …) has not got yet
import fs from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { collected } from './l10n/collect.mjs';

const ROOT = path.dirname(path.dirname(fileURLToPath(import.meta.url)));
const { manifest, strings, bundle } = collected(ROOT);

if (process.argv.includes('--missing')) {
  missing('.', /^package\.nls\.[\w-]+\.json$/, strings);
  missing('l10n', /^bundle\.l10n\.[\w-]+\.json$/, bundle);
} else {
  write('package.json', manifest);
  write('package.nls.json', strings);
  fs.mkdirSync(path.join(ROOT, 'l10n'), { recursive: true });
  write('l10n/bundle.l10n.json', bundle);
  console.log(`${Object.keys(strings).length} texts of package.json, ${Object.keys(bundle).length} of the client`);
}

function write(name, value) {
  fs.writeFileSync(path.join(ROOT, name), `${JSON.stringify(value, null, 2)}\n`);
}

function missing(folder, names, wanted) {
  for (const name of fs.readdirSync(path.join(ROOT, folder)).filter((one) => names.test(one))) {
    const has = JSON.parse(fs.readFileSync(path.join(ROOT, folder, name), 'utf8'));
    const keys = Object.keys(wanted).filter((key) => !Object.hasOwn(has, key));
    console.log(`${name}: ${keys.length} missing${keys.map((key) => `\n  ${key}`).join('')}`);
  }
}
