/** Who keeps keys and answers questions about them: the person, by way of the editor. */
import { CancellationTokenSource, type CancellationToken } from 'vscode-jsonrpc/node';
import type { Connection } from '../connection';
import type { KeyDestinationParams, MissingKeyParams } from '../../../../protocol/keys';
import { KeyDestinationRequest, MissingKeyRequest, StoredKeysRequest } from '../../../../protocol/lsp';
import type { OpenSeal } from './seal';

export interface KeyKeeper {
  /** What is stored under these names; with a project's root, what was set for its runs comes first. */
  stored(names: readonly string[], project?: string): Promise<ReadonlyMap<string, string>>;
  /** Asks for a value; undefined when none is given. The question goes away when `signal` aborts. */
  ask(params: MissingKeyParams, signal: AbortSignal): Promise<string | undefined>;
  /** Whether keys may go to a host that is not known to be theirs. */
  agree(params: KeyDestinationParams, signal: AbortSignal): Promise<boolean>;
}

/** The keeper behind a connection whose client can do this. What the client does not answer well is a no. `open` reads its values. */
export function keeperOf(connection: Connection, open: OpenSeal): KeyKeeper {
  return {
    async stored(names, project) {
      if (!names.length) return new Map();
      const result: unknown = await connection
        .sendRequest(StoredKeysRequest, { names, ...(project !== undefined && { project }) })
        .catch(() => undefined);
      const values: unknown = isRecord(result) ? result['values'] : undefined;
      const wanted = new Set(names);
      const opened = new Map<string, string>();
      for (const [name, sealed] of Object.entries(isRecord(values) ? values : {})) {
        const value = wanted.has(name) && typeof sealed === 'string' ? await open(name, sealed) : undefined;
        if (value !== undefined) opened.set(name, value);
      }
      return opened;
    },
    async ask(params, signal) {
      const result = await question(signal, (token) => connection.sendRequest(MissingKeyRequest, params, token));
      const sealed: unknown = isRecord(result) ? result['value'] : undefined;
      return (typeof sealed === 'string' && (await open(params.name, sealed))) || undefined;
    },
    async agree(params, signal) {
      const result = await question(signal, (token) => connection.sendRequest(KeyDestinationRequest, params, token));
      return isRecord(result) && result['agreed'] === true;
    },
  };
}

/** The answer to a question that is taken back when `signal` aborts; undefined when there is none. */
async function question(signal: AbortSignal, ask: (token: CancellationToken) => Promise<unknown>): Promise<unknown> {
  if (signal.aborted) return undefined;
  const source = new CancellationTokenSource();
  const takeBack = (): void => source.cancel();
  signal.addEventListener('abort', takeBack, { once: true });
  try {
    return await ask(source.token);
  } catch {
    return undefined;
  } finally {
    signal.removeEventListener('abort', takeBack);
    source.dispose();
  }
}

/**
 * The keeper for an editor that knows no such questions: nothing is stored, nobody can be asked. Agreed destinations are
 * written as `NAME@host` in the variable `BAML_LIVE_KEY_HOSTS`, separated by commas.
 */
export function silentKeeper(env: (name: string) => string | undefined): KeyKeeper {
  return {
    stored: () => Promise.resolve(new Map()),
    ask: () => Promise.resolve(undefined),
    agree: ({ names, host }) => {
      const agreed = (env('BAML_LIVE_KEY_HOSTS') ?? '').split(',').map((one) => one.trim());
      return Promise.resolve(names.every((name) => agreed.includes(`${name}@${host}`)));
    },
  };
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
