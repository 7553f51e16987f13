/** Reads answers of AWS Bedrock's Converse API: the events of its binary stream, or a whole answer. */
import type { AnswerFormat, ProviderEvent, WireEvent } from './answerFormat';
import { deltaOf, objectIn, objectsIn, protocolError, providerError, readJson, textIn, usageOf } from './answerParts';
import type { Bag } from './answerParts';
import { errorMessage } from './errorBody';

export const bedrockAnswer: AnswerFormat = {
  framing: 'aws-event-stream',
  readEvent: (event) => readJson(event.data || '{}', (payload) => readEvent(event, payload)),
  readAnswer: (body) => readJson(body, readWhole),
};

function readEvent({ name = '', isError }: WireEvent, payload: Bag): ProviderEvent {
  if (isError) return deltaOf({ error: providerError(exceptionWords(name, payload)) });
  switch (name) {
    case 'contentBlockDelta':
      return contentDelta(objectIn(payload.delta));
    case 'messageStop':
      return deltaOf({ finishReason: payload.stopReason, ends: 'answer' });
    case 'metadata':
      return deltaOf({ usage: usageIn(payload) });
    default:
      return deltaOf({});
  }
}

function contentDelta(delta: Bag): ProviderEvent {
  return deltaOf({ text: textIn(delta.text), reasoning: textIn(objectIn(delta.reasoningContent).text) });
}

function exceptionWords(name: string, payload: Bag): string {
  const said = [errorMessage(payload), textIn(payload.originalMessage)].filter(Boolean).join(' ');
  return [said, name && `(${name})`].filter(Boolean).join(' ') || 'unknown error';
}

function readWhole(answer: Bag): ProviderEvent {
  const content = objectsIn(objectIn(objectIn(answer.output).message).content);
  const hasAnswer = answer.output !== undefined && answer.output !== null;
  const said = hasAnswer ? undefined : errorMessage(answer);
  return deltaOf({
    text: content.map(({ text }) => textIn(text)).join(''),
    reasoning: content.map((block) => textIn(objectIn(objectIn(block.reasoningContent).reasoningText).text)).join(''),
    usage: usageIn(answer),
    finishReason: answer.stopReason,
    ends: 'answer',
    error: hasAnswer
      ? undefined
      : said === undefined
        ? protocolError('The answer has no `output`.')
        : providerError(said),
  });
}

function usageIn(holder: Bag): ReturnType<typeof usageOf> {
  const usage = objectIn(holder.usage);
  return usageOf(usage.inputTokens, usage.outputTokens, usage.cacheReadInputTokens);
}
