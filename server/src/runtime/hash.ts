/** A short fingerprint of text, to tell whether two prompts or schemas are the same. Not for security. */

const PRIME = 0x01000193;

/** 16 hexadecimal digits: FNV-1a over UTF-16 code units, in two lanes that start differently. */
export function fingerprint(text: string): string {
  let one = 0x811c9dc5;
  let two = 0x9e3779b9;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    one = Math.imul(one ^ code, PRIME);
    two = Math.imul(two ^ code ^ (at & 0xff), PRIME);
  }
  return hex(one) + hex(two);
}

function hex(number: number): string {
  return (number >>> 0).toString(16).padStart(8, '0');
}
