/**
 * A browser's `fetch` for requests to models. What the browser refuses it refuses without a word: whether nobody answered or
 * whether an answer may not be read by a page (CORS) looks the same. So the words here name both.
 */
import { FailedRun, type RunFailure } from '../../runtime/errors';
import type { RunHost } from '../../runtime/host';

/** Providers that answer pages only to those who say that they mean it, by the host they are at. */
const MEANT: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  'api.anthropic.com': { 'anthropic-dangerous-direct-browser-access': 'true' },
};

const LOOPBACK = /^(?:localhost|.*\.localhost|127(?:\.\d+){3}|\[::1\])$/;

/** `origin`: where the page came from, as the browser tells whoever is asked. */
export function browserFetch(own: RunHost['fetch'], origin: string): RunHost['fetch'] {
  return async (url, init) => {
    const { hostname } = new URL(url);
    const headers = { ...Object.fromEntries(new Headers(init.headers)), ...MEANT[hostname] };
    let response: Response;
    try {
      response = await own(url, { ...init, headers, credentials: 'omit', referrerPolicy: 'no-referrer' });
    } catch (error) {
      if (init.signal?.aborted) throw error;
      throw new FailedRun(refused(url, origin));
    }
    if (response.type !== 'opaqueredirect') return response;
    throw new FailedRun({
      kind: 'http',
      message: `${new URL(url).host} redirected the request, and a browser does not say where to.`,
      hint: 'Put the address that answers into `base_url`.',
    });
  };
}

function refused(url: string, origin: string): RunFailure {
  const { protocol, host, hostname } = new URL(url);
  if (protocol === 'http:' && origin.startsWith('https:') && !LOOPBACK.test(hostname)) {
    return {
      kind: 'connection',
      message: `The browser does not send requests to ${host}: this page came over https, and the address of the client begins with http.`,
      hint: 'Use an https address in `base_url`, or run it in VS Code on a computer.',
    };
  }
  const from = origin && origin !== 'null' ? ` (${origin})` : '';
  return {
    kind: 'connection',
    message: `The browser gave no answer of ${host}: nobody answers there, or the server does not allow requests from web pages (CORS).`,
    hint: LOOPBACK.test(hostname)
      ? `Is the server running, and does it allow the origin of this page${from}? Ollama does where OLLAMA_ORIGINS names it.`
      : `Use a model of the editor or another provider, or run it in VS Code on a computer. If the server is yours, let it allow this page${from}.`,
  };
}
