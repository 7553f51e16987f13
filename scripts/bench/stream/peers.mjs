// Other parsers of unfinished JSON. They are no dependencies of this project: the first run installs these versions into
// a cache folder of the user, later runs find them there.
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import { createRequire } from 'node:module';
import os from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';

const VERSIONS = {
  '@streamparser/json': '0.0.26',
  ai: '7.0.173',
  'incomplete-json-parser': '1.1.5',
  jsonriver: '1.1.1',
  openai: '7.57.0',
  'partial-json': '0.1.7',
};
const CACHE = process.env.XDG_CACHE_HOME ?? path.join(os.homedir(), '.cache');
const FOLDER = path.join(CACHE, 'baml-live', 'bench-peers');

/** Whether the peers are there; installs them when they are not. */
export function installPeers() {
  if (Object.entries(VERSIONS).every(([name, version]) => installedVersion(name) === version)) return true;
  console.error(`installing the parsers to compare with into ${FOLDER}`);
  fs.mkdirSync(FOLDER, { recursive: true });
  fs.writeFileSync(path.join(FOLDER, 'package.json'), JSON.stringify({ private: true, dependencies: VERSIONS }));
  const { status } = spawnSync('npm', ['install', '--no-audit', '--no-fund', '--ignore-scripts', '--loglevel=error'], {
    cwd: FOLDER,
    stdio: ['ignore', 'inherit', 'inherit'],
    shell: process.platform === 'win32',
  });
  if (status === 0) return true;
  console.error('the other parsers could not be installed (no network?); measuring without them');
  return false;
}

function installedVersion(name) {
  try {
    return JSON.parse(fs.readFileSync(path.join(FOLDER, 'node_modules', name, 'package.json'), 'utf8')).version;
  } catch {
    return null;
  }
}

const inFolder = createRequire(path.join(FOLDER, 'package.json'));
const load = async (name) => import(pathToFileURL(inFolder.resolve(name)).href);
/** A package that says only what `import` gets. */
const loadModule = async (name) => {
  const folder = path.join(FOLDER, 'node_modules', name);
  const { exports, module, main } = JSON.parse(fs.readFileSync(path.join(folder, 'package.json'), 'utf8'));
  let entry = exports?.['.'] ?? exports ?? module ?? main;
  while (typeof entry === 'object') entry = entry.import ?? entry.default;
  return import(pathToFileURL(path.join(folder, entry)).href);
};

const orNothing = (parse) => (text) => {
  try {
    return parse(text);
  } catch {
    return undefined;
  }
};

/**
 * `open` gives what takes a token and gives a snapshot; with `whole`, what takes all text so far. `live`: every snapshot
 * is the same object, which changes.
 */
export const peers = [
  {
    name: 'jsonriver',
    live: true,
    async open() {
      const { parse } = await loadModule('jsonriver');
      let give;
      let value;
      const source = {
        [Symbol.asyncIterator]: () => ({ next: () => new Promise((resolve) => (give = resolve)) }),
      };
      void (async () => {
        for await (const next of parse(source)) value = next;
      })();
      await new Promise((resolve) => setImmediate(resolve));
      return async (token) => {
        const answer = give;
        give = undefined;
        answer({ value: token, done: false });
        // It pulls: what it makes of the token is there when it asks for the next one.
        for (let turn = 0; turn < 50 && give === undefined; turn++) await null;
        return value;
      };
    },
  },
  {
    name: '@streamparser/json',
    live: true,
    async open() {
      const { JSONParser } = await loadModule('@streamparser/json');
      const parser = new JSONParser({ emitPartialTokens: true, emitPartialValues: true });
      let root;
      parser.onValue = ({ value, parent, key, stack, partial }) => {
        if (stack.length === 0) {
          root = value ?? root;
          return;
        }
        if (partial && parent && key !== undefined && value !== undefined && !Array.isArray(parent))
          parent[key] = value;
        root = stack.length > 1 ? stack[1].value : parent;
      };
      parser.onError = () => undefined;
      return (token) => {
        parser.write(token);
        return root;
      };
    },
  },
  {
    name: 'incomplete-json-parser',
    async open() {
      const { IncompleteJsonParser } = await load('incomplete-json-parser');
      const parser = new IncompleteJsonParser();
      return orNothing((token) => {
        parser.write(token);
        return parser.getObjects();
      });
    },
  },
  {
    name: 'partial-json',
    whole: true,
    async open() {
      const { parse } = await load('partial-json');
      return orNothing((text) => parse(text));
    },
  },
  {
    name: 'OpenAI partialParse',
    whole: true,
    async open() {
      const { partialParse } = inFolder('openai/_vendor/partial-json-parser/parser');
      return orNothing((text) => partialParse(text));
    },
  },
  {
    name: 'AI SDK parsePartialJson',
    whole: true,
    async open() {
      const { parsePartialJson } = await loadModule('ai');
      return async (text) => (await parsePartialJson(text)).value;
    },
  },
];
