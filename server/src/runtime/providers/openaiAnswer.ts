/**
 * Reads answers in OpenAI's chat format, streamed or whole. Tolerant on purpose where the official runtime is not:
 * missing members are allowed, only choice 0 is the answer, an error inside the stream is an error.
 */
import { isObject, parseJson } from '../looseJson';
import type { Usage } from '../stream/frame';
import { errorMessage } from './errorBody';
import type { Delta, ProviderEvent } from './provider';

/** One `data:` of a stream of `chat.completion.chunk`. */
export function readChatEvent(data: string): ProviderEvent {
  if (data.trim() === '[DONE]') return { kind: 'done' };
  return readChat(data, 'delta');
}

/** A whole `chat.completion`. */
export function readChatAnswer(body: string): ProviderEvent {
  const event = readChat(body, 'message');
  const answer = parseJson(body);
  if (event.kind !== 'delta' || event.error || !isObject(answer)) return event;
  if (Array.isArray(answer.choices) && answer.choices.length) return event;
  return { ...event, error: { kind: 'protocol', message: 'The answer has no `choices`.' } };
}

function readChat(text: string, member: 'delta' | 'message'): ProviderEvent {
  const event = parseJson(text);
  if (!isObject(event)) return { kind: 'unreadable', reason: event === undefined ? 'not JSON' : 'not a JSON object' };
  const choices = Array.isArray(event.choices) ? event.choices.filter(isObject) : [];
  const choice = choices.find((one) => one.index === undefined || one.index === 0);
  const part = isObject(choice?.[member]) ? choice[member] : {};
  const usage = readUsage(event.usage);
  const reasoning = textOf(part.reasoning_content) || textOf(part.reasoning);
  const refusal = textOf(part.refusal);
  const error =
    event.error === undefined || event.error === null ? undefined : (errorMessage(event) ?? 'unknown error');
  const delta: Delta = {
    kind: 'delta',
    text: textOf(part.content),
    ...(reasoning ? { reasoning } : {}),
    ...(refusal ? { refusal } : {}),
    ...(usage ? { usage } : {}),
    ...(typeof choice?.finish_reason === 'string' ? { finishReason: choice.finish_reason } : {}),
    ...(error === undefined ? {} : { error: { kind: 'provider', message: error } }),
  };
  return delta;
}

/** Text, or the text parts of a list of parts. */
function textOf(content: unknown): string {
  if (typeof content === 'string') return content;
  if (!Array.isArray(content)) return '';
  return content.map((part) => (isObject(part) && typeof part.text === 'string' ? part.text : '')).join('');
}

function readUsage(usage: unknown): Usage | undefined {
  if (!isObject(usage)) return undefined;
  const details = isObject(usage.prompt_tokens_details) ? usage.prompt_tokens_details : {};
  const read = {
    ...count('inputTokens', usage.prompt_tokens),
    ...count('outputTokens', usage.completion_tokens),
    ...count('cachedInputTokens', details.cached_tokens),
  };
  return Object.keys(read).length ? read : undefined;
}

function count(name: keyof Usage, value: unknown): Usage {
  return typeof value === 'number' && Number.isFinite(value) && value >= 0 ? { [name]: value } : {};
}
