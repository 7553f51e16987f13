/** Whether a run is as expected, and where not. Pure: a timeline and an expectation in, a verdict out. */
import type { Json } from '../run';
import { completedAt, stateAt } from '../rowState';
import { lastTime, lengthAfter, pathOf, rowOf, type Mark, type Row, type Timeline } from '../timeline';
import { sameJson } from '../sameJson';
import { count, formatMs, formatPath } from '../words';
import { isPlural, rowsAt, withAllBelow, writePath } from './pathPattern';
import type { Expectation, Limit, PathPattern, Rule } from './rule';

export type Verdict = { readonly ok: true } | Failure;

export interface Failure {
  readonly ok: false;
  /** One sentence: what is not as expected. */
  readonly message: string;
  readonly expected: string;
  readonly actual: string;
  /** The snapshot to look at: index of a frame, -1 when the run has none. */
  readonly frame: number;
  /** The row to look at. */
  readonly row?: number;
}

/** The timeline must be that of a run that has ended. */
export function evaluate(timeline: Timeline, { rule, text }: Pick<Expectation, 'rule' | 'text'>): Verdict {
  return CHECKS[rule.kind](timeline, rule as never, text);
}

type Check<K extends Rule['kind']> = (timeline: Timeline, rule: Extract<Rule, { kind: K }>, text: string) => Verdict;

const CHECKS: { readonly [K in Rule['kind']]: Check<K> } = {
  within(timeline, { path, what, limit, ofStart }, text) {
    return each(timeline, path, text, (row) => {
      const mark = what === 'visible' ? row.firstVisible : completedAt(timeline, row);
      if (!mark) return fail(timeline, row, text, `never became ${what}`);
      if (ofStart && !row.start) return fail(timeline, row, text, 'had no text of its own to count from', mark);
      const took = amount(timeline, limit, ofStart ? row.start : null, mark);
      return took <= limit.most ? OK : fail(timeline, row, text, `became ${what} after ${words(limit, took)}`, mark);
    });
  },
  'appears-complete'(timeline, { path }, text) {
    return each(timeline, path, text, (row) => {
      if (!row.firstVisible) return fail(timeline, row, text, 'never became visible');
      const state = stateAt(timeline, row, row.firstVisible.frame);
      return state === 'complete' ? OK : fail(timeline, row, text, `was ${state} when it appeared`, row.firstVisible);
    });
  },
  before(timeline, { path, other }, text) {
    const pairs = pairsOf(timeline, path, other);
    for (const { first, second } of pairs) {
      if (!second.firstVisible) continue;
      const seen = first?.firstVisible;
      if (seen && seen.frame <= second.firstVisible.frame) continue;
      const name = nameOf(timeline, second);
      const actual = seen
        ? `${name} was visible ${words(CHARACTERS, lengthAt(timeline, seen) - lengthAt(timeline, second.firstVisible))} earlier`
        : `${name} was visible, ${writePath(path)} never`;
      return failed(text, actual, second.firstVisible.frame, second.id);
    }
    return OK;
  },
  held(timeline, { path, limit }, text) {
    return each(timeline, path, text, (row) => {
      const spans = [...row.holds.items.slice(0, row.holds.length)];
      if (row.held) spans.push({ ...row.held, to: { ...endOf(timeline), offset: timeline.text.length } });
      const held = spans.reduce((sum, { from, to }) => sum + amount(timeline, limit, from, to), 0);
      const isFine = limit.most === 0 ? spans.length === 0 : held <= limit.most;
      return isFine ? OK : fail(timeline, row, text, `was held ${words(limit, held)}`, spans[0]?.from);
    });
  },
  'at-most'(timeline, { most, what, path }, text) {
    const within =
      path && new Set(rowsAt(timeline, path).flatMap((row) => withAllBelow(timeline, row).map(({ id }) => id)));
    const found = (what === 'retractions' ? retractions(timeline) : holds(timeline)).filter(
      ({ row }) => !within || within.has(row),
    );
    if (found.length <= most) return OK;
    const one = found[most]!;
    const where = rowOf(timeline, one.row);
    const actual = `there ${found.length === 1 ? 'was' : 'were'} ${count(found.length, what.slice(0, -1))}${where ? `, ${most ? 'one too many' : 'the first'} at ${nameOf(timeline, where)}` : ''}`;
    return failed(text, actual, one.frame, one.row);
  },
  is(timeline, { path, value }, text) {
    const outcome = timeline.finished?.outcome;
    const final = outcome?.kind === 'completed' ? outcome.value : undefined;
    if (final === undefined)
      return failed(text, `the run ended ${outcome?.kind ?? 'early'}, without a final value`, lastFrame(timeline));
    const found = valuesAt(final, path);
    if (!found.length && !isPlural(path))
      return failed(text, `there is no ${writePath(path)} in the final value`, lastFrame(timeline));
    const other = found.find((one) => !sameJson(one, value));
    if (other === undefined) return OK;
    const row = rowsAt(timeline, path).find((one) => one.decl.key !== null || !path.length);
    return failed(text, `it is ${short(other)}`, lastFrame(timeline), row?.id);
  },
  ends(timeline, { outcome: wanted }, text) {
    const outcome = timeline.finished?.outcome;
    if (outcome?.kind === wanted) return OK;
    const why = outcome?.kind === 'failed' ? `: ${outcome.error.message}` : '';
    return failed(text, `it ended ${outcome?.kind ?? 'nowhere'}${why}`, lastFrame(timeline));
  },
};

const OK: Verdict = { ok: true };
const CHARACTERS: Limit = { most: 0, unit: 'characters' };

/** The first row of a path for which something does not hold. A path without `[*]` must lead somewhere. */
function each(timeline: Timeline, path: PathPattern, text: string, check: (row: Row) => Verdict): Verdict {
  const rows = rowsAt(timeline, path);
  if (!rows.length && !isPlural(path))
    return failed(text, `${writePath(path)} is not in the answer`, lastFrame(timeline));
  for (const row of rows) {
    const verdict = check(row);
    if (!verdict.ok) return verdict;
  }
  return OK;
}

/** For each row of the second path the row of the first that shares its items: `items[*].type before items[*].text`. */
function pairsOf(timeline: Timeline, path: PathPattern, other: PathPattern): { first: Row | undefined; second: Row }[] {
  return rowsAt(timeline, other).map((second) => {
    const keys = pathOf(timeline, second);
    const own = path.map((part, i) => (typeof part === 'object' && isSame(path, other, i) ? (keys[i] ?? part) : part));
    const firsts = rowsAt(timeline, own);
    // Of several the one seen last: all are to be there before.
    const first =
      firsts.find((row) => !row.firstVisible) ??
      firsts.toSorted((a, b) => b.firstVisible!.frame - a.firstVisible!.frame)[0];
    return { first, second };
  });
}

/** Whether two paths are the same up to and with a part. */
function isSame(a: PathPattern, b: PathPattern, end: number): boolean {
  return writePath(a.slice(0, end + 1)) === writePath(b.slice(0, end + 1));
}

function amount(timeline: Timeline, { unit }: Limit, from: Place | null, to: Mark): number {
  if (unit === 'ms') return to.t - (from?.t ?? 0);
  return lengthAt(timeline, to) - (from?.offset ?? 0);
}

/** A moment, and the character it is about. */
type Place = Mark & { readonly offset: number };

/** Characters that had come when something became true. */
function lengthAt(timeline: Timeline, { frame }: Mark): number {
  return lengthAfter(timeline, frame + 1);
}

function words({ unit }: Limit, n: number): string {
  return unit === 'ms' ? formatMs(n) : count(n, 'character');
}

function retractions({ retractions: { items, length } }: Timeline): { row: number; frame: number }[] {
  return items.slice(0, length);
}

/** Holds with a cause of their own, in order. */
function holds(timeline: Timeline): { row: number; frame: number }[] {
  const found: { row: number; frame: number }[] = [];
  for (let id = 0; id < timeline.rows.length; id++) {
    const row = rowOf(timeline, id);
    if (!row) continue;
    const all = [...row.holds.items.slice(0, row.holds.length), ...(row.held ? [row.held] : [])];
    for (const { inner, from } of all) if (!inner) found.push({ row: id, frame: from.frame });
  }
  return found.sort((a, b) => a.frame - b.frame);
}

function valuesAt(value: Json, path: PathPattern): readonly Json[] {
  let values: readonly Json[] = [value];
  for (const part of path) {
    values = values.flatMap((one) => {
      if (one === null || typeof one !== 'object') return [];
      if (typeof part === 'object') return Object.values(one) as Json[];
      return Object.hasOwn(one, part) ? [(one as Record<string | number, Json>)[part]!] : [];
    });
  }
  return values;
}

function fail(timeline: Timeline, row: Row, text: string, what: string, mark: Mark = endOf(timeline)): Failure {
  return failed(text, `${nameOf(timeline, row)} ${what}`, Math.min(mark.frame, lastFrame(timeline)), row.id);
}

function failed(expected: string, actual: string, frame: number, row?: number): Failure {
  const message = `Expected \`${expected}\`, but ${actual}.`;
  return { ok: false, message, expected, actual, frame, ...(row !== undefined && { row }) };
}

function nameOf(timeline: Timeline, row: Row): string {
  return row.decl.key === null ? 'the answer' : formatPath(pathOf(timeline, row));
}

function endOf(timeline: Timeline): Mark {
  return { t: lastTime(timeline), frame: lastFrame(timeline) };
}

function lastFrame(timeline: Timeline): number {
  return timeline.frames.length - 1;
}

function short(value: Json): string {
  const text = JSON.stringify(value);
  return text.length > 60 ? `${text.slice(0, 59)}…` : text;
}
