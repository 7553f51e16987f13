/** The world of a run, in a browser's worker: the browser's fetch and what it keeps to itself, clocks, and no environment. */
import type { RunHost } from '../runtime/host';
import { clocks } from './clocks';
import { browserFetch } from './network/browserFetch';

const DESKTOP = 'Run it in VS Code on a computer, or with another client.';

export function createWebHost(): RunHost {
  const fetchLike = browserFetch((url, init) => fetch(url, init), String(Reflect.get(globalThis, 'origin') ?? ''));
  return {
    fetch: fetchLike,
    fetchMedium: fetchLike,
    ...clocks(),
    env: () => undefined,
    readFile: () => Promise.reject(new Error('in a browser there are no files but those of the workspace')),
    credentials: {
      signAws: () => Promise.reject(new Error(`VS Code for the Web cannot sign requests to AWS. ${DESKTOP}`)),
      google: () => Promise.reject(new Error(`VS Code for the Web cannot get tokens of Google Cloud. ${DESKTOP}`)),
    },
  };
}
