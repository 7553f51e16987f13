/** The URL of a request: `base_url`, the provider's path, `query_params`. */
import type { ClientOptions } from '../clientOptions';

export interface RequestUrl {
  readonly url: string;
  /** The `authorization` that a user name in `base_url` stands for; fetch does not take it in a URL. */
  readonly basic?: string;
  readonly secrets: readonly string[];
}

export interface Address {
  readonly name: string;
  /** Absent: the client must give `base_url`. */
  readonly baseUrl?: string;
  /** False: the provider knows no `query_params`, which are then an option like any other. */
  readonly takesQuery?: boolean;
}

/**
 * Takes `base_url` and `query_params`. One `/` at the end of the base is dropped, a second one stays; query values are
 * form-encoded (`a b` → `a+b`). Complains about a base that is missing or is no http(s) URL.
 */
export function requestUrl(provider: Address, options: ClientOptions, path: string): RequestUrl {
  const given = options.takeString('base_url');
  const query = provider.takesQuery === false ? new Map<string, string>() : options.takeStringMap('query_params');
  const base = given ?? provider.baseUrl;
  if (base === undefined) {
    options.complain(`Client \`${options.client}\` needs \`base_url\`: ${provider.name} has no address of its own.`);
    return { url: '', secrets: [] };
  }
  // `http://` alone would take the path for a host.
  const url = parseUrl(base) && parseUrl(base.replace(/\/$/, '') + path);
  if (!url || !/^https?:$/.test(url.protocol)) {
    // A variable that is missing has its own message.
    if (base !== '' || !options.problems.length) {
      options.complain(
        `The \`base_url\` of client \`${options.client}\` is not a web address: it must begin with http:// or https:// and name a host.`,
      );
    }
    return { url: '', secrets: [] };
  }
  const secrets = [...query].filter(([name]) => name === 'key').map(([, value]) => value);
  const inUrl = url.searchParams.get('key');
  if (inUrl) secrets.push(inUrl);
  for (const [name, value] of query) url.searchParams.append(name, value);
  if (!url.username && !url.password) return { url: url.href, secrets };

  const user = decode(url.username);
  const password = decode(url.password);
  url.username = '';
  url.password = '';
  const encoded = btoa(String.fromCharCode(...new TextEncoder().encode(`${user}:${password}`)));
  return { url: url.href, basic: `Basic ${encoded}`, secrets: [...secrets, user, password].filter(Boolean) };
}

function parseUrl(text: string): URL | undefined {
  return URL.canParse(text) ? new URL(text) : undefined;
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
