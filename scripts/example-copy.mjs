// A copy of the example project for tests that edit it, with a model of its own: nothing is in the way of a running
// `npm start`, and nothing of the project is changed.
import fs from 'node:fs';
import net from 'node:net';
import os from 'node:os';
import path from 'node:path';

const FOLDERS = ['baml_src', 'first-mistake', 'recordings'];
const PORT_IN_EXAMPLES = '127.0.0.1:41110';

/** Copies `<root>/examples` into a temporary folder whose clients name a free port. Gives the folder, the port and `remove()`. */
export async function copyExamples(root) {
  const port = await freePort();
  const folder = fs.realpathSync(fs.mkdtempSync(path.join(os.tmpdir(), 'baml-live-examples-')));
  for (const name of FOLDERS)
    fs.cpSync(path.join(root, 'examples', name), path.join(folder, name), { recursive: true });
  for (const entry of fs.readdirSync(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile() || !entry.name.endsWith('.baml')) continue;
    const file = path.join(entry.parentPath, entry.name);
    const text = fs.readFileSync(file, 'utf8');
    if (text.includes(PORT_IN_EXAMPLES)) fs.writeFileSync(file, text.replaceAll(PORT_IN_EXAMPLES, `127.0.0.1:${port}`));
  }
  return { folder, port, remove: () => fs.rmSync(folder, { recursive: true, force: true }) };
}

function freePort() {
  return new Promise((resolve, reject) => {
    const server = net.createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });
}
