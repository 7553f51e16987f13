/**
 * Reads answers in the format of Anthropic's messages API, streamed or whole; so answers Claude on Vertex too. Unlike
 * the official runtime, a `message_delta` needs no `input_tokens`, and every text block of a whole answer is read.
 */
import type { AnswerFormat, Delta, ProviderEvent } from './answerFormat';
import { deltaOf, objectIn, objectsIn, protocolError, providerError, readJson, textIn, usageOf } from './answerParts';
import type { Bag } from './answerParts';
import { errorMessage } from './errorBody';

export const anthropicAnswer: AnswerFormat = {
  framing: 'server-sent-events',
  readEvent: ({ data }) => (data.trim() === '[DONE]' ? { kind: 'done' } : readJson(data, readEvent)),
  readAnswer: (body) => readJson(body, readWhole),
};

function readEvent(event: Bag): ProviderEvent {
  switch (event.type) {
    case 'message_start':
      return deltaOf({ usage: usageIn(objectIn(event.message)) });
    case 'content_block_start':
      return block(objectIn(event.content_block));
    case 'content_block_delta':
      return block(objectIn(event.delta));
    case 'message_delta':
      return deltaOf({
        usage: usageIn(event),
        finishReason: objectIn(event.delta).stop_reason,
        ends: typeof objectIn(event.delta).stop_reason === 'string' ? 'answer' : undefined,
      });
    case 'message_stop':
      return { kind: 'done' };
    case 'error':
      return failed(event);
    default:
      // Pings, and events that are newer than this.
      return event.error === undefined || event.error === null ? deltaOf({}) : failed(event);
  }
}

/** A block of content, or a piece of one. Signatures, citations and tool calls are not part of the text. */
function block(part: Bag): Delta {
  switch (part.type) {
    case 'text':
    case 'text_delta':
      return deltaOf({ text: textIn(part.text) });
    case 'thinking':
    case 'thinking_delta':
      return deltaOf({ reasoning: textIn(part.thinking) });
    default:
      return deltaOf({});
  }
}

function readWhole(message: Bag): ProviderEvent {
  if (message.type === 'error' || (message.error !== undefined && message.error !== null)) return failed(message);
  const blocks = objectsIn(message.content);
  const deltas = blocks.map(block);
  const hasText = blocks.some(({ type }) => type === 'text') || blocks.some(({ type }) => type === 'tool_use');
  return deltaOf({
    text: deltas.map(({ text }) => text).join(''),
    reasoning: deltas.map(({ reasoning }) => reasoning ?? '').join(''),
    usage: usageIn(message),
    finishReason: message.stop_reason,
    ends: 'answer',
    error: hasText ? undefined : protocolError('The answer has no text: no block of its `content` is one.'),
  });
}

/** Cached tokens are beside the input tokens here, not among them. */
function usageIn(holder: Bag): ReturnType<typeof usageOf> {
  const usage = objectIn(holder.usage);
  return usageOf(usage.input_tokens, usage.output_tokens, usage.cache_read_input_tokens);
}

function failed(event: Bag): ProviderEvent {
  return deltaOf({ error: providerError(errorMessage(event) ?? 'unknown error') });
}
