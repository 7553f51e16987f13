/** `ollama`: models on this machine, behind OpenAI's chat format and usually without a key. */
import { openaiChat } from './openaiChat';
import { rolesOf, streams } from './openaiModels';

export const ollama = openaiChat({
  name: 'ollama',
  aliases: ['baml-ollama-chat'],
  baseUrl: 'http://localhost:11434/v1',
  defaultRole: 'user',
  textLayout: 'parts',
  asksForUsage: false,
  allowedRoles: rolesOf,
  streams,
});
