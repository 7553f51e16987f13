/**
 * The options that the compiler knows, by provider; all other names are sent to the provider as they are. Language
 * reference 9.
 */

/** What an option must be. `any` is not looked at. */
export type OptionKind =
  | 'text'
  | 'bool'
  | 'integer'
  | 'list'
  | 'texts'
  | 'text map'
  | 'map'
  | 'media map'
  | 'http'
  | 'http total'
  | 'strategy'
  | 'any';

export interface ProviderOptions {
  readonly known: Readonly<Record<string, OptionKind>>;
  /** Options that are not known are refused instead of sent. */
  readonly closed: boolean;
  /** Options that must be given. */
  readonly required: readonly string[];
}

const COMMON: Readonly<Record<string, OptionKind>> = {
  default_role: 'text',
  allowed_roles: 'list',
  allowed_role_metadata: 'any',
  remap_roles: 'text map',
  supports_streaming: 'bool',
  finish_reason_allow_list: 'texts',
  finish_reason_deny_list: 'texts',
  media_url_handler: 'media map',
  http: 'http',
};

const HTTP: Readonly<Record<string, OptionKind>> = { ...COMMON, base_url: 'text', headers: 'text map' };

const KEYED: Readonly<Record<string, OptionKind>> = { ...HTTP, api_key: 'text' };

const OPENAI: Readonly<Record<string, OptionKind>> = {
  ...KEYED,
  query_params: 'text map',
  client_response_type: 'text',
};

const open = (known: Readonly<Record<string, OptionKind>>, ...required: readonly string[]): ProviderOptions => ({
  known,
  closed: false,
  required,
});

const BY_PROVIDER: Readonly<Record<string, ProviderOptions>> = {
  'openai-generic': open(OPENAI, 'base_url'),
  'azure-openai': open({ ...OPENAI, resource_name: 'text', deployment_id: 'text', api_version: 'text' }),
  anthropic: open(KEYED),
  'google-ai': open({ ...KEYED, model: 'text' }),
  'vertex-ai': open(
    {
      ...HTTP,
      query_params: 'text map',
      model: 'text',
      location: 'text',
      project_id: 'text',
      credentials: 'any',
      credentials_content: 'text',
      anthropic_version: 'text',
    },
    'model',
  ),
  'aws-bedrock': {
    closed: true,
    required: [],
    known: {
      ...COMMON,
      model: 'text',
      model_id: 'text',
      region: 'text',
      access_key_id: 'text',
      secret_access_key: 'text',
      session_token: 'text',
      profile: 'text',
      endpoint_url: 'text',
      inference_configuration: 'map',
      additional_model_request_fields: 'map',
    },
  },
  fallback: { closed: true, required: ['strategy'], known: { strategy: 'strategy', http: 'http total' } },
  'round-robin': {
    closed: true,
    required: ['strategy'],
    known: { strategy: 'strategy', start: 'integer', http: 'http total' },
  },
};

/** Older spellings of providers. */
const OLD_NAME: Readonly<Record<string, string>> = {
  'baml-openai-chat': 'openai',
  'baml-anthropic-chat': 'anthropic',
  'baml-azure-chat': 'azure-openai',
  'baml-ollama-chat': 'ollama',
  'baml-fallback': 'fallback',
  'baml-round-robin': 'round-robin',
};

/** The options of a provider that exists. */
export function optionsOf(provider: string): ProviderOptions {
  return BY_PROVIDER[OLD_NAME[provider] ?? provider] ?? open(OPENAI);
}

export const RESPONSE_TYPES: readonly string[] = [
  'openai',
  'openai-responses',
  'openai-transcription',
  'anthropic',
  'google',
  'vertex',
];

export const MEDIA_HANDLING: readonly string[] = [
  'send_base64',
  'send_url',
  'send_url_add_mime_type',
  'send_base64_unless_google_url',
];

export const HTTP_OPTIONS: readonly string[] = [
  'connect_timeout_ms',
  'request_timeout_ms',
  'time_to_first_token_timeout_ms',
  'idle_timeout_ms',
  'enable_connection_pooling',
];
