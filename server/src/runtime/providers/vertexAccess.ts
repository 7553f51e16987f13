/** Who asks Vertex AI: the credentials of Google Cloud, and the project they work in. */
import { optionJson, type ClientOptions } from '../clientOptions';
import { isObject, parseJson } from '../looseJson';
import type { GoogleAccess } from '../request/plannedRequest';

export interface VertexAccess {
  /** Absent when a key in the query is enough. */
  readonly authorization?: GoogleAccess;
  /** Undefined: that of the credentials, which only the credentials' library can tell. */
  readonly project: string | undefined;
  readonly secrets: readonly string[];
  readonly variables: readonly string[];
}

/**
 * Takes `project_id`, `credentials` and `credentials_content`; else looks into the environment. Credentials are the text of
 * a JSON object, a map, or a path. Without any, those of this machine are used.
 */
export function takeVertexAccess(options: ClientOptions, hasKey: boolean): VertexAccess {
  const given = takeCredentials(options);
  const project = options.takeString('project_id');
  if (hasKey) {
    if (project === undefined && options.has('location')) {
      options.complain(
        `Client \`${options.client}\` needs \`project_id\`: options.project_id is required when using API key auth with Vertex 'location' URLs.`,
      );
    }
    return { project: project ?? '', secrets: [], variables: [] };
  }
  const { text, variables } = given ?? environmentCredentials(options);
  const parsed = text === undefined ? undefined : parseJson(text);
  const own = isObject(parsed) && typeof parsed.project_id === 'string' ? parsed.project_id : undefined;
  const credentials = text === undefined ? undefined : looksLikeObject(text) ? { json: text } : { file: text };
  return {
    authorization: { kind: 'google', ...(credentials ? { credentials } : {}) },
    project: project ?? options.setting('GOOGLE_CLOUD_PROJECT') ?? own,
    secrets: isObject(parsed) ? secretsOf(parsed) : [],
    variables,
  };
}

interface Found {
  readonly text: string | undefined;
  readonly variables: readonly string[];
}

function takeCredentials(options: ClientOptions): Found | undefined {
  for (const name of ['credentials', 'credentials_content']) {
    const variables = options.variablesOf(name);
    const value = options.take(name);
    if (value?.kind === 'string') {
      options.take('credentials_content');
      return { text: value.value, variables };
    }
    if (value?.kind === 'map') {
      options.take('credentials_content');
      return { text: optionJson(value), variables };
    }
    if (value) options.complain(`The option \`${name}\` of client \`${options.client}\` must be a string or a map.`);
  }
  return undefined;
}

function environmentCredentials(options: ClientOptions): Found {
  for (const name of ['GOOGLE_APPLICATION_CREDENTIALS', 'GOOGLE_APPLICATION_CREDENTIALS_CONTENT']) {
    const text = options.setting(name);
    if (text) return { text, variables: [name] };
  }
  return { text: undefined, variables: [] };
}

function looksLikeObject(text: string): boolean {
  return text.trimStart().startsWith('{');
}

function secretsOf(credentials: Record<string, unknown>): string[] {
  return ['private_key', 'client_secret', 'refresh_token', 'private_key_id'].flatMap((name) => {
    const value = credentials[name];
    return typeof value === 'string' ? [value] : [];
  });
}
