/** `fetch` through the network as it is set up: proxies, and whose certificates count. */
import * as tls from 'node:tls';
import type { RunHost } from '../../runtime/host';
import type { Way } from './connect';
import { httpFetch } from './httpFetch';
import type { NetworkSettings } from './networkSettings';
import { proxies } from './proxies';

/**
 * `own` where nothing is set. Throws when a proxy is set that is no web address; the message shows no credentials.
 */
export function networkFetch(settings: NetworkSettings, own: RunHost['fetch']): RunHost['fetch'] {
  const way = networkWay(settings);
  const isPlain = settings.httpProxy === undefined && settings.httpsProxy === undefined && settings.strictSSL;
  return isPlain && !way.trusted ? own : httpFetch(way);
}

/** Throws as `networkFetch`. */
export function networkWay(settings: NetworkSettings): Way {
  for (const proxy of [settings.httpProxy, settings.httpsProxy]) {
    if (proxy !== undefined && !isWebAddress(proxy)) {
      throw new Error('the proxy that is set (`http.proxy`, HTTP_PROXY or HTTPS_PROXY) is not a web address.');
    }
  }
  const { strictSSL, proxyAuthorization, ownCertificatesOnly } = settings;
  return {
    proxyFor: proxies(settings),
    strictSSL,
    ...(!ownCertificatesOnly && canReadSystem() && { trusted: systemContext }),
    ...(proxyAuthorization !== undefined && { proxyAuthorization }),
  };
}

function isWebAddress(text: string): boolean {
  return URL.canParse(text) && /^https?:$/.test(new URL(text).protocol);
}

let context: { readonly known: tls.SecureContext | undefined } | undefined;

/** Made once, by the first request that needs it: reading hundreds of certificates takes longer than a connection. */
function systemContext(): tls.SecureContext | undefined {
  if (!context) {
    const ca = systemCertificates();
    context = { known: ca && tls.createSecureContext({ ca }) };
  }
  return context.known;
}

/** Certificates of the system beside those Node brings; undefined where it has none. */
function systemCertificates(): string[] | undefined {
  const read = Reflect.get(tls, 'getCACertificates') as (kind: string) => string[];
  const system = read.call(tls, 'system');
  return system.length ? [...read.call(tls, 'default'), ...system] : undefined;
}

/** Node can from 22.15 on. */
function canReadSystem(): boolean {
  return typeof Reflect.get(tls, 'getCACertificates') === 'function';
}
