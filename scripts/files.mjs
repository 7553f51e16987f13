// Small file helpers the build and test scripts share.
import fs from 'node:fs';
import path from 'node:path';

// Files below the working directory that match one pattern of the form dir/**/*.ext and lie in none of the excluded folders.
export function globSync(pattern, exclude = []) {
  const [, root, ext] = /^([^*]+)\/\*\*\/\*(\.\w+)$/.exec(pattern) ?? [];
  if (!root) throw new Error(`unsupported pattern ${pattern}`);
  const skipped = exclude.map((e) => path.normalize(e.replace(/\/\*\*$/, '')));
  const found = [];
  const walk = (dir) => {
    if (skipped.includes(path.normalize(dir)) || !fs.existsSync(dir)) return;
    for (const entry of fs.readdirSync(dir, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1))) {
      const at = path.join(dir, entry.name);
      if (entry.isDirectory()) walk(at);
      else if (entry.name.endsWith(ext) && !entry.name.endsWith('.d.ts')) found.push(at);
    }
  };
  walk(root);
  return found;
}

export const rmSync = (target) => fs.rmSync(target, { recursive: true, force: true });
export const mkdirSync = (target) => fs.mkdirSync(target, { recursive: true });
export function cpSync(from, to) {
  if (fs.existsSync(from)) fs.cpSync(from, to, { recursive: true });
}
