/** When the text of a held value was enough, and what it waited for: told from the rows, never guessed. */
import type { Path } from '../../protocol/run';
import { pathOf, rowAtPath, rowOf, type Row, type Timeline } from '../../protocol/timeline';
import { formatMs, formatPath, type Sentence } from '../../protocol/words';

export interface HoldStory {
  readonly sentence: Sentence;
  /** The member that closed last or that it waited for, when leaving only that one done is worth a try. */
  readonly blocker: Row | null;
}

/** `from`: when the hold began, in milliseconds since the request was sent. */
export function holdStory(timeline: Timeline, row: Row, from: number, waitsFor: string | undefined): HoldStory {
  const members = childrenOf(timeline, row);
  if (members.length > 0) {
    const closed = members.filter(({ end }) => end !== null).sort((a, b) => a.end!.t - b.end!.t);
    const first = closed[0];
    const last = closed.at(-1);
    if (!first || !last)
      return {
        sentence: [`Its text began at ${formatMs(row.start?.t ?? from)}; no member is complete yet.`],
        blocker: null,
      };
    const open = members.find(({ end, start }) => start !== null && end === null);
    const enough: Sentence = ['Its ', { code: String(first.decl.key) }, ` was complete at ${formatMs(first.end!.t)}`];
    const end: Sentence = open
      ? ['; ', { code: String(open.decl.key) }, ' is still open.']
      : first === last
        ? ['.']
        : ['; the last member, ', { code: String(last.decl.key) }, `, at ${formatMs(last.end!.t)}.`];
    return { sentence: [...enough, ...end], blocker: open ?? last };
  }
  const awaited = waitsFor === undefined ? undefined : rowNamed(timeline, waitsFor, row);
  const began = row.end ? 'Its text arrived from ' : 'Its text began at ';
  const ended = `${formatMs(row.start?.t ?? from)}${row.end ? ` to ${formatMs(row.end.t)}` : ''}`;
  if (!awaited)
    return {
      sentence: [
        `${began}${ended}${waitsFor === undefined ? '.' : '; waited for '}`,
        ...(waitsFor === undefined ? [] : [{ code: waitsFor }, '.']),
      ],
      blocker: null,
    };
  const when = awaited.end ? `, which was complete at ${formatMs(awaited.end.t)}.` : ', which is not complete yet.';
  return { sentence: [`${began}${ended}; waited for `, { code: waitsFor! }, when], blocker: null };
}

function childrenOf(timeline: Timeline, row: Row): readonly Row[] {
  const children: Row[] = [];
  if (row.decl.type.endsWith('[]')) return children;
  for (let i = 0; i < row.children.length; i++) {
    const child = rowOf(timeline, row.children.items[i]!);
    if (child?.start) children.push(child);
  }
  return children;
}

/** The row a name stands for: `items[0].price` from the root, or a sibling. */
function rowNamed(timeline: Timeline, name: string, near: Row): Row | undefined {
  const path = pathNamed(name);
  const found = rowAtPath(timeline, path);
  if (found && found.rest.length === 0) return found.row;
  const around = near.decl.parent === null ? undefined : rowOf(timeline, near.decl.parent);
  const beside = around && rowAtPath(timeline, [...pathOf(timeline, around), ...path]);
  return beside && beside.rest.length === 0 ? beside.row : undefined;
}

/** The path that `formatPath` writes as `name`. */
function pathNamed(name: string): Path {
  const path: (string | number)[] = [];
  for (const [, word, index, quoted] of name.matchAll(/([A-Za-z_]\w*)|\[(\d+)\]|\[("(?:[^"\\]|\\.)*")\]/g)) {
    if (word !== undefined) path.push(word);
    else if (index !== undefined) path.push(Number(index));
    else if (quoted !== undefined) path.push(JSON.parse(quoted) as string);
  }
  return formatPath(path) === name ? path : [];
}
