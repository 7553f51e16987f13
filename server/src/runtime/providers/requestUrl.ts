/** The URL of a request: `base_url`, the provider's path, `query_params`. */
import type { ClientOptions } from '../clientOptions';
import { isSecretParameter } from '../secrets';

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
  for (const [name, value] of query) url.searchParams.append(name, value);
  const secrets = querySecrets(url);
  const person = takePerson(url);
  return { url: url.href, secrets: [...secrets, ...person.secrets], ...(person.basic && { basic: person.basic }) };
}

/** Values in the query whose name says that they prove who is asking. */
export function querySecrets(url: URL): string[] {
  return [...url.searchParams].flatMap(([name, value]) => (isSecretParameter(name) && value ? [value] : []));
}

/** Takes name and password out of a URL. `basic` is the header that stands for them; absent when there are none. */
export function takePerson(url: URL): { readonly basic?: string; readonly secrets: readonly string[] } {
  if (!url.username && !url.password) return { secrets: [] };
  const user = decode(url.username);
  const password = decode(url.password);
  url.username = '';
  url.password = '';
  const encoded = btoa(String.fromCharCode(...new TextEncoder().encode(`${user}:${password}`)));
  return { basic: `Basic ${encoded}`, secrets: [encoded.replace(/=+$/, ''), user, password].filter(Boolean) };
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
