/** The providers that can be called, by every spelling. */
import { openai } from './openai';
import { openaiGeneric } from './openaiGeneric';
import { vscodeLm } from './vscodeLm';
import type { Provider } from './provider';

const SUPPORTED: readonly Provider[] = [openai, openaiGeneric, vscodeLm];

/** Accepted by the language; those not among SUPPORTED cannot be called from here yet. */
const KNOWN = [
  'anthropic',
  'aws-bedrock',
  'azure-openai',
  'fallback',
  'google-ai',
  'ollama',
  'openai-responses',
  'openai-transcriptions',
  'openrouter',
  'round-robin',
  'vertex-ai',
  'baml-anthropic-chat',
  'baml-azure-chat',
  'baml-fallback',
  'baml-ollama-chat',
  'baml-round-robin',
];

export function findProvider(name: string): Provider | undefined {
  return SUPPORTED.find((provider) => provider.name === name || provider.aliases.includes(name));
}

/** Why a provider cannot be called. */
export function unsupported(client: string, provider: string): string {
  const supported = SUPPORTED.map(({ name }) => `\`${name}\``).join(' and ');
  return KNOWN.includes(provider)
    ? `Client \`${client}\` uses the provider \`${provider}\`, which BAML Live cannot call yet; it can call ${supported}.`
    : `Client \`${client}\` names the provider \`${provider}\`, which BAML does not know; BAML Live can call ${supported}.`;
}
