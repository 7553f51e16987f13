/** A literal's text as it stands between its quotes: generators copy it without reading its escapes. */
export function quotedAsWritten(value: string): string {
  return value.replaceAll(/[\\"\n\t]/g, (char) => (char === '\n' ? '\\n' : char === '\t' ? '\\t' : `\\${char}`));
}
