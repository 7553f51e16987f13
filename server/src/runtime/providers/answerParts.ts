/** Small readings that all answer formats share. Nothing is known of the values. */
import type { Usage } from '../stream/frame';
import { isObject, parseJson } from '../looseJson';
import type { Delta, ProviderEvent } from './answerFormat';

export type Bag = Readonly<Record<string, unknown>>;

/** Reads the JSON object in `text`, when there is one. */
export function readJson(text: string, read: (event: Bag) => ProviderEvent): ProviderEvent {
  const event = parseJson(text);
  if (isObject(event)) return read(event);
  return { kind: 'unreadable', reason: event === undefined ? 'not JSON' : 'not a JSON object' };
}

export function textIn(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

export function objectIn(value: unknown): Bag {
  return isObject(value) ? value : {};
}

export function objectsIn(value: unknown): readonly Bag[] {
  return Array.isArray(value) ? value.filter(isObject) : [];
}

/** Usage from the numbers a provider reports; those that are no counts are left out. */
export function usageOf(input: unknown, output: unknown, cached: unknown, reasoning?: unknown): Usage | undefined {
  const usage = {
    ...count('inputTokens', input),
    ...count('outputTokens', output),
    ...count('cachedInputTokens', cached),
    ...count('reasoningTokens', reasoning),
  };
  return Object.keys(usage).length ? usage : undefined;
}

function count(name: keyof Usage, value: unknown): Usage {
  return typeof value === 'number' && Number.isFinite(value) && value >= 0 ? { [name]: value } : {};
}

/** A delta with only the members that say something. */
export function deltaOf(parts: {
  readonly text?: string;
  readonly reasoning?: string;
  readonly refusal?: string;
  readonly usage?: Usage | undefined;
  readonly finishReason?: unknown;
  readonly ends?: Delta['ends'];
  readonly error?: Delta['error'] | undefined;
}): Delta {
  const { text, reasoning, refusal, usage, finishReason, ends, error } = parts;
  return {
    kind: 'delta',
    text: text ?? '',
    ...(reasoning ? { reasoning } : {}),
    ...(refusal ? { refusal } : {}),
    ...(usage ? { usage } : {}),
    ...(typeof finishReason === 'string' && finishReason !== '' ? { finishReason } : {}),
    ...(ends ? { ends } : {}),
    ...(error ? { error } : {}),
  };
}

export function providerError(message: string): NonNullable<Delta['error']> {
  return { kind: 'provider', message };
}

export function protocolError(message: string): NonNullable<Delta['error']> {
  return { kind: 'protocol', message };
}
