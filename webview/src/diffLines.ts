/** What a snapshot changed against another, one line for each place. */
import type { Path } from '../../protocol/run';
import { rowAtPath, type Timeline } from '../../protocol/timeline';
import { childAt, kindOf, toJson, valueAt, type Value } from '../../protocol/value';
import { changesBetween } from '../../protocol/valueDifference';
import { brief, formatPath } from '../../protocol/words';

export interface DiffLine {
  readonly key: string;
  /**
   * `+` is new, `~` was filled in, `grew` is text added to the end. A retraction is a value that was there and changed otherwise, or
   * is gone.
   */
  readonly kind: '+' | '~' | 'grew' | 'retracted';
  readonly name: string;
  /** What stood there, where something did. */
  readonly before: string | null;
  /** What stands there now; null when it is gone. */
  readonly after: string | null;
  /** Of a text that grew: what it ended with before, and what was added. */
  readonly added: string | null;
  readonly row: number | null;
}

/** More places are counted, not listed. */
export const MOST_LINES = 2_000;
const SHOWN = 240;

/** `base` undefined: there was nothing. */
export function diffLines(base: Value | undefined, value: Value | undefined, timeline: Timeline): readonly DiffLine[] {
  const lines: DiffLine[] = [];
  const sizes = new Map<string, number>();
  for (const change of changesBetween(base, value)) {
    if (lines.length >= MOST_LINES) break;
    const { path } = change;
    const old = valueAt(base, path);
    if (change.op === 'push') {
      // The items that are pushed follow each other.
      const key = formatPath(path);
      const at = sizes.get(key) ?? listLength(old);
      sizes.set(key, at + 1);
      lines.push(line(timeline, [...path, at], '+', { before: null, after: shortened(change.value), added: null }));
    } else if (change.op === 'append') {
      const before = typeof old === 'string' ? old : '';
      const text = { before: tail(before), after: tail(before + change.text), added: change.text.slice(-SHOWN) };
      lines.push(line(timeline, path, 'grew', text));
    } else if (change.op === 'truncate') {
      for (let at = listLength(old) - 1; at >= change.length; at--) {
        const gone = childAt(old, at);
        lines.push(line(timeline, [...path, at], 'retracted', { before: said(gone), after: null, added: null }));
      }
    } else if (change.op === 'remove') {
      lines.push(line(timeline, path, 'retracted', { before: said(old), after: null, added: null }));
    } else {
      const isState = path.at(-1) === 'state';
      const kind = old === undefined ? '+' : old === null || isState ? '~' : 'retracted';
      const before = old === undefined ? null : said(old);
      lines.push(line(timeline, path, kind, { before, after: shortened(change.value), added: null }));
    }
  }
  return lines;
}

function line(
  timeline: Timeline,
  path: Path,
  kind: DiffLine['kind'],
  text: Pick<DiffLine, 'before' | 'after' | 'added'>,
): DiffLine {
  const name = formatPath(path);
  const found = rowAtPath(timeline, path);
  return { key: `${kind} ${name}`, kind, name: name === '' ? 'value' : name, ...text, row: found?.row.id ?? null };
}

function listLength(value: Value | undefined): number {
  if (value === undefined || value === null || kindOf(value) !== 'list') return 0;
  let length = 0;
  while (childAt(value, length) !== undefined) length++;
  return length;
}

const said = (value: Value | undefined): string | null => (value === undefined ? null : brief(value));

function shortened(value: Value): string {
  const text = JSON.stringify(toJson(value));
  return text.length > SHOWN ? `${text.slice(0, SHOWN / 2)} … ${text.slice(-SHOWN / 4)}` : text;
}

function tail(text: string): string {
  return text.length > SHOWN ? `…${text.slice(-SHOWN)}` : text;
}
