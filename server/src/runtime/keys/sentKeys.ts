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
const SECRET_NAME = /key|token|secret|pass|pwd|auth|credential|cred$|(?:^|[^a-z])(?:pat|dsn|jwt|sas)$/i;

/**
 * The names of the variables in `environment` whose value, in any form it takes in JSON or a URL, is in a header or the
 * query of the URL, or in its text (`keysInText`). A header's Base64 credentials are looked into.
 */
export function sentKeys(request: OutgoingRequest, environment: ReadonlyMap<string, string>): readonly string[] {
  const carried = [...request.headers].flatMap(([, value]) => [value, decodedBasic(value)]).join('\n');
  const query = queryOf(request.url);
  const inText = new Set(keysInText(request, environment));
  return namesOf(environment, (form, name) => inText.has(name) || carried.includes(form) || query.includes(form));
}

/**
 * Those among them that stand in the body or anywhere in the URL (an option such as `model` becomes part of the path), where
 * nothing proves who is asking: whoever owns the account may read them there. Only names that speak of a secret, and values
 * with a password in them, count. An address is where a request goes, not what is sent.
 */
export function keysInText(
  { url, body = '' }: Pick<OutgoingRequest, 'url' | 'body'>,
  environment: ReadonlyMap<string, string>,
): readonly string[] {
  const place = placeOf(url);
  return namesOf(environment, (form, name, value) => {
    if (!SECRET_NAME.test(name) && !hasPassword(value)) return false;
    return body.includes(form) || (!isAddress(value) && place.includes(form.toLowerCase()));
  });
}

function namesOf(
  environment: ReadonlyMap<string, string>,
  isThere: (form: string, name: string, value: string) => boolean,
): readonly string[] {
  return [...environment].flatMap(([name, value]) => {
    const forms = value.trim().length < LEAST_KEY ? [] : secretForms([value]);
    return forms.some((form) => isThere(form, name, value.trim())) ? [name] : [];
  });
}

/** `postgres://me:password@host` */
function hasPassword(value: string): boolean {
  return URL.canParse(value) && new URL(value).password !== '';
}

function isAddress(value: string): boolean {
  return /^https?:\/\//i.test(value) && URL.canParse(value);
}

/** Whether a variable is a secret also where it is a part of an address: whole addresses are none, whatever their name. */
export function isSecretInAddress(name: string, value: string): boolean {
  return SECRET_NAME.test(name) && !isAddress(value.trim());
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

/** User name, password, query and fragment, as written and decoded. */
function queryOf(url: string): string {
  if (!URL.canParse(url)) return url;
  const { username, password, search, hash } = new URL(url);
  const parts = [username, password, search, hash];
  return [...parts, ...parts.map(decoded)].join('\n');
}

/** Host and path as written and decoded, in lower case as a host always is. */
function placeOf(url: string): string {
  if (!URL.canParse(url)) return '';
  const { host, pathname } = new URL(url);
  return [host, pathname, decoded(pathname)].join('\n').toLowerCase();
}

/** What cannot be decoded stays as it is: it must not hide the rest. */
function decoded(text: string): string {
  return text.replace(/(?:%[0-9a-f]{2})+/gi, (escapes) => {
    try {
      return decodeURIComponent(escapes);
    } catch {
      return escapes;
    }
  });
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
