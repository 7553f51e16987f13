/** The providers a client can name. Language reference 9. */

export const COMPOSITE_PROVIDERS: readonly string[] = ['fallback', 'round-robin', 'baml-fallback', 'baml-round-robin'];

export const PROVIDERS: readonly string[] = [
  'openai',
  'openai-generic',
  'openai-responses',
  'openai-transcriptions',
  'azure-openai',
  'openrouter',
  'ollama',
  'anthropic',
  'google-ai',
  'vertex-ai',
  'aws-bedrock',
  'fallback',
  'round-robin',
  'baml-openai-chat',
  'baml-anthropic-chat',
  'baml-azure-chat',
  'baml-ollama-chat',
  'baml-fallback',
  'baml-round-robin',
];

/** The provider of `provider/model`; undefined when there is no slash. */
export function shorthandProvider(client: string): string | undefined {
  const slash = client.indexOf('/');
  return slash < 0 ? undefined : client.slice(0, slash);
}
