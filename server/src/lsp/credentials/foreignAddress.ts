/** Whether a credentials file of Google's would send what it finds on this machine to anybody else. */

/** Their keys and tokens are in the file itself; nothing of the machine is used. */
const OWN_SECRETS: readonly unknown[] = ['service_account', 'authorized_user'];
/** What is read from there goes to Google, which the other members decide; a program is another matter. */
const SOURCES = ['credential_source', 'credentialSource'];
const UNIVERSES = ['universe_domain', 'universeDomain'];
/** Where Google exchanges tokens, also in a region; what anybody can put a program or a store under is not among them. */
const TOKEN_HOSTS =
  /^(?:[a-z0-9-]+[.-])?(?:sts|iamcredentials|cloudresourcemanager|oauth2|www)(?:\.[a-z0-9-]+)?\.googleapis\.com$/;
/** The library does not nest them deeper either. */
const DEEPEST = 20;

/** The first address, domain or program in parsed credentials that is not Google's; undefined when all are. */
export function foreignAddress(credentials: unknown, depth = 0): string | undefined {
  if (!isNested(credentials) || OWN_SECRETS.includes(credentials['type'])) return undefined;
  if (depth > DEEPEST) return '…';
  for (const [name, value] of Object.entries(credentials)) {
    const foreign = SOURCES.includes(name) ? programOf(value) : foreignIn(name, value, depth);
    if (foreign !== undefined) return foreign;
  }
  return undefined;
}

function foreignIn(name: string, value: unknown, depth: number): string | undefined {
  if (typeof value !== 'string') return foreignAddress(value, depth + 1);
  if (UNIVERSES.includes(name)) return value === 'googleapis.com' ? undefined : value;
  if (!URL.canParse(value)) return undefined;
  const { protocol, hostname, host, pathname } = new URL(value);
  if (!/^https?:$/.test(protocol)) return undefined;
  // `www` is a store, too.
  if (/^www\b|\.www\b/.test(hostname) && !pathname.startsWith('/oauth2/')) return host;
  return protocol === 'https:' && TOKEN_HOSTS.test(hostname) ? undefined : host;
}

function programOf(source: unknown): string | undefined {
  const program: unknown = isNested(source) ? source['executable'] : undefined;
  if (program === undefined) return undefined;
  const command: unknown = isNested(program) ? program['command'] : undefined;
  return typeof command === 'string' ? command : 'a program';
}

/** Also a list: one with an address in it is taken for the address. */
function isNested(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}
