/**
 * What a person should know about a run, worst first, in sentences: the list below the timeline, what a screen reader
 * hears, and what is copied as text.
 */
import { isMinorHold } from './minorHolds';
import { silence, stalls, type Stall } from './metrics';
import { keptItems } from './dropped';
import type { FieldDecl, Hold, RunProblem, SourceLocation } from './run';
import { endState, isTruncated, stateWord } from './rowState';
import {
  frameAt,
  lengthAfter,
  pathOf,
  rowOf,
  type ClosedHold,
  type OpenHold,
  type Retraction,
  type Row,
  type Timeline,
} from './timeline';
import type { Value } from './value';
import { brief, count, formatMs, formatPath, holdReason, nameOf, oneLine, type Sentence } from './words';

export interface Problem {
  readonly kind: 'refused' | 'invalid' | 'dropped' | 'cut' | 'hold' | 'stall' | 'retraction' | 'quirk' | 'check';
  /** Stable while the run goes on. */
  readonly key: string;
  readonly t: number;
  /** The frame at which it can be seen. */
  readonly frame: number;
  readonly row: number | null;
  readonly title: string;
  readonly why: Sentence;
  readonly at?: SourceLocation;
  /** The name of an oddity of the runtime that has a page. */
  readonly quirk?: string;
  /** So many holds, none of them worth attention: see `minorHolds.ts`. */
  readonly minor?: number;
}

/** More holds of one cause than this are told as one; fewer of those that are no problem. */
const GROUPED_FROM = 8;
const GROUPED_FROM_MINOR = 2;

/** Those that are minor come last. */
export function problems(timeline: Timeline, now: number): readonly Problem[] {
  const pauses = stalls(timeline, now);
  const ends = endProblems(timeline);
  const inTime = [
    ...holdProblems(timeline, pauses, now),
    ...stallProblems(timeline, pauses),
    ...retractionProblems(timeline),
  ];
  inTime.sort((a, b) => Number('minor' in a) - Number('minor' in b) || a.t - b.t);
  return [...ends, ...inTime];
}

// ------------------------------------------------------------------------------------------------ holds

interface HoldFact {
  /** What the timeline keeps of it; null while it goes on. */
  readonly closed: ClosedHold | null;
  readonly row: Row;
  readonly hold: Hold;
  readonly from: OpenHold['from'];
  readonly to: OpenHold['from'];
  readonly open: boolean;
  readonly ms: number;
}

function holdProblems(timeline: Timeline, pauses: readonly Stall[], now: number): Problem[] {
  const groups = new Map<string, HoldFact[]>();
  for (const fact of holdFacts(timeline, now)) {
    const key = `${generalPath(timeline, fact.row)} ${fact.hold.cause} ${fact.hold.on ?? ''}${isMinor(fact) ? ' brief' : ''}`;
    const group = groups.get(key);
    if (group) group.push(fact);
    else groups.set(key, [fact]);
  }
  const found: Problem[] = [];
  for (const [key, facts] of groups) {
    if (facts.length > (isMinor(facts[0]!) ? GROUPED_FROM_MINOR : GROUPED_FROM))
      found.push(groupProblem(timeline, key, facts));
    else for (const fact of facts) found.push(holdProblemOnce(timeline, fact, pauses));
  }
  return found;
}

const isMinor = ({ hold, from, to }: HoldFact): boolean => isMinorHold(hold, from, to);

function holdFacts(timeline: Timeline, now: number): HoldFact[] {
  const facts: HoldFact[] = [];
  for (const row of timeline.rows) {
    if (!row) continue;
    for (let i = 0; i < row.holds.length; i++) {
      const closed = row.holds.items[i]!;
      const { hold, from, to, inner } = closed;
      if (!inner) facts.push({ closed, row, hold, from, to, open: false, ms: to.t - from.t });
    }
    if (row.held && !row.held.inner && endState(timeline, row) !== 'cut') {
      const { hold, from } = row.held;
      const t = timeline.finished?.t ?? now;
      const to = { t, frame: timeline.frames.length, offset: timeline.text.length };
      facts.push({ closed: null, row, hold, from, to, open: !timeline.finished, ms: Math.max(0, t - from.t) });
    }
  }
  return facts;
}

/** Paths with `*` for each item, by the row's declaration. */
const generalPaths = new WeakMap<FieldDecl, string>();

function generalPath(timeline: Timeline, row: Row): string {
  let text = generalPaths.get(row.decl);
  if (text === undefined) {
    text = formatPath(pathOf(timeline, row).map((key) => (typeof key === 'number' ? '*' : key)));
    generalPaths.set(row.decl, text);
  }
  return text;
}

/** What is told of holds that are over, with how much of each was silence. */
const told = new WeakMap<ClosedHold, { readonly quiet: number; readonly problem: Problem }>();

/** What a hold tells. Of one that is over it is told once: it changes only where a pause turns out to be a stall, or not to be. */
function holdProblemOnce(timeline: Timeline, fact: HoldFact, pauses: readonly Stall[]): Problem {
  if (!fact.closed) return holdProblem(timeline, fact, pauses);
  const quiet = silence(pauses, fact.from.t, fact.to.t);
  const known = told.get(fact.closed);
  if (known?.quiet === quiet) return known.problem;
  const problem = holdProblem(timeline, fact, pauses);
  told.set(fact.closed, { quiet, problem });
  return problem;
}

function holdProblem(timeline: Timeline, fact: HoldFact, pauses: readonly Stall[]): Problem {
  const { row, hold, from, to, open, ms } = fact;
  const name = nameOf(timeline, row);
  const quiet = silence(pauses, from.t, to.t);
  const verb = open ? 'held for' : 'held';
  const mostlyQuiet = quiet > ms / 2;
  const why: Sentence = mostlyQuiet
    ? [`${formatMs(quiet)} of it is the stall, not the attribute; ${formatMs(ms - quiet)} would remain`]
    : holdReason(hold);
  return {
    kind: 'hold',
    key: `hold ${row.id} ${from.frame} ${hold.cause}`,
    t: from.t,
    frame: from.frame,
    row: row.id,
    title: `${name} ${verb} ${ms === 0 ? '< 1 read' : formatMs(ms)}`,
    why:
      open && hold.waitsFor
        ? [...holdReason({ ...hold, waitsFor: undefined }), '; waits for ', { code: hold.waitsFor }]
        : why,
    at: hold.at ?? row.decl.at,
    ...(isMinor(fact) && { minor: 1 }),
  };
}

function groupProblem(timeline: Timeline, key: string, facts: readonly HoldFact[]): Problem {
  const sorted = [...facts].sort((a, b) => a.ms - b.ms);
  const longest = sorted[sorted.length - 1]!;
  const first = facts[0]!;
  const general = formatPath(pathOf(timeline, first.row)).replace(/\[\d+\]/g, '[*]');
  return {
    kind: 'hold',
    key: `holds ${key}`,
    // Row and moment are those of the longest, which the sentence names.
    t: longest.from.t,
    frame: longest.from.frame,
    row: longest.row.id,
    title: `${general} held ${facts.length} times`,
    why: [
      `median ${formatMs(sorted[sorted.length >>> 1]!.ms)}, longest ${formatMs(longest.ms)} at `,
      { code: nameOf(timeline, longest.row) },
      '; ',
      ...holdReason({ ...first.hold, waitsFor: undefined }),
    ],
    at: first.hold.at ?? first.row.decl.at,
    ...(isMinor(first) && { minor: facts.length }),
  };
}

// ------------------------------------------------------------------------------------------------ stalls, retractions

function stallProblems(timeline: Timeline, pauses: readonly Stall[]): Problem[] {
  return pauses.map((stall) => {
    const usual = `median gap is ${formatMs(stall.medianGap)}`;
    const first = stall.read === null ? timeline.frames.length - 1 : timeline.reads.items[stall.read]!.first;
    const end = stall.read === null ? undefined : timeline.reads.items[stall.read + 1]?.first;
    const chunks = end === undefined || stall.read === null ? 0 : end - first;
    const ended = chunks > 1 ? `; ended with one read of ${chunks} chunks` : '';
    return {
      kind: 'stall',
      key: `stall ${stall.from}`,
      t: stall.from,
      frame: first,
      row: null,
      title: `stall ${formatMs(stall.to - stall.from)}${stall.read === null && !timeline.finished ? ' so far' : ''}`,
      why: [`nothing arrived; ${usual}${ended}`],
    };
  });
}

/** What is told of retractions: nothing of them changes. */
const toldOf = new WeakMap<Retraction, Problem>();

function retractionProblems(timeline: Timeline): Problem[] {
  const found: Problem[] = [];
  for (let i = 0; i < timeline.retractions.length; i++) {
    const retraction = timeline.retractions.items[i]!;
    const known = toldOf.get(retraction);
    if (known) {
      found.push(known);
      continue;
    }
    const { row: id, t, frame, before, after } = retraction;
    const row = rowOf(timeline, id);
    if (!row) continue;
    const problem: Problem = {
      kind: 'retraction',
      key: `retraction ${i}`,
      t,
      frame,
      row: id,
      ...takenBack(nameOf(timeline, row), before, after),
      at: row.decl.at,
    };
    toldOf.set(retraction, problem);
    found.push(problem);
  }
  return found;
}

function takenBack(name: string, before: Value, after: Value | undefined): Pick<Problem, 'title' | 'why'> {
  if (after === undefined)
    return { title: `${name} vanished`, why: [{ code: brief(before) }, ' was visible and is gone'] };
  if (typeof before !== 'string' || typeof after !== 'string') {
    return { title: `${name} changed`, why: [{ code: brief(before) }, ' became ', { code: brief(after) }] };
  }
  // Of a text only its end is taken back: from where the two differ.
  let same = 0;
  while (same < before.length && before[same] === after[same]) same++;
  const from = Math.max(0, same - 12);
  const tail = (text: string): string =>
    `${from > 0 ? '…' : ''}${JSON.stringify(text.slice(from, same + 12)).slice(1, -1)}`;
  const why: Sentence = [{ code: tail(before) }, ' became ', { code: tail(after) }];
  return { title: `${name} retracted ${count(before.length - same, 'char')}`, why };
}

// ------------------------------------------------------------------------------------------------ how it ended

function endProblems(timeline: Timeline): Problem[] {
  const finished = timeline.finished;
  if (!finished) return [];
  const { outcome, t } = finished;
  const frame = timeline.frames.length - 1;
  if (outcome.kind === 'refused') {
    return outcome.problems.map((problem: RunProblem, i) => ({
      kind: 'refused',
      key: `refused ${i}`,
      t: 0,
      frame: -1,
      row: null,
      title: 'not run',
      why: [problem.message],
      at: problem.at,
    }));
  }
  const found: Problem[] = [];
  for (const row of timeline.rows) {
    if (!row) continue;
    const state = endState(timeline, row);
    if (state === 'invalid') {
      const isRoot = row.id === timeline.root;
      // Of a value around one that is refused there is nothing to be said.
      if (!isRoot && !row.refused?.why) continue;
      const why: Sentence = [
        isRoot && outcome.kind === 'failed' ? oneLine(outcome.error.message) : (row.refused?.why ?? ''),
      ];
      found.push({
        kind: 'invalid',
        key: `invalid ${row.id}`,
        t,
        frame,
        row: row.id,
        title: `${nameOf(timeline, row)} ${stateWord(row, state)}`,
        why,
        at: row.decl.at,
      });
    } else if (row.dropped.length > 0) {
      found.push(...droppedProblems(timeline, row));
    } else if (state === 'cut' && !row.held?.inner && isInnermostCut(timeline, row)) {
      found.push({
        kind: 'cut',
        key: `cut ${row.id}`,
        t,
        frame,
        row: row.id,
        title: `${nameOf(timeline, row)} cut`,
        why: cutReason(timeline, row),
        at: row.held?.hold.at ?? row.decl.at,
      });
    }
  }
  if (outcome.kind === 'failed' && found.length === 0) {
    const why: Sentence = [oneLine(outcome.error.message)];
    found.push({ kind: 'invalid', key: 'failed', t, frame, row: null, title: 'run failed', why, at: outcome.error.at });
  }
  const finishReason = outcome.kind === 'cancelled' ? undefined : outcome.finishReason;
  if (isTruncated(finishReason)) {
    found.unshift({
      kind: 'cut',
      key: 'truncated',
      t,
      frame,
      row: null,
      title: 'answer cut',
      why: [`the provider stopped with “${finishReason}”: the answer is incomplete`],
    });
  }
  return found;
}

/** What is left out of a list or map, each with its reason; of very many together. */
function droppedProblems(timeline: Timeline, list: Row): Problem[] {
  const { length } = list.dropped;
  const kept = keptItems(timeline, list);
  const many = length > GROUPED_FROM;
  return list.dropped.items.slice(0, many ? 1 : length).map((id) => {
    const row = rowOf(timeline, id)!;
    const { t, frame } = row.end ?? { t: timeline.finished!.t, frame: Infinity };
    const name = nameOf(timeline, row);
    return {
      kind: 'dropped',
      key: `dropped ${id}`,
      t,
      frame: Math.min(frame, timeline.frames.length - 1),
      row: id,
      title: many ? `${nameOf(timeline, list)}: ${length} dropped` : `${name} dropped`,
      why: [
        ...(many ? ['the first is ', { code: name }, ': '] : []),
        `${row.leftOut}; the final value has ${kept} of ${kept + length}`,
      ],
    };
  });
}

/** The values the run stopped in, and lists it left open; not every object around them. */
function isInnermostCut(timeline: Timeline, row: Row): boolean {
  if (row.decl.type.endsWith('[]')) return true;
  if (row.held) return true;
  for (let i = row.children.length - 1; i >= 0; i--) {
    const child = rowOf(timeline, row.children.items[i]!);
    if (child && endState(timeline, child) === 'cut') return false;
  }
  return true;
}

function cutReason(timeline: Timeline, row: Row): Sentence {
  if (row.held) {
    const chars = timeline.text.length - (row.start?.offset ?? row.held.from.offset);
    return [
      `${count(chars, 'char')} had arrived, none was visible: `,
      ...holdReason({ ...row.held.hold, waitsFor: undefined }),
    ];
  }
  if (row.decl.type.endsWith('[]')) return [`the list was open after ${count(keptItems(timeline, row), 'item')}`];
  const length = frameAt(timeline, timeline.frames.length - 1) ? lengthAfter(timeline, timeline.frames.length) : 0;
  const chars = row.start ? Math.max(0, length - row.start.offset) : 0;
  return row.visible
    ? [`visible, ${count(chars, 'char')} had arrived; your code keeps this partial value`]
    : [`${count(chars, 'char')} had arrived, none was visible`];
}
