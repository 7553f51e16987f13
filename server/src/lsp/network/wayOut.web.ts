/** In a browser requests go as the browser sends them: proxies and certificates are its own affair. */
import { FailedRun } from '../../runtime/errors';
import type * as local from './wayOut';

/** A browser does not say what a name stands for. What is written in numbers, and names of this machine, are not public. */
const PRIVATE = /^(?:\[.*\]|[\d.]+|(?:.*\.)?(?:localhost|local|internal|lan))$/i;

export const openWayOut: typeof local.openWayOut = (_http, host, mediaHosts) => ({
  fetch: (url, init) => host.fetch(url, init),
  fetchMedium: (url, init) => {
    const { hostname, host: address } = new URL(url);
    const isAllowed = mediaHosts.some((one) => [address, hostname].includes(one.trim().toLowerCase()));
    if (isAllowed || !PRIVATE.test(hostname)) return host.fetchMedium(url, init);
    const failure = {
      kind: 'configuration' as const,
      message: `${hostname} is an address of this machine or of a network behind it, and an argument must not reach there.`,
      hint: `If you mean it, add \`${address}\` to the setting \`bamlLive.mediaHosts\`, or give the medium as a file.`,
    };
    return Promise.reject(new FailedRun(failure));
  },
  credentials: host.credentials,
});
