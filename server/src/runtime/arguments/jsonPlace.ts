/** Where in a JSON text a value stands. Follows one path and steps over everything else; no depth overflows the stack. */

export interface Place {
  readonly start: number;
  /** Exclusive. */
  readonly end: number;
}

/**
 * The stretch of the value at `path`, in UTF-16 offsets; of a path that leads nowhere, the innermost value on the way. `text` has to
 * be JSON.
 */
export function jsonPlace(text: string, path: readonly (string | number)[]): Place {
  let at = skipSpace(text, 0);
  for (const step of path) {
    const inner = typeof step === 'number' ? itemAt(text, at, step) : memberAt(text, at, step);
    if (inner === undefined) break;
    at = inner;
  }
  return { start: at, end: skipValue(text, at) };
}

/** `order.items[0]["odd key"]` as steps. */
export function stepsOf(path: string): readonly (string | number)[] {
  return [...path.matchAll(/\[(\d+)\]|\[("(?:[^"\\]|\\.)*")\]|\.?([^.[\]]+)/g)].map(([, index, key, name]) =>
    index !== undefined ? Number(index) : key !== undefined ? String(JSON.parse(key)) : name!,
  );
}

function memberAt(text: string, object: number, key: string): number | undefined {
  if (text[object] !== '{') return undefined;
  let at = skipSpace(text, object + 1);
  while (text[at] === '"') {
    const end = skipValue(text, at);
    const value = skipSpace(text, skipSpace(text, end) + 1);
    if (JSON.parse(text.slice(at, end)) === key) return value;
    at = next(text, value);
  }
  return undefined;
}

function itemAt(text: string, list: number, index: number): number | undefined {
  if (text[list] !== '[') return undefined;
  let at = skipSpace(text, list + 1);
  for (let left = index; left > 0 && at < text.length && text[at] !== ']'; left--) at = next(text, at);
  return at < text.length && text[at] !== ']' ? at : undefined;
}

/** After the value at `at`, its comma and blanks. */
function next(text: string, at: number): number {
  const end = skipSpace(text, skipValue(text, at));
  return text[end] === ',' ? skipSpace(text, end + 1) : end;
}

function skipSpace(text: string, from: number): number {
  let at = from;
  while (at < text.length && ' \t\r\n'.includes(text[at]!)) at++;
  return at;
}

function skipValue(text: string, from: number): number {
  let depth = 0;
  let at = from;
  do {
    const char = text[at];
    if (char === '"') at = skipString(text, at);
    else if (char === '{' || char === '[' || char === '}' || char === ']') {
      depth += char === '{' || char === '[' ? 1 : -1;
      at++;
    } else if (depth > 0) at++;
    else while (at < text.length && !',]} \t\r\n'.includes(text[at]!)) at++;
  } while (depth > 0 && at < text.length);
  return at;
}

function skipString(text: string, from: number): number {
  let at = from + 1;
  while (at < text.length && text[at] !== '"') at += text[at] === '\\' ? 2 : 1;
  return Math.min(text.length, at + 1);
}
