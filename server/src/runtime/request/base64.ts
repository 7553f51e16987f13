/** Bytes as base64 and back, with what the web platform has. */

/** So many bytes become characters at a time: more would be too many arguments of one call. */
const STEP = 0x6000;

export function toBase64(bytes: Uint8Array): string {
  const parts: string[] = [];
  for (let at = 0; at < bytes.length; at += STEP)
    parts.push(btoa(String.fromCharCode(...bytes.subarray(at, at + STEP))));
  return parts.join('');
}

/** The bytes of base64 text, with or without padding and line breaks; undefined when it is none. */
export function fromBase64(text: string): Uint8Array<ArrayBuffer> | undefined {
  try {
    return Uint8Array.from(atob(text), (character) => character.charCodeAt(0));
  } catch {
    return undefined;
  }
}

/** What a base64 argument holds: some carry the beginning of a data URL. */
export function bareBase64(text: string): string {
  return text.replace(/^data:[^,]{0,200};base64,/, '');
}
