/** Paths of expectations: `merchant`, `items[0].name`, `items[*]`, `prices["a b"]`, `$` for the whole value. */
import { rowOf, type Row, type Timeline } from '../timeline';
import { formatPath } from '../words';
import type { PathPattern } from './rule';

/** The name or bracket a path begins with, and the steps after it. */
const FIRST = /([A-Za-z_]\w*)|\[(\d{1,9}|\*)\]|\[("(?:[^"\\]|\\.)*")\]/y;
const NEXT = /\.([A-Za-z_]\w*)|\[(\d{1,9}|\*)\]|\[("(?:[^"\\]|\\.)*")\]/y;

/** Null when the text is no path. */
export function readPath(text: string): PathPattern | null {
  const path: PathPattern[number][] = [];
  let at = text.startsWith('$') ? 1 : 0;
  for (let syntax = at ? NEXT : FIRST; at < text.length; syntax = NEXT) {
    syntax.lastIndex = at;
    const step = syntax.exec(text);
    const part = step && partOf(step);
    if (part === null) return null;
    path.push(part);
    at = syntax.lastIndex;
  }
  return text === '' ? null : path;
}

function partOf([, name, index, key]: RegExpExecArray): PathPattern[number] | null {
  if (name !== undefined) return name;
  if (index !== undefined) return index === '*' ? { any: true } : Number(index);
  try {
    const read: unknown = JSON.parse(key!);
    return typeof read === 'string' ? read : null;
  } catch {
    return null;
  }
}

export function writePath(path: PathPattern): string {
  if (!path.length) return '$';
  return path.map((part, i) => (typeof part === 'object' ? '[*]' : i ? step(part) : formatPath([part]))).join('');
}

function step(part: string | number): string {
  const text = formatPath([part]);
  return text.startsWith('[') ? text : `.${text}`;
}

/** Whether one pattern stands for many values. */
export function isPlural(path: PathPattern): boolean {
  return path.some((part) => typeof part === 'object');
}

/** The rows a path stands for, in order. */
export function rowsAt(timeline: Timeline, path: PathPattern): readonly Row[] {
  const root = timeline.root === null ? undefined : rowOf(timeline, timeline.root);
  let rows: readonly Row[] = root ? [root] : [];
  for (const part of path) {
    rows = rows.flatMap((row) => childrenOf(timeline, row).filter((child) => fits(part, child)));
  }
  return rows;
}

/** The row and all below it. */
export function withAllBelow(timeline: Timeline, row: Row): readonly Row[] {
  const all = [row];
  for (let i = 0; i < all.length; i++) all.push(...childrenOf(timeline, all[i]!));
  return all;
}

function childrenOf(timeline: Timeline, { children }: Row): Row[] {
  return children.items.slice(0, children.length).flatMap((id) => rowOf(timeline, id) ?? []);
}

function fits(part: PathPattern[number], { decl: { key } }: Row): boolean {
  return typeof part === 'object' ? key !== null : key === part;
}
