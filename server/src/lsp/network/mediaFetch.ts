/**
 * The way out for media that an argument names. Whoever wrote the argument must not reach this machine or its network with
 * it: only public addresses are connected to, however the address is written and whatever its name stands for, unless the
 * person has named the host in `bamlLive.mediaHosts`.
 */
import { lookup as lookUp, type LookupAddress, type LookupOptions } from 'node:dns';
import { isIP } from 'node:net';
import { FailedRun } from '../../runtime/errors';
import type { NetworkFetch } from './networkFetch';
import type { NetworkSettings } from './networkSettings';
import { isPublicAddress } from './publicAddress';

/** Why a medium was not fetched. */
class PrivateAddress extends Error {
  constructor(readonly address: string) {
    super(`${address} is not a public address`);
  }
}

type Told = (error: Error | null, addresses: LookupAddress[]) => void;
export type LookUp = (host: string, options: { all: true }, told: Told) => void;

/**
 * `allowed` are hosts, with port or without, that are fetched from wherever they are. One request, no redirect is followed. A
 * proxy looks names up by itself: where there is one, what we can find out about a name ourselves counts.
 */
export function mediaFetch(
  settings: NetworkSettings,
  certificates: readonly string[] | undefined,
  allowed: readonly string[],
  resolve: LookUp = (host, options, told) => lookUp(host, options, told),
): NetworkFetch {
  const secure = { rejectUnauthorized: settings.strictSSL, ...(certificates && { ca: [...certificates] }) };
  const open = async () => {
    const { EnvHttpProxyAgent, fetch } = await import('./proxyAgent');
    const agent = (connect: object) =>
      new EnvHttpProxyAgent({
        httpProxy: settings.httpProxy ?? '',
        httpsProxy: settings.httpsProxy ?? '',
        noProxy: settings.noProxy,
        connect: { ...secure, ...connect },
        requestTls: secure,
        proxyTls: secure,
        ...(settings.proxyAuthorization !== undefined && { token: settings.proxyAuthorization }),
      });
    return { fetch, guarded: agent({ lookup: guardedLookup(resolve) }), free: agent({}) };
  };
  let opened: ReturnType<typeof open> | undefined;
  return {
    async fetch(url, init) {
      const { hostname, host } = new URL(url);
      const isAllowed = allowed.some((one) => [host, hostname].includes(one.trim().toLowerCase()));
      if (!isAllowed) await refusePrivate(hostname, settings, resolve);
      const { fetch, guarded, free } = await (opened ??= open());
      try {
        const options = init as Parameters<typeof fetch>[1];
        const response = await fetch(url, { ...options, dispatcher: isAllowed ? free : guarded });
        return response as unknown as Response;
      } catch (error) {
        const refused = privateIn(error);
        throw refused ? new FailedRun(refusal(host, refused.address)) : error;
      }
    },
    async close() {
      const agents = await opened;
      await Promise.all([agents?.guarded.close(), agents?.free.close()]);
    },
  };
}

/** What is written in numbers is connected to without being looked up. */
async function refusePrivate(hostname: string, settings: NetworkSettings, resolve: LookUp): Promise<void> {
  const literal = hostname.replace(/^\[|\]$/g, '');
  if (isIP(literal)) {
    if (!isPublicAddress(literal)) throw new FailedRun(refusal(hostname, literal));
    return;
  }
  if (settings.httpProxy === undefined && settings.httpsProxy === undefined) return;
  const found = await new Promise<readonly LookupAddress[]>((known) =>
    resolve(hostname, { all: true }, (error, addresses) => known(error ? [] : addresses)),
  );
  const inside = found.find(({ address }) => !isPublicAddress(address));
  if (inside) throw new FailedRun(refusal(hostname, inside.address));
}

/** Looks a name up for the very connection that is made, so that it cannot stand for something else a moment later. */
function guardedLookup(resolve: LookUp) {
  return (
    host: string,
    options: LookupOptions,
    told: (error: Error | null, address: string | LookupAddress[], family?: number) => void,
  ): void =>
    resolve(host, { ...options, all: true }, (error, addresses) => {
      const inside = addresses?.find(({ address }) => !isPublicAddress(address));
      const first = addresses?.[0];
      if (error || inside || !first) told(error ?? new PrivateAddress(inside?.address ?? host), []);
      else if (options.all) told(null, addresses);
      else told(null, first.address, first.family);
    });
}

function privateIn(error: unknown, depth = 0): PrivateAddress | undefined {
  if (error instanceof PrivateAddress || depth > 5) return error instanceof PrivateAddress ? error : undefined;
  return error instanceof Error ? privateIn(error.cause, depth + 1) : undefined;
}

function refusal(host: string, address: string): FailedRun['failure'] {
  const name = new URL(`http://${host}`).hostname.replace(/^\[|\]$/g, '');
  const stands = name === address ? '' : `, which ${name} stands for,`;
  return {
    kind: 'configuration',
    message: `${address}${stands} is an address of this machine or of a network behind it, and an argument must not reach there.`,
    hint: `If you mean it, add \`${host}\` to the setting \`bamlLive.mediaHosts\`, or give the medium as a file.`,
  };
}
