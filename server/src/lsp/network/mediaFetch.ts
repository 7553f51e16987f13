/**
 * The way out for media that an argument names. Whoever wrote the argument must not reach this machine or its network with
 * it: only public addresses are connected to, however the address is written and whatever its name stands for, unless the
 * person has named the host in `bamlLive.mediaHosts`.
 */
import { lookup as lookUp, type LookupAddress, type LookupOptions } from 'node:dns';
import { isIP } from 'node:net';
import { FailedRun } from '../../runtime/errors';
import type { RunHost } from '../../runtime/host';
import { httpFetch } from './httpFetch';
import { networkWay } from './networkFetch';
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

/** Sites that offer pictures want to know who asks. */
const WHO_ASKS = 'BAML-Live (VS Code extension)';

/**
 * `allowed` are hosts, with port or without, that are fetched from wherever they are. One request, no redirect is followed. A
 * proxy looks names up by itself: where there is one, what we can find out about a name ourselves counts. Throws as
 * `networkWay`.
 */
export function mediaFetch(
  settings: NetworkSettings,
  allowed: readonly string[],
  resolve: LookUp = (host, options, told) => lookUp(host, options, told),
): RunHost['fetchMedium'] {
  const way = networkWay(settings);
  const free = httpFetch(way);
  const guarded = httpFetch({ ...way, lookup: guardedLookup(resolve) });
  return async (url, init) => {
    const { hostname, host } = new URL(url);
    const isAllowed = allowed.some((one) => [host, hostname].includes(one.trim().toLowerCase()));
    if (!isAllowed) await refusePrivate(hostname, settings, resolve);
    const headers = new Headers(init.headers);
    if (!headers.has('user-agent')) headers.set('user-agent', WHO_ASKS);
    try {
      return await (isAllowed ? free : guarded)(url, { ...init, headers });
    } catch (error) {
      throw error instanceof PrivateAddress ? new FailedRun(refusal(host, error.address)) : error;
    }
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

function refusal(host: string, address: string): FailedRun['failure'] {
  const name = new URL(`http://${host}`).hostname.replace(/^\[|\]$/g, '');
  const stands = name === address ? '' : `, which ${name} stands for,`;
  return {
    kind: 'configuration',
    message: `${address}${stands} is an address of this machine or of a network behind it, and an argument must not reach there.`,
    hint: `If you mean it, add \`${host}\` to the setting \`bamlLive.mediaHosts\`, or give the medium as a file.`,
  };
}
