/** The message in an error body, in the shapes providers use. */
import { isObject, parseJson } from '../looseJson';

/** `{"error":{"message"}}`, `{"error":"…"}`, `{"message"}`, `{"detail"}`; undefined when it is none of them. */
export function errorMessage(body: unknown): string | undefined {
  const first: unknown = Array.isArray(body) ? body[0] : body;
  if (!isObject(first)) return undefined;
  const { error, message, detail } = first;
  const said = isObject(error) ? (words(error.message) ?? words(error.code) ?? words(error.type)) : words(error);
  return said ?? words(message) ?? words(detail);
}

/** The same for text that may be JSON. */
export function errorMessageOf(text: string): string | undefined {
  return errorMessage(parseJson(text));
}

function words(value: unknown): string | undefined {
  if (typeof value === 'number') return String(value);
  return typeof value === 'string' && value.trim() !== '' ? value : undefined;
}
