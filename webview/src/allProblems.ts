/** Everything the list of problems tells: what the run itself says, then checks that failed and quirks of the runtime. */
import { problems, type Problem } from '../../protocol/problems';
import { rowOf, type Timeline } from '../../protocol/timeline';
import { count, formatPath, nameOf, type Sentence } from '../../protocol/words';
import type { QuirkMark } from './insights';
import type { State } from './model';
import { atTime } from './navigate';

/** How it ended comes first, then everything in order of time; what is minor comes last. */
export function allProblems(state: Pick<State, 'timeline' | 'insights'>, now: number): readonly Problem[] {
  const { timeline, insights } = state;
  const own = problems(timeline, now);
  const more = [...failedChecks(timeline), ...quirkProblems(timeline, insights.quirks?.marks ?? [])];
  if (more.length === 0) return own;
  const isEnd = ({ kind }: Problem): boolean =>
    kind === 'refused' || kind === 'invalid' || kind === 'dropped' || kind === 'cut';
  const inTime = [...own.filter((one) => !isEnd(one) && !one.minor), ...more].sort((a, b) => a.t - b.t);
  return [...own.filter(isEnd), ...inTime, ...own.filter(isMinor)];
}

export const isMinor = ({ minor }: Problem): boolean => minor !== undefined;

function failedChecks(timeline: Timeline): Problem[] {
  const found: Problem[] = [];
  for (let i = 0; i < timeline.checks.length; i++) {
    const { row: id, t, frame, name, expression, holds, decided, level } = timeline.checks.items[i]!;
    const row = rowOf(timeline, id);
    if (holds || !decided || !row) continue;
    found.push({
      kind: 'check',
      key: `check ${id} ${name} ${i}`,
      t,
      frame: Math.min(frame, timeline.frames.length - 1),
      row: id,
      title: `${nameOf(timeline, row)} fails ${name || (level ?? 'a check')}`,
      why: [
        { code: expression },
        level === 'assert'
          ? ' is not true, so the value is refused; it could be known as soon as its text had ended'
          : ' is not true; it was decided when the text of the value had ended',
      ],
      ...(row.decl.at && { at: row.decl.at }),
    });
  }
  return found;
}

/** One line for each quirk and field; the same quirk of several items is told once. */
function quirkProblems(timeline: Timeline, marks: readonly QuirkMark[]): Problem[] {
  const groups = new Map<string, QuirkMark[]>();
  for (const mark of marks) {
    const key = `${mark.quirk} ${general(mark)}`;
    const group = groups.get(key);
    if (group) group.push(mark);
    else groups.set(key, [mark]);
  }
  return [...groups].map(([key, group]) => {
    const first = group[0]!;
    return {
      kind: 'quirk' as const,
      key: `quirk ${key}`,
      t: first.t,
      frame: atTime(timeline, first.t),
      row: first.row,
      title: quirkTitle(timeline, group),
      why: quirkWhy(first),
      quirk: first.quirk,
    };
  });
}

const general = ({ path }: QuirkMark): string => formatPath(path).replace(/\[\d+\]/g, '[*]');

function quirkTitle(timeline: Timeline, group: readonly QuirkMark[]): string {
  const [first] = group as [QuirkMark];
  const path = group.length > 1 ? general(first) : formatPath(first.path);
  const root = timeline.root === null ? undefined : rowOf(timeline, timeline.root);
  const name = path || root?.decl.type || 'the answer';
  const chars = group.reduce((sum, one) => sum + (one.chars ?? 0), 0);
  const times = group.length > 1 ? `, ${count(group.length, 'time')}` : '';
  if (first.chars === null) return `${name}: ${first.quirk}${times}`;
  return `${name} shown oddly for ${count(chars, 'char')}${times}`;
}

/** What your runtime showed, and what a corrected reading would. */
export function quirkWhy({ happens, advice, shown, instead, chars }: QuirkMark): Sentence {
  if (advice === 'better' && shown !== undefined && instead !== undefined) {
    return [{ code: shown }, ' where a corrected reading shows ', { code: instead }, `. ${happens}`];
  }
  if (chars === null && shown !== undefined && instead !== undefined) {
    return [{ code: shown }, ' became ', { code: instead }, `. ${happens}`];
  }
  return [happens];
}
