/** `openai`: OpenAI's own chat API, or a gateway that speaks it. */
import { openaiChat } from './openaiChat';

/** Models that know neither a system role nor streaming in the official runtime. */
const isO1 = (model: string | undefined): boolean => model === 'o1' || (model?.startsWith('o1-') ?? false);

export const openai = openaiChat({
  name: 'openai',
  aliases: ['baml-openai-chat'],
  baseUrl: 'https://api.openai.com/v1',
  keyVariable: 'OPENAI_API_KEY',
  textLayout: 'parts',
  asksForUsage: true,
  allowedRoles: (model) => (isO1(model) ? ['user', 'assistant'] : ['system', 'user', 'assistant']),
  streams: (model) => !isO1(model),
});
