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
 * query of the URL, or, when its name speaks of a secret, in the body or anywhere in the URL (an option such as `model`
 * becomes part of the path). A value that is an address itself is where it goes, not what is sent. A header's Base64
 * credentials are looked into.
 */
export function sentKeys(request: OutgoingRequest, environment: ReadonlyMap<string, string>): readonly string[] {
  const carried = [...request.headers].flatMap(([, value]) => [value, decodedBasic(value)]).join('\n');
  const query = queryOf(request.url);
  const place = placeOf(request.url);
  const found: string[] = [];
  for (const [name, value] of environment) {
    const isSecret = SECRET_NAME.test(name);
    const forms = value.trim().length < LEAST_KEY ? [] : secretForms([value]);
    const isInPlace = isSecretInAddress(name, value);
    const isSent = forms.some(
      (form) =>
        carried.includes(form) ||
        query.includes(form) ||
        (isSecret && request.body?.includes(form) === true) ||
        (isInPlace && place.includes(form.toLowerCase())),
    );
    if (isSent) found.push(name);
  }
  return found;
}

/** Whether a variable is a secret also where it is a part of an address: whole addresses are none, whatever their name. */
export function isSecretInAddress(name: string, value: string): boolean {
  return SECRET_NAME.test(name) && !URL.canParse(value.trim());
}

/** The names of the variables whose value would be a part of the host: looking that up tells it to others. */
export function keysInHost(url: string, environment: ReadonlyMap<string, string>): readonly string[] {
  const host = URL.canParse(url) ? new URL(url).host : '';
  return [...environment].flatMap(([name, value]) =>
    value.trim().length >= LEAST_KEY &&
    isSecretInAddress(name, value) &&
    secretForms([value]).some((form) => host.includes(form.toLowerCase()))
      ? [name]
      : [],
  );
}

/** User name, password, query and fragment. */
function queryOf(url: string): string {
  if (!URL.canParse(url)) return url;
  const { username, password, search, hash } = new URL(url);
  return [username, password, search, hash].join('\n');
}

/** Host and path as written and decoded, in lower case as a host always is. */
function placeOf(url: string): string {
  if (!URL.canParse(url)) return '';
  const { host, pathname } = new URL(url);
  return [host, pathname, decoded(pathname)].join('\n').toLowerCase();
}

function decoded(pathname: string): string {
  try {
    return decodeURIComponent(pathname);
  } catch {
    return '';
  }
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
