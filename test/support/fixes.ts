/** Quick fixes, applied as an editor does. */
import type { Fix } from '../../server/src/language/diagnostic';

/** The files after a fix. Its edits must not overlap, and must lie inside the files. */
export function applyFix(files: Readonly<Record<string, string>>, fix: Fix): Record<string, string> {
  const after: Record<string, string> = { ...files };
  const edits = [...fix.edits].sort((a, b) => b.span.start - a.span.start || b.span.end - a.span.end);
  const reached: Record<string, number> = {};
  for (const { uri, span, newText } of edits) {
    const text = after[uri];
    if (text === undefined) throw new Error(`${fix.title}: there is no file ${uri}`);
    if (span.start > span.end || span.end > (reached[uri] ?? text.length))
      throw new Error(`${fix.title}: edits overlap`);
    reached[uri] = span.start;
    after[uri] = text.slice(0, span.start) + newText + text.slice(span.end);
  }
  return after;
}
