/** `openai-generic`: any server that speaks OpenAI's chat format. No key is assumed; text messages are plain strings. */
import { openaiChat } from './openaiChat';
import { rolesOf, streams } from './openaiModels';

export const openaiGeneric = openaiChat({
  name: 'openai-generic',
  aliases: [],
  textLayout: 'string',
  asksForUsage: false,
  allowedRoles: rolesOf,
  streams,
});
