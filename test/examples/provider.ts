/** The example's own scripts, loaded as they are: they run in Node without being bundled. */
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import type * as ProviderModule from '../../examples/provider.mjs';
import { EXAMPLES } from './official';

const script = (name: string) => pathToFileURL(path.join(EXAMPLES, name)).href;

export const loadProvider = () => import(script('provider.mjs')) as Promise<typeof ProviderModule>;

export const loadMaker = () =>
  import(script('make-recordings.mjs')) as Promise<{ makeRecordings(): Promise<Map<string, string>> }>;
