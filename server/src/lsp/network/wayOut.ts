/** How a live run reaches the world: through the network as the person has set it up. In a browser: `wayOut.web.ts`. */
import type { RunHost } from '../../runtime/host';
import { watchConnection } from './connected';
import { mediaFetch } from './mediaFetch';
import { networkFetch } from './networkFetch';
import { networkSettings } from './networkSettings';

export type WayOut = Pick<RunHost, 'fetch' | 'fetchMedium' | 'credentials' | 'watchConnection'>;

/** `http` is the editor's section of that name, `mediaHosts` hosts that media come from wherever they are. Throws with a sentence. */
export function openWayOut(http: unknown, host: WayOut & Pick<RunHost, 'env'>, mediaHosts: readonly string[]): WayOut {
  const settings = networkSettings(http, (name) => host.env(name));
  const network = networkFetch(settings, (url, init) => host.fetch(url, init));
  const { watchConnection: watch } = host;
  return {
    // Each bundle has its own watch: the host's is for its own fetch, this one for what `networkFetch` makes.
    ...(watch && { watchConnection: (connected, act) => watchConnection(connected, () => watch(connected, act)) }),
    fetch: network,
    fetchMedium: mediaFetch(settings, mediaHosts),
    credentials: {
      signAws: (request, how) => host.credentials.signAws(request, how),
      google: (how) => host.credentials.google(how, network),
    },
  };
}
