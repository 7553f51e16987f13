/**
 * The only way out for a run's requests. A key leaves for a host that is known to be its own, or that the person has agreed
 * to for this very key; whatever a provider, an option or a redirect made of the request.
 */
import { FailedRun, type RunFailure } from '../../runtime/errors';
import { isKnownDestination } from '../../runtime/keys/knownHosts';
import { keysInHost, keysInText, sentKeys } from '../../runtime/keys/sentKeys';
import type { RunHost } from '../../runtime/host';

/** Why a request was not sent. */
export function keyRefused(names: readonly string[], host: string): RunFailure {
  const keys = names.map((name) => `\`${name}\``).join(' and ');
  return {
    kind: 'configuration',
    message: `Nothing was sent: ${keys} may not go to ${host}.`,
    hint: 'Run again to be asked, or correct the `base_url` of the client.',
  };
}

/** Why a request was not sent whose very host would be made of a key. */
export function keyInHost(names: readonly string[]): RunFailure {
  const keys = names.map((name) => `\`${name}\``).join(' and ');
  return {
    kind: 'configuration',
    message: `Nothing was sent: ${keys} would become a part of the name of the host.`,
    hint: 'Take it out of the options that make the address.',
  };
}

export interface Guard {
  readonly fetch: RunHost['fetch'];
  readonly fetchMedium: RunHost['fetch'];
  /**
   * Asks now what sending this request would ask, with secrets (`also`) that it will carry and does not yet; rejects with
   * FailedRun when the answer is no.
   */
  agree(
    request: { url: string; headers: Readonly<Record<string, string>>; body?: string },
    also?: readonly string[],
  ): Promise<void>;
}

/**
 * `values` are those of variables the run has read, also later ones. `agree` asks the person, once for each host and key;
 * `inText`: the keys are part of what the request says. Then even their own host is asked about, since the account there may
 * be somebody else's.
 */
export function guardFetch(
  { fetch, fetchMedium }: Pick<RunHost, 'fetch' | 'fetchMedium'>,
  values: ReadonlyMap<string, string>,
  agree: (names: readonly string[], host: string, inText: boolean) => Promise<boolean>,
): Guard {
  const agreed = new Set<string>();
  const check = async (
    url: string,
    headers: Iterable<readonly [string, string]>,
    body: string | undefined,
    also: readonly string[] = [],
  ): Promise<void> => {
    const host = hostOf(url);
    if (host === undefined) return; // fetch itself refuses it
    const inHost = keysInHost(url, values);
    if (inHost.length) throw new FailedRun(keyInHost(inHost));
    const request = { url, headers, ...(body !== undefined && { body }) };
    const found = sentKeys(request, values);
    const inText = keysInText(request, values);
    const open = [...new Set([...found, ...also])].filter(
      (name) => (inText.includes(name) || !isKnown(name, url)) && !agreed.has(`${name}@${host}`),
    );
    if (!open.length) return;
    const isInText = open.some((name) => inText.includes(name));
    if (!(await agree(open, host, isInText))) throw new FailedRun(keyRefused(open, host));
    for (const name of open) agreed.add(`${name}@${host}`);
  };
  const guarded =
    (way: RunHost['fetch']): RunHost['fetch'] =>
    async (url, init) => {
      await check(url, new Headers(init.headers), textOf(init.body));
      return way(url, init);
    };
  return {
    agree: ({ url, headers, body }, also) => check(url, Object.entries(headers), body, also),
    fetch: guarded(fetch),
    fetchMedium: guarded(fetchMedium),
  };
}

/** Host and port, with the scheme where it is not `https`: a key in the clear is another matter. */
export function hostOf(url: string): string | undefined {
  if (!URL.canParse(url)) return undefined;
  const { protocol, host } = new URL(url);
  return protocol === 'https:' ? host : `${protocol}//${host}`;
}

function isKnown(variable: string, url: string): boolean {
  const { protocol, host } = new URL(url);
  return protocol === 'https:' && isKnownDestination(variable, host);
}

function textOf(body: RequestInit['body']): string | undefined {
  if (typeof body === 'string') return body;
  if (body instanceof Uint8Array) return new TextDecoder().decode(body);
  if (body instanceof URLSearchParams) return body.toString();
  return undefined;
}
