/** `fetch` through the network as it is set up. The library that can do this is loaded when something is set up at all. */
import * as tls from 'node:tls';
import type { RunHost } from '../../runtime/host';
import type { NetworkSettings } from './networkSettings';

/** A fetch and the connections behind it, which `close` lets go of once their requests are done. */
export interface NetworkFetch {
  readonly fetch: RunHost['fetch'];
  close(): Promise<void>;
}

/**
 * The platform's own fetch where nothing is set. Rejects when a proxy is set that is no web address; the message shows no
 * credentials.
 */
export async function networkFetch(settings: NetworkSettings, own: RunHost['fetch']): Promise<NetworkFetch> {
  const ca = systemCertificates(settings);
  if (settings.httpProxy === undefined && settings.httpsProxy === undefined && settings.strictSSL && !ca) {
    return { fetch: own, close: () => Promise.resolve() };
  }
  for (const proxy of [settings.httpProxy, settings.httpsProxy]) {
    if (proxy !== undefined && !isWebAddress(proxy)) {
      throw new Error('the proxy that is set (`http.proxy`, HTTP_PROXY or HTTPS_PROXY) is not a web address.');
    }
  }
  const { EnvHttpProxyAgent, fetch } = await import('./proxyAgent');
  const secure = { rejectUnauthorized: settings.strictSSL, ...(ca && { ca }) };
  const dispatcher = new EnvHttpProxyAgent({
    // Empty, not absent: what the variables say was decided before.
    httpProxy: settings.httpProxy ?? '',
    httpsProxy: settings.httpsProxy ?? '',
    noProxy: settings.noProxy,
    connect: secure,
    requestTls: secure,
    proxyTls: secure,
    ...(settings.proxyAuthorization !== undefined && { token: settings.proxyAuthorization }),
  });
  return {
    fetch: (url, init) =>
      fetch(url, { ...(init as Parameters<typeof fetch>[1]), dispatcher }) as unknown as Promise<Response>,
    close: () => dispatcher.close(),
  };
}

function isWebAddress(text: string): boolean {
  return URL.canParse(text) && /^https?:$/.test(new URL(text).protocol);
}

/** Certificates of the system beside those Node brings, where this Node can read them. */
export function systemCertificates({ ownCertificatesOnly }: NetworkSettings): string[] | undefined {
  if (ownCertificatesOnly) return undefined;
  const read: unknown = Reflect.get(tls, 'getCACertificates');
  if (typeof read !== 'function') return undefined;
  const certificates = (kind: string): string[] => (read as (kind: string) => string[]).call(tls, kind);
  const system = certificates('system');
  return system.length ? [...certificates('default'), ...system] : undefined;
}
