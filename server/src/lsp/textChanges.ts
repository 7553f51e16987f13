/** The changes of `textDocument/didChange`, made to a text. */
import type { Range, TextDocumentContentChangeEvent } from 'vscode-languageserver-protocol';
import { LineBuffer } from './lineBuffer';
import { LineIndex } from './lineIndex';
import type { PositionEncoding } from './positionEncoding';

/**
 * The text after all changes; each speaks of the text that the one before left. A change without a range replaces the
 * whole text. Editors send the edits of many cursors from the last to the first: those are made in one pass. Others, such as
 * keys that were typed faster than anybody asked for the text, are made line by line.
 */
export function applyChanges(
  text: string,
  changes: readonly TextDocumentContentChangeEvent[],
  encoding: PositionEncoding = 'utf-16',
): string {
  let base = text;
  let lines: LineIndex | undefined;
  let buffer: LineBuffer | undefined;
  /** What follows `base[0…cut]` now, the last piece first. */
  let after: string[] = [];
  let cut = base.length;
  const now = (): string => (after.length ? base.slice(0, cut) + after.reverse().join('') : base);
  const offsets = (range: Range): readonly [number, number] => {
    lines ??= new LineIndex(base, encoding);
    const [a, b] = [lines.offset(range.start), lines.offset(range.end)];
    return [Math.min(a, b), Math.max(a, b)];
  };

  for (const change of changes) {
    const range = checked(change);
    if (!range) {
      base = change.text;
      lines = buffer = undefined;
      after = [];
      cut = base.length;
      continue;
    }
    if (!buffer) {
      const [start, end] = offsets(range);
      // Before the cut the lines are still as they were; at it or behind it they must be counted again.
      if (!after.length || end < cut) {
        after.push(base.slice(end, cut), change.text);
        cut = start;
        continue;
      }
      buffer = new LineBuffer(now(), encoding);
    }
    buffer.replace(range, change.text);
  }
  return buffer ? buffer.text : now();
}

/** The range of a change, undefined when it replaces all. Throws when the change is not of the shape the protocol gives it. */
export function checked(change: TextDocumentContentChangeEvent): Range | undefined {
  if (typeof change.text !== 'string') throw new TypeError('the text of a change is missing');
  // Some clients write null for what is left out.
  const range = ('range' in change && change.range) || undefined;
  if (range && !(isObject(range.start) && isObject(range.end)))
    throw new TypeError('the range of a change is incomplete');
  return range;
}

function isObject(value: unknown): boolean {
  return typeof value === 'object' && value !== null;
}
