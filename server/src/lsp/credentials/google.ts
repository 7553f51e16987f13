/** Tokens for Google Cloud, by Google's own package. A bundle of its own, loaded with the first request that needs one. */
import { GoogleAuth, type GoogleAuthOptions } from 'google-auth-library';
import type { GoogleToken } from '../../runtime/host';
import type { GoogleAccess } from '../../runtime/request/plannedRequest';

const SCOPES = ['https://www.googleapis.com/auth/cloud-platform'];

/** One for each set of credentials: it keeps its token until that runs out. */
const known = new Map<string, GoogleAuth>();
/** So many sets of credentials are remembered. */
const MOST_KNOWN = 20;

/**
 * A token and the project it belongs to. Rejects when there are no credentials or Google refuses them. `fetchLike` does
 * the requests; a service account's key only ever goes to Google, whatever `token_uri` its file names.
 */
export async function googleToken(how: GoogleAccess, fetchLike: typeof fetch = fetch): Promise<GoogleToken> {
  const { credentials } = how;
  const name = JSON.stringify(credentials ?? null);
  const auth = known.get(name) ?? new GoogleAuth(optionsOf(credentials, fetchLike));
  known.delete(name);
  known.set(name, auth);
  if (known.size > MOST_KNOWN) known.delete([...known.keys()][0]!);
  const token = await auth.getAccessToken();
  if (!token) throw new Error('Google gave no token.');
  const project = await auth.getProjectId().catch(() => undefined);
  return { token, ...(project ? { project } : {}) };
}

function optionsOf(credentials: GoogleAccess['credentials'], fetchLike: typeof fetch): GoogleAuthOptions {
  const shared = { scopes: SCOPES, clientOptions: { transporterOptions: { fetchImplementation: fetchLike } } };
  if (!credentials) return shared;
  if ('file' in credentials) return { ...shared, keyFilename: credentials.file };
  const parsed: unknown = JSON.parse(credentials.json);
  if (typeof parsed !== 'object' || parsed === null) throw new Error('the credentials are no JSON object.');
  return { ...shared, credentials: parsed };
}
