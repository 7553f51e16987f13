/** The library that knows proxies, a bundle of its own: most runs need none. */
export { EnvHttpProxyAgent, fetch } from 'undici';
