/** In a browser requests go as the browser sends them: proxies and certificates are its own affair. */
import { FailedRun } from '../../runtime/errors';
import { isPublicAddress } from './publicAddress';
import type * as local from './wayOut';

/** Names of this machine and of a network, with the dot that ends a full name or without it. */
const PRIVATE_NAME = /^(?:.*\.)?(?:localhost|local|internal|lan)\.*$/i;
const ADDRESS = /^(?:\[.*\]|[\d.]+)$/;

/** `hostname` as in a URL, which writes every number in one way. What a name stands for, a browser does not say. */
function isPrivate(hostname: string): boolean {
  return ADDRESS.test(hostname) ? !isPublicAddress(hostname.replace(/^\[|\]$/g, '')) : PRIVATE_NAME.test(hostname);
}

export const openWayOut: typeof local.openWayOut = (_http, host, mediaHosts) => ({
  fetch: (url, init) => host.fetch(url, init),
  fetchMedium: (url, init) => {
    const { hostname, host: address } = new URL(url);
    const isAllowed = mediaHosts.some((one) => [address, hostname].includes(one.trim().toLowerCase()));
    if (isAllowed || !isPrivate(hostname)) return host.fetchMedium(url, init);
    const failure = {
      kind: 'configuration' as const,
      message: `${hostname} is an address of this machine or of a network behind it, and an argument must not reach there.`,
      hint: `If you mean it, add \`${address}\` to the setting \`bamlLive.mediaHosts\`, or give the medium as a file.`,
    };
    return Promise.reject(new FailedRun(failure));
  },
  credentials: host.credentials,
});
