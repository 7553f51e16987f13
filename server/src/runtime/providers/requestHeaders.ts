/** The headers of a request: the provider's usual ones, the client's own, and the key. Names in lower case. */
import type { ClientOptions } from '../clientOptions';
import { headerSecrets, isSecretHeader } from '../secrets';

export interface Key {
  /** Undefined: the provider is called without one. */
  readonly value: string | undefined;
  /** Environment variables it came from. */
  readonly variables: readonly string[];
}

/** Takes `api_key`; when the client has none, reads the provider's own variable. */
export function takeKey(options: ClientOptions, variable?: string): Key {
  if (variable === undefined || options.has('api_key')) {
    const variables = options.variablesOf('api_key');
    return { value: options.takeString('api_key'), variables };
  }
  return { value: options.variable(variable), variables: [variable] };
}

export interface HeaderSources {
  readonly streaming: boolean;
  /** The user's name and password of a URL, as a header. */
  readonly basic?: string | undefined;
  /** The client's `headers` overwrite these. */
  readonly usual?: Readonly<Record<string, string>>;
  /** These have the last word, as on the official wire. */
  readonly fixed?: Readonly<Record<string, string>>;
}

export interface RequestHeaders {
  readonly headers: ReadonlyMap<string, string>;
  readonly secrets: readonly string[];
}

/** Takes `headers`. The type of the content is JSON unless somebody says otherwise. */
export function requestHeaders(options: ClientOptions, sources: HeaderSources): RequestHeaders {
  const { streaming, basic, usual = {}, fixed = {} } = sources;
  const headers = new Map<string, string>([
    ['content-type', 'application/json'],
    ['accept', streaming ? 'text/event-stream' : 'application/json'],
    ...(basic === undefined ? [] : [['authorization', basic] as const]),
    ...Object.entries(usual),
  ]);
  for (const [name, value] of options.takeStringMap('headers')) headers.set(name.toLowerCase(), value);
  for (const [name, value] of Object.entries(fixed)) headers.set(name, value);
  const secrets = [...headers].filter(([name]) => isSecretHeader(name)).flatMap(([, value]) => headerSecrets(value));
  return { headers, secrets };
}
