/** The loopback provider of `examples/`, started from a test. */
import * as path from 'node:path';
import { pathToFileURL } from 'node:url';

export interface ProviderLogEntry {
  readonly model: string;
  readonly function?: string;
  readonly startedAt: number;
  readonly chunksSent: number;
  readonly closedByClientAt?: number;
  readonly finished: boolean;
}

export interface ExampleProvider {
  readonly url: string;
  readonly port: number;
  readonly log: readonly ProviderLogEntry[];
  close(): Promise<void>;
}

/** `speed` 1 plays the recordings as they were; `port` is the one the example project names when left out. */
export async function startExampleProvider(options: { speed?: number; port?: number } = {}): Promise<ExampleProvider> {
  const file = path.join(path.dirname(__TEST_ROOT__), 'examples', 'provider.mjs');
  const module = (await import(pathToFileURL(file).href)) as {
    startProvider(options: { speed?: number; port?: number }): Promise<ExampleProvider>;
  };
  return module.startProvider(options);
}
