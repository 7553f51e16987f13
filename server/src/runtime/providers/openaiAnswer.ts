/**
 * Reads answers in OpenAI's chat format, streamed or whole; so answer OpenAI, Azure, OpenRouter, Ollama and most
 * servers of open models. Tolerant on purpose where the official runtime is not: missing members are allowed, only
 * choice 0 is the answer, an error inside the stream is an error.
 */
import { isObject } from '../looseJson';
import type { AnswerFormat, ProviderEvent } from './answerFormat';
import { deltaOf, objectIn, objectsIn, protocolError, providerError, readJson, textIn, usageOf } from './answerParts';
import type { Bag } from './answerParts';
import { errorMessage } from './errorBody';

export const openaiAnswer: AnswerFormat = {
  framing: 'server-sent-events',
  readEvent: ({ data, isError }) =>
    data.trim() === '[DONE]' ? { kind: 'done' } : readJson(data, (event) => readChat(event, 'delta', isError)),
  readAnswer: (body) => readJson(body, readWhole),
};

function readWhole(answer: Bag): ProviderEvent {
  const read = readChat(answer, 'message');
  if (read.kind !== 'delta' || read.error || (Array.isArray(answer.choices) && answer.choices.length)) return read;
  return { ...read, error: protocolError('The answer has no `choices`.') };
}

function readChat(event: Bag, member: 'delta' | 'message', isError = false): ProviderEvent {
  const choice = objectsIn(event.choices).find((one) => one.index === undefined || one.index === 0);
  const part = objectIn(choice?.[member]);
  const hasFailed = isError || (event.error !== undefined && event.error !== null);
  const usage = objectIn(event.usage);
  return deltaOf({
    text: contentText(part.content),
    reasoning: contentText(part.reasoning_content) || contentText(part.reasoning),
    refusal: contentText(part.refusal),
    usage: usageOf(
      usage.prompt_tokens,
      usage.completion_tokens,
      objectIn(usage.prompt_tokens_details).cached_tokens,
      objectIn(usage.completion_tokens_details).reasoning_tokens,
    ),
    finishReason: choice?.finish_reason,
    error: hasFailed ? providerError(errorMessage(event) ?? 'unknown error') : undefined,
  });
}

/** Text, or the text parts of a list of parts. */
function contentText(content: unknown): string {
  if (!Array.isArray(content)) return textIn(content);
  return content.map((part) => (isObject(part) ? textIn(part.text) : '')).join('');
}
