/** How requests leave the machine: the editor's `http.*` settings, and the variables every command-line tool knows. */

export interface NetworkSettings {
  /** Proxies by the scheme of what is asked for. */
  readonly httpProxy?: string;
  readonly httpsProxy?: string;
  /** Hosts that are asked directly, separated by commas, as in `NO_PROXY`; this machine is one. */
  readonly noProxy: string;
  /** The `proxy-authorization` header. */
  readonly proxyAuthorization?: string;
  /** The certificates of the system do not count (`http.systemCertificates: false`). */
  readonly ownCertificatesOnly?: true;
  /** False: certificates are not checked. */
  readonly strictSSL: boolean;
}

/** What answers there is on this machine; a proxy would look for it on its own. */
const LOOPBACK = ['localhost', '127.0.0.1', '[::1]', '::1'];

/**
 * `http` is the editor's section of that name, whatever came over the wire; `env` reads the environment. A proxy that is
 * set comes before those of the environment; `http.proxySupport: off` means neither.
 */
export function networkSettings(http: unknown, env: (name: string) => string | undefined): NetworkSettings {
  const set = isRecord(http) ? http : {};
  const isOff = set['proxySupport'] === 'off';
  const proxy = isOff ? undefined : address(text(set['proxy']));
  const variable = (name: string): string | undefined =>
    isOff ? undefined : (text(env(name.toLowerCase())) ?? text(env(name)));
  const httpProxy = proxy ?? address(variable('HTTP_PROXY'));
  const httpsProxy = proxy ?? address(variable('HTTPS_PROXY') ?? variable('HTTP_PROXY'));
  const direct = Array.isArray(set['noProxy']) ? set['noProxy'].filter((one) => typeof one === 'string') : [];
  const authorization = text(set['proxyAuthorization']);
  return {
    ...(httpProxy !== undefined && { httpProxy }),
    ...(httpsProxy !== undefined && { httpsProxy }),
    noProxy: [...LOOPBACK, ...(direct.length ? direct : [variable('NO_PROXY')])].filter(Boolean).join(','),
    ...(authorization !== undefined && { proxyAuthorization: authorization }),
    ...(set['systemCertificates'] === false && { ownCertificatesOnly: true as const }),
    strictSSL: set['proxyStrictSSL'] !== false,
  };
}

/** A proxy that is written as `host:port` is one of plain HTTP, as for command-line tools. */
function address(proxy: string | undefined): string | undefined {
  return proxy === undefined || proxy.includes('://') ? proxy : `http://${proxy}`;
}

function text(value: unknown): string | undefined {
  return typeof value === 'string' && value.trim() !== '' ? value.trim() : undefined;
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
