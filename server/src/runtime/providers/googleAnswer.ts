/**
 * Reads answers in Google's format (Gemini, on its own API and on Vertex), streamed or whole, and the JSON array that
 * is sent in place of a stream where the URL does not ask for events. Every part is read, and thoughts are kept apart.
 */
import { isObject, parseJson } from '../looseJson';
import type { Usage } from '../stream/frame';
import type { AnswerFormat, Delta, ProviderEvent } from './answerFormat';
import { deltaOf, objectIn, objectsIn, protocolError, providerError, readJson, textIn, usageOf } from './answerParts';
import type { Bag } from './answerParts';
import { errorMessage } from './errorBody';

export const googleAnswer: AnswerFormat = {
  framing: 'server-sent-events',
  readEvent: ({ data }) => (data.trim() === '[DONE]' ? { kind: 'done' } : readJson(data, readPart)),
  readAnswer(body) {
    const answer = parseJson(body);
    return Array.isArray(answer) ? readList(answer.filter(isObject)) : readJson(body, readWhole);
  },
};

function readPart(event: Bag): Delta {
  const candidate = objectsIn(event.candidates).find(({ index }) => index === undefined || index === 0);
  const parts = objectsIn(objectIn(candidate?.content).parts);
  const join = (wanted: readonly Bag[]): string => wanted.map(({ text }) => textIn(text)).join('');
  const usage = objectIn(event.usageMetadata);
  const blocked = objectIn(event.promptFeedback).blockReason;
  const hasFailed = event.error !== undefined && event.error !== null;
  return deltaOf({
    text: join(parts.filter(({ thought }) => thought !== true)),
    reasoning: join(parts.filter(({ thought }) => thought === true)),
    usage: usageOf(
      usage.promptTokenCount,
      usage.candidatesTokenCount,
      usage.cachedContentTokenCount,
      usage.thoughtsTokenCount,
    ),
    finishReason: candidate?.finishReason,
    error: hasFailed
      ? providerError(errorMessage(event) ?? 'unknown error')
      : typeof blocked === 'string'
        ? providerError(`the prompt was blocked (${blocked})`)
        : undefined,
  });
}

function readWhole(answer: Bag): ProviderEvent {
  const read = readPart(answer);
  if (read.error || objectsIn(answer.candidates).length) return read;
  return { ...read, error: protocolError('The answer has no `candidates`.') };
}

/** All parts of a stream in one list. */
function readList(events: readonly Bag[]): ProviderEvent {
  if (!events.length) return { kind: 'unreadable', reason: 'an empty list' };
  const deltas = events.map(readPart);
  const usage = deltas.reduce<Usage>((sum, delta) => ({ ...sum, ...delta.usage }), {});
  return deltaOf({
    text: deltas.map(({ text }) => text).join(''),
    reasoning: deltas.map(({ reasoning }) => reasoning ?? '').join(''),
    usage: Object.keys(usage).length ? usage : undefined,
    finishReason: deltas.find(({ finishReason }) => finishReason)?.finishReason,
    error: deltas.find(({ error }) => error)?.error,
  });
}
