/** `openrouter`: OpenRouter, which speaks OpenAI's chat format for models of every maker. */
import { openaiChat } from './openaiChat';
import { rolesOf, streams } from './openaiModels';

export const openrouter = openaiChat({
  name: 'openrouter',
  aliases: [],
  baseUrl: 'https://openrouter.ai/api/v1',
  keyVariable: 'OPENROUTER_API_KEY',
  textLayout: 'parts',
  asksForUsage: false,
  allowedRoles: rolesOf,
  streams,
});
