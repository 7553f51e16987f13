/** The library that knows proxies, a bundle of its own: most runs need none. */
import './ownConnections';
export { EnvHttpProxyAgent, fetch } from 'undici';
