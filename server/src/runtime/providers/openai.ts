/** `openai`: OpenAI's own chat API, or a gateway that speaks it. */
import { openaiChat } from './openaiChat';
import { rolesOf, streams } from './openaiModels';

export const openai = openaiChat({
  name: 'openai',
  aliases: ['baml-openai-chat'],
  baseUrl: 'https://api.openai.com/v1',
  keyVariable: 'OPENAI_API_KEY',
  textLayout: 'parts',
  asksForUsage: true,
  allowedRoles: rolesOf,
  streams,
});
