/** Reads transcriptions of OpenAI, streamed or whole. The last event repeats the whole text, which is not read again. */
import type { AnswerFormat, ProviderEvent } from './answerFormat';
import { deltaOf, objectIn, protocolError, providerError, readJson, textIn, usageOf } from './answerParts';
import type { Bag } from './answerParts';
import { errorMessage } from './errorBody';

export const transcriptionAnswer: AnswerFormat = {
  framing: 'server-sent-events',
  readEvent: ({ data }) => (data.trim() === '[DONE]' ? { kind: 'done' } : readJson(data, readEvent)),
  readAnswer: (body) => readJson(body, readWhole),
};

function readEvent(event: Bag): ProviderEvent {
  if (event.error !== undefined && event.error !== null) return failed(event);
  switch (event.type) {
    case 'transcript.text.delta':
      return deltaOf({ text: textIn(event.delta) });
    case 'transcript.text.done':
      return deltaOf({ usage: usageIn(event), finishReason: 'stop', ends: 'stream' });
    case 'error':
      return failed(event);
    default:
      return deltaOf({});
  }
}

function readWhole(answer: Bag): ProviderEvent {
  if (answer.error !== undefined && answer.error !== null) return failed(answer);
  const error = typeof answer.text === 'string' ? undefined : protocolError('The answer has no `text`.');
  return deltaOf({ text: textIn(answer.text), usage: usageIn(answer), finishReason: 'stop', ends: 'stream', error });
}

function usageIn({ usage }: Bag): ReturnType<typeof usageOf> {
  const { input_tokens, output_tokens } = objectIn(usage);
  return usageOf(input_tokens, output_tokens, undefined);
}

function failed(event: Bag): ProviderEvent {
  return deltaOf({ error: providerError(errorMessage(event) ?? 'unknown error') });
}
