/** The providers a client can name, each with what one has to know to choose it. Language reference 9. */
import { COMPOSITE_PROVIDERS } from '../../semantics/providers';
import type { Word } from './shape';

export interface ProviderFact {
  readonly name: string;
  readonly detail: string;
  readonly documentation: string;
  /** The environment variable the key is read from when no `api_key` is given. */
  readonly key?: string;
  /** `provider/model` works without further options. */
  readonly shorthand?: boolean;
}

export const PROVIDER_FACTS: readonly ProviderFact[] = [
  {
    name: 'openai',
    detail: 'OpenAI, chat completions',
    documentation: 'Calls `https://api.openai.com/v1/chat/completions`.',
    key: 'OPENAI_API_KEY',
    shorthand: true,
  },
  {
    name: 'openai-responses',
    detail: 'OpenAI, responses',
    documentation: 'Calls `https://api.openai.com/v1/responses`.',
    key: 'OPENAI_API_KEY',
    shorthand: true,
  },
  {
    name: 'anthropic',
    detail: 'Anthropic, messages',
    documentation:
      'Calls `https://api.anthropic.com/v1/messages`. Sends `max_tokens 4096` unless another number is given.',
    key: 'ANTHROPIC_API_KEY',
    shorthand: true,
  },
  {
    name: 'google-ai',
    detail: 'Google AI Studio, Gemini',
    documentation: 'Calls `https://generativelanguage.googleapis.com/v1beta`.',
    key: 'GOOGLE_API_KEY',
    shorthand: true,
  },
  {
    name: 'vertex-ai',
    detail: 'Google Cloud Vertex AI',
    documentation: 'Needs `model`, and `location` or `base_url`. Uses the application credentials of Google Cloud.',
  },
  {
    name: 'aws-bedrock',
    detail: 'Amazon Bedrock',
    documentation: 'Needs `model_id`. Uses the usual AWS credentials, or those given in its options.',
  },
  {
    name: 'azure-openai',
    detail: 'Azure OpenAI',
    documentation: 'Needs `base_url`, or `resource_name` and `deployment_id`.',
    key: 'AZURE_OPENAI_API_KEY',
  },
  {
    name: 'openrouter',
    detail: 'OpenRouter',
    documentation: 'Calls `https://openrouter.ai/api/v1`.',
    key: 'OPENROUTER_API_KEY',
    shorthand: true,
  },
  {
    name: 'ollama',
    detail: 'Ollama, on this machine',
    documentation: 'Calls `http://localhost:11434/v1`. Needs no key.',
    shorthand: true,
  },
  {
    name: 'openai-generic',
    detail: 'anything that speaks like OpenAI',
    documentation:
      'Needs `base_url`: vLLM, LM Studio, LiteLLM, Groq, Together and others. Sends a key only when one is given.',
  },
  {
    name: 'openai-transcriptions',
    detail: 'OpenAI, speech to text',
    documentation: 'Calls `https://api.openai.com/v1/audio/transcriptions`. The prompt holds exactly one audio.',
    key: 'OPENAI_API_KEY',
  },
  {
    name: 'fallback',
    detail: 'the next client when one fails',
    documentation: 'Needs `strategy`, a list of clients that are tried in order until one answers.',
  },
  {
    name: 'round-robin',
    detail: 'one client after the other',
    documentation: 'Needs `strategy`, a list of clients that take turns.',
  },
];

export function providerWords(): Word[] {
  return PROVIDER_FACTS.map(({ name, detail, documentation }) => ({
    label: name,
    kind: 'provider',
    detail,
    documentation,
  }));
}

/** `openai/` and its like: a client without a block of its own. */
export function shorthandWords(): Word[] {
  return PROVIDER_FACTS.filter(({ shorthand }) => shorthand).map(({ name, detail, key }) => ({
    label: `${name}/`,
    kind: 'provider',
    detail,
    documentation: `A client in place: write the name of the model behind the slash.${key === undefined ? '' : ` The key is read from \`${key}\`.`}`,
    quote: true,
    hole: 'model',
  }));
}

/** The variable a provider reads its key from when it is given none. */
export function keyVariable(provider: string | undefined): string | undefined {
  return PROVIDER_FACTS.find(({ name }) => name === provider)?.key;
}

export function isComposite(provider: string | undefined): boolean {
  return provider !== undefined && COMPOSITE_PROVIDERS.includes(provider);
}
