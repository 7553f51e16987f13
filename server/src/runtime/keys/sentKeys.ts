/** Which keys a request carries, found by their values: whatever a provider or an option did with them, they are seen. */
import { secretForms } from '../secrets';

/** A request as it would be sent. */
export interface OutgoingRequest {
  readonly url: string;
  readonly headers: Iterable<readonly [name: string, value: string]>;
  readonly body?: string;
}

/** Shorter values cannot be told from ordinary words. */
const LEAST_KEY = 8;
/** Names that speak of a secret. What else an option takes from the environment (a model, a region) is none. */
const SECRET_NAME = /key|token|secret|pass|auth|credential|cred$|\bpat$/i;

/**
 * The names of the variables in `environment` whose value, in any form it takes in JSON or a URL, is in a header or the
 * query of the URL, or, when its name speaks of a secret, in the body. The host and the path are where it goes, not what
 * is sent. A header's Base64 credentials are looked into.
 */
export function sentKeys(request: OutgoingRequest, environment: ReadonlyMap<string, string>): readonly string[] {
  const carried = [...request.headers].flatMap(([, value]) => [value, decodedBasic(value)]).join('\n');
  const query = queryOf(request.url);
  const found: string[] = [];
  for (const [name, value] of environment) {
    const forms = value.trim().length < LEAST_KEY ? [] : secretForms([value]);
    const isSecret = SECRET_NAME.test(name);
    const isSent = forms.some(
      (form) => carried.includes(form) || query.includes(form) || (isSecret && request.body?.includes(form) === true),
    );
    if (isSent) found.push(name);
  }
  return found;
}

/** User name, password, query and fragment. */
function queryOf(url: string): string {
  if (!URL.canParse(url)) return url;
  const { username, password, search, hash } = new URL(url);
  return [username, password, search, hash].join('\n');
}

function decodedBasic(header: string): string {
  const encoded = /^\s*basic\s+([A-Za-z0-9+/=_-]+)\s*$/i.exec(header)?.[1];
  if (encoded === undefined) return '';
  try {
    return atob(encoded.replaceAll('-', '+').replaceAll('_', '/'));
  } catch {
    return '';
  }
}
