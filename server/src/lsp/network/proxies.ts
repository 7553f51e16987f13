/** Which proxy is asked for an address, if any. */
import { BlockList, isIP } from 'node:net';
import type { NetworkSettings } from './networkSettings';

const DEFAULT_PORTS: Readonly<Record<string, string>> = { 'http:': '80', 'https:': '443' };

/**
 * Takes settings whose proxies are web addresses. `noProxy` is read as command-line tools read NO_PROXY: a name stands for itself
 * and everything below it, with a dot or `*.` before it or not; `host:port` for that port; `10.0.0.0/8` for a network; `*` for all.
 */
export function proxies(settings: NetworkSettings): (target: URL) => URL | undefined {
  const parsed = (address: string | undefined): URL | undefined =>
    address === undefined ? undefined : new URL(address);
  const [plain, secure] = [parsed(settings.httpProxy), parsed(settings.httpsProxy)];
  const direct = settings.noProxy.split(/[,\s]+/).flatMap((entry) => (entry ? [matcher(entry.toLowerCase())] : []));
  return (target) => {
    const proxy = target.protocol === 'https:' ? secure : plain;
    if (!proxy) return undefined;
    const host = target.hostname.replace(/^\[|\]$/g, '').replace(/\.$/, '');
    const port = target.port || (DEFAULT_PORTS[target.protocol] ?? '');
    return direct.some((matches) => matches(host, port)) ? undefined : proxy;
  };
}

type Matcher = (host: string, port: string) => boolean;

function matcher(entry: string): Matcher {
  if (entry === '*') return () => true;
  const network = /^\[?([\da-f.:]+)\]?\/(\d{1,3})$/.exec(entry);
  if (network) return inNetwork(network[1]!, Number(network[2]));
  const [, name = entry, only] = /^(.*[^:]|\[.*\]):(\d+)$/.exec(isIP(entry) ? '' : entry) ?? [];
  const bare = name.replace(/^\[|\]$/g, '').replace(/^\*?\./, '');
  return (host, port) => (only === undefined || only === port) && (host === bare || host.endsWith(`.${bare}`));
}

function inNetwork(address: string, bits: number): Matcher {
  const family = isIP(address) === 6 ? 'ipv6' : 'ipv4';
  if (!isIP(address) || bits > (family === 'ipv6' ? 128 : 32)) return () => false;
  const network = new BlockList();
  network.addSubnet(address, bits, family);
  return (host) => isIP(host) !== 0 && network.check(host, isIP(host) === 6 ? 'ipv6' : 'ipv4');
}
