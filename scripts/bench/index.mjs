// npm run bench -- NAME [OPTIONS…]     NAME: a file of this folder
import fs from 'node:fs';
import { fileURLToPath } from 'node:url';

const names = fs
  .readdirSync(new URL('.', import.meta.url))
  .filter((file) => file.endsWith('.mjs') && file !== 'index.mjs')
  .map((file) => file.replace('.mjs', ''));
const name = process.argv[2];
if (!names.includes(name)) {
  console.error(`npm run bench -- NAME [OPTIONS…]\nNAME is one of: ${names.join(', ')}`);
  process.exit(1);
}
process.argv.splice(1, 2, fileURLToPath(new URL(`${name}.mjs`, import.meta.url)));
await import(`./${name}.mjs`);
