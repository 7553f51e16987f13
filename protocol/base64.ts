/** Bytes as base64 and back, with what Node and browsers both have. */

declare function btoa(bytes: string): string;
declare function atob(base64: string): string;

/** So many bytes become characters at a time: more would be too many arguments of one call. */
const STEP = 0x6000;

export function toBase64(bytes: Uint8Array): string {
  const parts: string[] = [];
  for (let at = 0; at < bytes.length; at += STEP)
    parts.push(btoa(String.fromCharCode(...bytes.subarray(at, at + STEP))));
  return parts.join('');
}

/** The bytes of base64 text; undefined when it is none. */
export function fromBase64(text: string): Uint8Array<ArrayBuffer> | undefined {
  try {
    return Uint8Array.from(atob(text), (character) => character.charCodeAt(0));
  } catch {
    return undefined;
  }
}
