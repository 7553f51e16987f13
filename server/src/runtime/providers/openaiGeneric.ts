/** `openai-generic`: any server that speaks OpenAI's chat format. No key is assumed; text messages are plain strings. */
import { openaiChat } from './openaiChat';

export const openaiGeneric = openaiChat({
  name: 'openai-generic',
  aliases: [],
  textLayout: 'string',
  asksForUsage: false,
  allowedRoles: () => ['system', 'user', 'assistant'],
  streams: () => true,
});
