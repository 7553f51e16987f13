/** The options of a provider, from the same table the check reads, with what each does. */
import type { OptionKind } from '../../semantics/clientOptions';
import { HTTP_OPTIONS, MEDIA_HANDLING, optionsOf, RESPONSE_TYPES } from '../../semantics/clientOptions';
import { MEDIA } from '../../semantics/resolve';
import { isComposite, keyVariable } from './providers';
import type { Entry, Shape } from './shape';
import { ANY_TEXT, BOOL, TEXT, words } from './shape';

const DOCUMENTATION: Readonly<Record<string, string>> = {
  model: 'The name of the model, as the provider spells it.',
  model_id: 'The model, or the ARN of an inference profile.',
  api_key: 'The key. Read it from the environment, so that it is in no file: `env.NAME`.',
  base_url: 'Where requests are sent, up to what the provider adds (`/chat/completions`, `/v1/messages`, …).',
  headers: 'HTTP headers sent with every request.',
  query_params: 'Parameters added to the URL of every request.',
  default_role: 'The role of text that stands before the first `_.role(…)`.',
  allowed_roles: 'The roles a prompt may use; any other becomes the default role.',
  allowed_role_metadata: 'Which named arguments of `_.role` reach the provider: a list of names, `"all"` or `"none"`.',
  remap_roles: 'Other names for roles in the request, such as `system "developer"`.',
  supports_streaming: '`false`: the answer is asked for at once, and there is one partial result.',
  finish_reason_allow_list: 'An answer that ends for any other reason fails.',
  finish_reason_deny_list: 'An answer that ends for one of these reasons fails, such as `["length"]`.',
  media_url_handler: 'Whether media given by URL are sent as URLs or downloaded and sent inline, for each kind.',
  http: 'Timeouts.',
  client_response_type: 'How the answer is read, when it is not in the form of the provider.',
  resource_name: 'The first part of the host of the Azure resource.',
  deployment_id: 'The deployment of the model.',
  api_version: 'The version of the Azure API, such as `2024-10-21`.',
  location: 'The region, such as `us-central1`, or `global`.',
  project_id: 'The Google Cloud project; that of the credentials otherwise.',
  credentials: 'A path to a file of credentials, its text, or a map.',
  credentials_content: 'The text of a file of credentials.',
  anthropic_version: 'The version of the messages API for Claude on Vertex.',
  region: 'The AWS region; `AWS_REGION` otherwise.',
  access_key_id: 'With `secret_access_key`; the usual AWS credentials otherwise.',
  secret_access_key: 'With `access_key_id`.',
  session_token: 'For temporary credentials.',
  profile: 'A profile of the AWS configuration.',
  endpoint_url: 'Another endpoint than the one of the region.',
  inference_configuration: 'How the model writes: length, temperature, where to stop.',
  additional_model_request_fields: 'Fields of a single model, sent as they are.',
  strategy: 'The clients, in order: names, or shorthands such as `"openai/gpt-4o"`.',
  start: 'The client that comes first, counted from 0.',
  temperature: 'How freely the model chooses words.',
  max_tokens: 'The longest answer, in tokens.',
  top_p: 'How much of the likely words the model chooses from, from 0 to 1.',
  stop_sequences: 'Texts at which the answer ends.',
  connect_timeout_ms: 'The longest wait for a connection.',
  request_timeout_ms: 'The longest time for the whole answer.',
  time_to_first_token_timeout_ms: 'The longest wait for the first piece of the answer.',
  idle_timeout_ms: 'The longest wait between two pieces of the answer.',
  enable_connection_pooling: 'Whether connections are used again.',
  total_timeout_ms: 'The longest time for all clients together.',
};

const MODE: Readonly<Record<string, string>> = {
  send_base64: 'downloaded and sent inline',
  send_url: 'the URL is sent',
  send_url_add_mime_type: 'the URL and its type are sent',
  send_base64_unless_google_url: 'downloaded, except for `gs://`',
};

/** Sent to most providers as they are, although BAML does not know them. */
const PASSED_ON: Readonly<Record<string, readonly Entry[]>> = {
  openai: sent('model', 'temperature', 'max_tokens', 'top_p'),
  anthropic: sent('model', 'max_tokens', 'temperature', 'top_p'),
};

function sent(...names: readonly string[]): Entry[] {
  return names.map((name) => ({
    ...describe(name),
    shape: name === 'model' ? TEXT : { kind: 'number', example: name === 'max_tokens' ? '1024' : '0.7' },
    detail: 'sent to the provider',
    ...(name === 'model' && { required: true }),
  }));
}

function describe(name: string): { name: string; documentation?: string } {
  const documentation = DOCUMENTATION[name];
  return documentation === undefined ? { name } : { name, documentation };
}

/** `clients`: the names a strategy can hold. */
export function optionsShape(provider: string | undefined, clients: Shape): Shape {
  return { kind: 'map', name: 'options', entries: () => optionEntries(provider, clients), rest: ANY_TEXT };
}

/** Needed unless another option stands for them. */
const ALSO_NEEDED: Readonly<Record<string, readonly string[]>> = {
  'vertex-ai': ['location'],
  'aws-bedrock': ['model_id'],
  'azure-openai': ['resource_name', 'deployment_id'],
};

function optionEntries(provider: string | undefined, clients: Shape): Entry[] {
  const { known, required } = optionsOf(provider ?? 'openai');
  const passed =
    isComposite(provider) || provider === 'aws-bedrock' || provider === 'google-ai' || provider === 'vertex-ai';
  const extra = passed ? [] : PASSED_ON[provider === 'anthropic' ? 'anthropic' : 'openai']!;
  const own = Object.entries(known).map(([name, kind]): Entry => ({
    ...describe(name),
    shape: shapeOf(name, kind, provider, clients),
    ...((required.includes(name) || ALSO_NEEDED[provider ?? '']?.includes(name)) && {
      required: true,
      detail: 'required',
    }),
  }));
  return [...extra.filter(({ name }) => !Object.hasOwn(known, name)), ...own];
}

function shapeOf(name: string, kind: OptionKind, provider: string | undefined, clients: Shape): Shape {
  switch (kind) {
    case 'text':
      if (name === 'client_response_type') return words(RESPONSE_TYPES, 'value', true);
      if (name === 'default_role') return ROLES;
      if (name === 'api_key' || /key|token/.test(name)) return secret(provider);
      return ANY_TEXT;
    case 'bool':
      return BOOL;
    case 'integer':
      return { kind: 'number' };
    case 'texts':
      return { kind: 'list', item: words(['stop', 'length', 'content_filter', 'tool_calls'], 'value', true) };
    case 'list':
      return { kind: 'list', item: ROLES };
    case 'strategy':
      return { kind: 'list', item: clients };
    case 'text map':
      return name === 'remap_roles' ? REMAPPED : { kind: 'map', entries: () => [], rest: ANY_TEXT };
    case 'media map':
      return mapOf([...MEDIA].map((media) => ({ name: media, shape: MODES })));
    case 'http':
      return mapOf(HTTP_OPTIONS.map((option) => ({ ...describe(option), shape: httpShape(option) })));
    case 'http total':
      return mapOf([{ ...describe('total_timeout_ms'), shape: { kind: 'number', example: '60000' }, required: true }]);
    case 'map':
      return name === 'inference_configuration' ? INFERENCE : mapOf([]);
    case 'any':
      return name === 'allowed_role_metadata' ? words(['all', 'none'], 'value', true) : ANY_TEXT;
  }
}

const ROLES = words(['user', 'assistant', 'system'], 'value', true);
const REMAPPED = mapOf(['user', 'assistant', 'system'].map((name) => ({ name, shape: TEXT })));
const MODES: Shape = {
  kind: 'one-of',
  words: () => MEDIA_HANDLING.map((label) => ({ label, kind: 'value', detail: MODE[label], quote: true })),
};
const INFERENCE = mapOf([
  { ...describe('max_tokens'), shape: { kind: 'number', example: '1024' } },
  { ...describe('temperature'), shape: { kind: 'number', example: '0.7' } },
  { ...describe('top_p'), shape: { kind: 'number', example: '0.9' } },
  { ...describe('stop_sequences'), shape: { kind: 'list', item: TEXT } },
]);

function mapOf(entries: readonly Entry[]): Shape {
  return { kind: 'map', entries: () => entries };
}

function httpShape(option: string): Shape {
  return option === 'enable_connection_pooling' ? BOOL : { kind: 'number', example: '10000' };
}

/** Read from the environment, and from nowhere else. */
function secret(provider: string | undefined): Shape {
  const variable = keyVariable(provider);
  if (variable === undefined) return ANY_TEXT;
  const word = { label: `env.${variable}`, kind: 'environment', detail: 'read when the function is called' } as const;
  return { kind: 'any-of', shapes: () => [{ kind: 'one-of', words: () => [word] }, ANY_TEXT] };
}
