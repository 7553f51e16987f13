/** The example's own scripts, loaded as they are: they run in Node without being bundled. */
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import type * as ProviderModule from '../../examples/provider.mjs';
import { EXAMPLES } from './official';

const script = (name: string) => pathToFileURL(path.join(EXAMPLES, name)).href;

export const loadProvider = () => import(script('provider.mjs')) as Promise<typeof ProviderModule>;

/** A provider of one's own, closed again whatever happens: an open one would keep the tests from ending. */
export async function withProvider<T>(
  speed: number,
  use: (provider: ProviderModule.Provider) => Promise<T>,
): Promise<T> {
  const provider = await (await loadProvider()).startProvider({ port: 0, speed });
  try {
    return await use(provider);
  } finally {
    await provider.close();
  }
}

export const loadMaker = () =>
  import(script('make-recordings.mjs')) as Promise<{ makeRecordings(): Promise<Map<string, string>> }>;
