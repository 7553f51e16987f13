/**
 * Reads answers in the format of OpenAI's responses API, streamed or whole. What `…done` events repeat is not read
 * again. Unlike the official runtime, `error` is an error and the reason of an incomplete answer is its finish reason.
 */
import type { AnswerFormat, Delta, ProviderEvent } from './answerFormat';
import { deltaOf, objectIn, objectsIn, protocolError, providerError, readJson, textIn, usageOf } from './answerParts';
import type { Bag } from './answerParts';
import { errorMessage } from './errorBody';

export const responsesAnswer: AnswerFormat = {
  framing: 'server-sent-events',
  readEvent: ({ data }) => (data.trim() === '[DONE]' ? { kind: 'done' } : readJson(data, readEvent)),
  readAnswer: (body) => readJson(body, readWhole),
};

function readEvent(event: Bag): ProviderEvent {
  switch (event.type) {
    case 'response.output_text.delta':
      return deltaOf({ text: textIn(event.delta) });
    case 'response.reasoning_summary_text.delta':
    case 'response.reasoning_text.delta':
      return deltaOf({ reasoning: textIn(event.delta) });
    case 'response.refusal.delta':
      return deltaOf({ refusal: textIn(event.delta) });
    case 'response.completed':
    case 'response.incomplete':
    case 'response.failed':
      return ending(objectIn(event.response));
    case 'error':
      return deltaOf({ error: providerError(errorMessage(event) ?? 'unknown error') });
    default:
      return deltaOf(isFailure(event.error) ? { error: providerError(errorMessage(event) ?? 'unknown error') } : {});
  }
}

/** How a response ended: status, reason, usage; not its text. */
function ending(response: Bag): Delta {
  const usage = objectIn(response.usage);
  return deltaOf({
    usage: usageOf(
      usage.input_tokens,
      usage.output_tokens,
      objectIn(usage.input_tokens_details).cached_tokens,
      objectIn(usage.output_tokens_details).reasoning_tokens,
    ),
    finishReason: objectIn(response.incomplete_details).reason ?? response.status,
    ends: 'stream',
    error: isFailure(response.error)
      ? providerError(errorMessage(response) ?? 'unknown error')
      : response.status === 'failed'
        ? providerError('the response failed, without a reason')
        : undefined,
  });
}

function readWhole(response: Bag): ProviderEvent {
  const end = ending(response);
  if (!Array.isArray(response.output)) {
    return end.error ? end : { ...end, error: protocolError('The answer has no `output`.') };
  }
  const items = objectsIn(response.output);
  const content = items.filter(({ type }) => type === 'message').flatMap((item) => objectsIn(item.content));
  const thoughts = items
    .filter(({ type }) => type === 'reasoning')
    .flatMap((item) => [...objectsIn(item.summary), ...objectsIn(item.content)]);
  const join = (parts: readonly Bag[], member: string): string => parts.map((part) => textIn(part[member])).join('');
  const reasoning = join(thoughts, 'text');
  const refusal = join(content, 'refusal');
  return { ...end, text: join(content, 'text'), ...(reasoning ? { reasoning } : {}), ...(refusal ? { refusal } : {}) };
}

function isFailure(error: unknown): boolean {
  return error !== undefined && error !== null;
}
