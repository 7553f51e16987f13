/** The loopback provider of `examples/`, started from a test. */
import * as path from 'node:path';
import { pathToFileURL } from 'node:url';
import type * as ProviderModule from '../../examples/provider.mjs';
import type { Provider } from '../../examples/provider.mjs';

export type ExampleProvider = Provider;

/** `speed` 1 plays the recordings as they were; `port` is the one the example project names when left out. */
export async function startExampleProvider(options: { speed?: number; port?: number } = {}): Promise<ExampleProvider> {
  const file = path.join(path.dirname(__TEST_ROOT__), 'examples', 'provider.mjs');
  const module = (await import(pathToFileURL(file).href)) as typeof ProviderModule;
  return module.startProvider(options);
}
