/** Where a request to Vertex AI goes. The project may be known only to the credentials: then the URL has a hole. */
import type { ClientOptions } from '../clientOptions';
import type { RequestText } from '../request/requestText';
import { querySecrets, takePerson } from './requestUrl';

export interface VertexTarget {
  readonly model: string;
  readonly isClaude: boolean;
  readonly streaming: boolean;
  readonly query: ReadonlyMap<string, string>;
  /** Undefined: that of the credentials. */
  readonly project: string | undefined;
}

export interface VertexUrl {
  readonly url: RequestText;
  /** The `authorization` that a user name in `base_url` stands for. */
  readonly basic?: string;
  readonly secrets: readonly string[];
}

const NONE: VertexUrl = { url: '', secrets: [] };

/** Stands for the project while the URL is made; nothing in a URL looks like it. */
const UNKNOWN = '~project~of~the~credentials~';

/** Takes `location` and `base_url`. Complains unless there is exactly one of them, and it makes a web address. */
export function takeVertexUrl(options: ClientOptions, target: VertexTarget): VertexUrl {
  const location = options.takeString('location');
  const base = options.takeString('base_url');
  if (location === undefined && base === undefined) {
    options.complain(
      `Client \`${options.client}\` needs \`location\`: vertex-ai clients must specify a GCP region in options.location (e.g. us-central1), or a \`base_url\`.`,
    );
    return NONE;
  }
  if (location !== undefined && base !== undefined) {
    options.complain(`Client \`${options.client}\` has \`location\` and \`base_url\`; only one can be the address.`);
    return NONE;
  }
  const models = base?.replace(/\/$/, '') ?? modelsOf(location ?? '', target);
  const made = `${models}/${target.model}:${method(target)}`;
  const url = URL.canParse(made) ? new URL(made) : undefined;
  if (!url || !/^https?:$/.test(url.protocol)) {
    const name = base === undefined ? 'location' : 'base_url';
    options.complain(`The \`${name}\` of client \`${options.client}\` does not make a web address.`);
    return NONE;
  }
  for (const [name, value] of target.query) url.searchParams.append(name, value);
  const { basic, secrets } = takePerson(url);
  const [before, after] = url.href.split(UNKNOWN);
  return {
    url: after === undefined ? url.href : [before ?? '', { credentials: 'project' }, after],
    ...(basic === undefined ? {} : { basic }),
    secrets: [...querySecrets(url), ...secrets],
  };
}

function modelsOf(location: string, { isClaude, project = UNKNOWN }: VertexTarget): string {
  const host = location === 'global' ? 'aiplatform.googleapis.com' : `${location}-aiplatform.googleapis.com`;
  const publisher = isClaude ? 'anthropic' : 'google';
  return `https://${host}/v1/projects/${project}/locations/${location}/publishers/${publisher}/models`;
}

function method({ isClaude, streaming }: VertexTarget): string {
  if (isClaude) return streaming ? 'streamRawPredict' : 'rawPredict';
  return streaming ? 'streamGenerateContent?alt=sse' : 'generateContent';
}
