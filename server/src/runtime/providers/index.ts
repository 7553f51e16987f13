/** The providers that can be called, by every spelling. `fallback` and `round-robin` only choose among them (`../attempts`). */
import { anthropic } from './anthropic';
import { awsBedrock } from './awsBedrock';
import { azureOpenai } from './azureOpenai';
import { googleAi } from './googleAi';
import { ollama } from './ollama';
import { openai } from './openai';
import { openaiGeneric } from './openaiGeneric';
import { openaiResponses } from './openaiResponses';
import { openaiTranscriptions } from './openaiTranscriptions';
import { openrouter } from './openrouter';
import type { Provider } from './provider';
import { vertexAi } from './vertexAi';
import { vscodeLm } from './vscodeLm';

const SUPPORTED: readonly Provider[] = [
  openai,
  openaiGeneric,
  openaiResponses,
  openaiTranscriptions,
  azureOpenai,
  anthropic,
  googleAi,
  vertexAi,
  awsBedrock,
  ollama,
  openrouter,
  vscodeLm,
];

export function findProvider(name: string): Provider | undefined {
  return SUPPORTED.find((provider) => provider.name === name || provider.aliases.includes(name));
}

/** Why a provider cannot be called. */
export function unsupported(client: string, provider: string): string {
  const names = [...SUPPORTED.map(({ name }) => name), 'fallback', 'round-robin'].map((name) => `\`${name}\``);
  return `Client \`${client}\` names the provider \`${provider}\`, which BAML does not know; it can be ${names.join(', ')}.`;
}
