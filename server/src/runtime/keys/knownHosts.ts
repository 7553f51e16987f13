/**
 * Where a key may go without a question: a provider's own key to the provider's own addresses. Addresses that anybody can
 * rent under (an Azure resource, a gateway) or write to (`www.googleapis.com` is a store, too) are not among them.
 */

/** What the token is called that Google's library makes from somebody's credentials. */
export const GOOGLE_ACCESS_TOKEN = 'GOOGLE_ACCESS_TOKEN';

interface KnownProvider {
  /** The variables by which the provider's own documents and the official runtime call its credentials. */
  readonly variables: readonly string[];
  /** Matches a whole host name in lower case, without port. */
  readonly hosts: RegExp;
}

const PROVIDERS: readonly KnownProvider[] = [
  { variables: ['OPENAI_API_KEY'], hosts: /^(?:[a-z]{2}\.)?api\.openai\.com$/ },
  { variables: ['ANTHROPIC_API_KEY'], hosts: /^api\.anthropic\.com$/ },
  {
    variables: [
      'GOOGLE_API_KEY',
      'GEMINI_API_KEY',
      'GOOGLE_APPLICATION_CREDENTIALS_CONTENT',
      'VERTEX_API_KEY',
      GOOGLE_ACCESS_TOKEN,
    ],
    hosts: /^(?:generativelanguage|(?:[a-z0-9-]+-)?aiplatform)\.googleapis\.com$/,
  },
  { variables: ['OPENROUTER_API_KEY'], hosts: /^openrouter\.ai$/ },
  {
    variables: ['AWS_ACCESS_KEY_ID', 'AWS_SECRET_ACCESS_KEY', 'AWS_SESSION_TOKEN', 'AWS_BEARER_TOKEN_BEDROCK'],
    hosts: /^(?:bedrock-runtime(?:-fips)?|sts)\.[a-z0-9-]+\.amazonaws\.com(?:\.cn)?$/,
  },
  { variables: ['AZURE_OPENAI_API_KEY', 'AZURE_API_KEY'], hosts: /^$/ },
  { variables: ['GROQ_API_KEY'], hosts: /^api\.groq\.com$/ },
  { variables: ['MISTRAL_API_KEY'], hosts: /^api\.mistral\.ai$/ },
  { variables: ['TOGETHER_API_KEY'], hosts: /^api\.together\.(?:xyz|ai)$/ },
  { variables: ['FIREWORKS_API_KEY'], hosts: /^api\.fireworks\.ai$/ },
  { variables: ['DEEPSEEK_API_KEY'], hosts: /^api\.deepseek\.com$/ },
  { variables: ['CEREBRAS_API_KEY'], hosts: /^api\.cerebras\.ai$/ },
  { variables: ['XAI_API_KEY'], hosts: /^api\.x\.ai$/ },
  { variables: ['PERPLEXITY_API_KEY'], hosts: /^api\.perplexity\.ai$/ },
];

/**
 * Whether the value of `variable` may be sent to `host` (with or without port) unasked. A provider's own variable goes to
 * that provider only; a name we do not know was chosen by the person, and may go to any provider we know.
 */
export function isKnownDestination(variable: string, host: string): boolean {
  const name = host.toLowerCase().replace(/:443$/, '');
  const owner = PROVIDERS.find(({ variables }) => variables.includes(variable));
  if (owner) return owner.hosts.test(name);
  return PROVIDERS.some(({ hosts }) => name !== '' && hosts.test(name));
}
