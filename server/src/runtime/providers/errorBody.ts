/** The message in an error body, in the shapes providers use. */

/** `{"error":{"message"}}`, `{"error":"…"}`, `{"message"}`, `{"detail"}`; undefined when it is none of them. */
export function errorMessage(body: unknown): string | undefined {
  const first: unknown = Array.isArray(body) ? body[0] : body;
  if (!isObject(first)) return undefined;
  const { error, message, detail } = first;
  if (isObject(error)) return words(error.message) ?? words(error.code) ?? words(error.type);
  return words(error) ?? words(message) ?? words(detail);
}

/** The same for text that may be JSON. */
export function errorMessageOf(text: string): string | undefined {
  return errorMessage(parseJson(text));
}

/** JSON text as a value, or undefined when it is not JSON. Never throws. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

export function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function words(value: unknown): string | undefined {
  if (typeof value === 'number') return String(value);
  return typeof value === 'string' && value.trim() !== '' ? value : undefined;
}
