/** Tokens for Google Cloud, by Google's own package. A bundle of its own, loaded with the first request that needs one. */
import { readFile } from 'node:fs/promises';
import { GoogleAuth, type GoogleAuthOptions } from 'google-auth-library';
import type { GoogleToken, RunHost } from '../../runtime/host';
import { httpFetch } from '../network/httpFetch';
import type { GoogleAccess } from '../../runtime/request/plannedRequest';
import { foreignAddress } from './foreignAddress';

const SCOPES = ['https://www.googleapis.com/auth/cloud-platform'];

interface Known {
  readonly auth: GoogleAuth;
  /** The way of the run that was the last to need a token. */
  through: RunHost['fetch'];
}

/** One for each set of credentials: it keeps its token until that runs out. Asks the way of the run that needs one. */
const known = new Map<string, Known>();
/** So many sets of credentials are remembered. */
const MOST_KNOWN = 20;

/**
 * A token and the project it belongs to. Rejects when there are no credentials or Google refuses them. `through` does
 * the requests; a service account's key only ever goes to Google, whatever `token_uri` its file names.
 */
export async function googleToken(how: GoogleAccess, through: RunHost['fetch'] = httpFetch()): Promise<GoogleToken> {
  const { credentials } = how;
  if (credentials) {
    const parsed = await parsedCredentials(credentials);
    if (!isOwn(credentials)) refuseForeign(parsed);
  }
  const name = JSON.stringify(credentials ?? null);
  const own = known.get(name) ?? knownFrom(credentials, through);
  own.through = through;
  known.delete(name);
  known.set(name, own);
  if (known.size > MOST_KNOWN) known.delete([...known.keys()][0]!);
  const token = await own.auth.getAccessToken();
  if (!token) throw new Error('Google gave no token.');
  const project = await own.auth.getProjectId().catch(() => undefined);
  return { token, ...(project ? { project } : {}) };
}

/** Its requests find their way also when it is remembered no longer. */
function knownFrom(credentials: GoogleAccess['credentials'], through: RunHost['fetch']): Known {
  const own: Known = { auth: new GoogleAuth(optionsOf(credentials, (url, init) => own.through(url, init))), through };
  return own;
}

/** Whether the machine's owner set these credentials for every program, not a project for itself. */
function isOwn(credentials: NonNullable<GoogleAccess['credentials']>): boolean {
  return 'file' in credentials
    ? credentials.file === process.env['GOOGLE_APPLICATION_CREDENTIALS']
    : credentials.json === process.env['GOOGLE_APPLICATION_CREDENTIALS_CONTENT'];
}

/**
 * Credentials of some kinds say what to read on this machine and where to send it. Throws for those that come with a
 * project and name anybody but Google.
 */
function refuseForeign(parsed: unknown): void {
  const foreign = foreignAddress(parsed);
  if (foreign === undefined) return;
  throw new Error(
    `the credentials of this client would make use of \`${foreign}\`, which is not Google's. If they are yours, set GOOGLE_APPLICATION_CREDENTIALS to their file before the editor starts.`,
  );
}

function optionsOf(credentials: GoogleAccess['credentials'], through: RunHost['fetch']): GoogleAuthOptions {
  // What proves who is asking is in the body of these requests: it goes where it was meant to go, or nowhere.
  const fetchLike: typeof fetch = (input, init) =>
    through(input instanceof Request ? input.url : String(input), { ...init, redirect: 'error' });
  const shared = { scopes: SCOPES, clientOptions: { transporterOptions: { fetchImplementation: fetchLike } } };
  if (!credentials) return shared;
  if ('file' in credentials) return { ...shared, keyFilename: credentials.file };
  const parsed: unknown = JSON.parse(credentials.json);
  if (typeof parsed !== 'object' || parsed === null) throw new Error('the credentials are no JSON object.');
  return { ...shared, credentials: parsed };
}

/**
 * Rejects where they are no JSON, not in the words of the platform, which quote a part of the text. A file that cannot be read
 * is left to the library, which says why.
 */
async function parsedCredentials(credentials: NonNullable<GoogleAccess['credentials']>): Promise<unknown> {
  const isFile = 'file' in credentials;
  const text = isFile ? await readFile(credentials.file, 'utf8').catch(() => undefined) : credentials.json;
  if (text === undefined) return undefined;
  try {
    return JSON.parse(text);
  } catch {
    throw new Error(`the credentials${isFile ? ` in ${credentials.file}` : ''} are no JSON.`);
  }
}
