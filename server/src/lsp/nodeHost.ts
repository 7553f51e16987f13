/** The world of a run, in Node: fetch, clocks and timers, files, and the environment of the process. */
import { readFile, stat } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import type { RunHost } from '../runtime/host';
import { clocks } from './clocks';
import { watchConnection } from './network/connected';

export function createNodeHost(): RunHost {
  return {
    // Node's HTTP client is loaded with the first run.
    fetch: async (url, init) => (await import('./network/httpFetch')).httpFetch()(url, init),
    fetchMedium: async (url, init) => {
      // A run of the editor brings its own way, with its settings; others reach public addresses, directly.
      const { mediaFetch } = await import('./network/mediaFetch');
      return mediaFetch({ noProxy: '', strictSSL: true }, [])(url, init);
    },
    watchConnection,
    ...clocks(),
    env: (name) => process.env[name],
    readFile: readBytes,
    credentials: {
      // Each in a bundle of its own: few need them, and they are larger than everything else.
      signAws: async (request, how) => (await import('./credentials/aws')).signAws(request, how),
      google: async (how, through) => (await import('./credentials/google')).googleToken(how, through),
    },
  };
}

async function readBytes(uri: string, mostBytes: number): Promise<Uint8Array<ArrayBuffer>> {
  if (!uri.startsWith('file:')) throw new Error('it is no file on this machine');
  const path = fileURLToPath(uri);
  const { size } = await stat(path).catch((error: NodeJS.ErrnoException) => {
    throw new Error(error.code === 'ENOENT' ? 'there is no such file' : (error.code ?? error.message));
  });
  if (size > mostBytes) throw new Error(`it is larger than ${Math.floor(mostBytes / 1024 / 1024)} MB`);
  return Uint8Array.from(await readFile(path));
}
