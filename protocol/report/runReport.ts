/**
 * Everything that is in the picture of a run, in sentences and tables: *Open as text*, and the body of the summary for a
 * pull request. Nothing is rounded to more than is known, and estimates say that they are.
 */
import { firstContent, firstReasoning, metrics, readSize, tailFrom } from '../metrics';
import { droppedIn } from '../dropped';
import type { QuirkNote } from '../insight';
import { outcomeWord } from '../outcomeWords';
import { stopReason } from '../runOptions';
import type { AttemptStart, Json, Outcome } from '../run';
import { lastTime, rowOf, type Moment, type Timeline } from '../timeline';
import { toJson } from '../value';
import { brief, count, formatMs, heldBy, nameOf, type Sentence } from '../words';
import type { Block } from './document';
import { checkBlocks, oddityBlocks } from './oddities';
import { fieldFacts, heldOf, pathText, placeText, type FieldFacts, type HoldFacts } from './fieldFacts';

export interface ReportOptions {
  /** Time of a run that goes on, in milliseconds. */
  readonly now?: number;
  /** What the person calls the recording. */
  readonly title?: string;
  /** Oddities of the official runtime in it: null when nobody knows them any more, absent when nobody has asked. */
  readonly quirks?: readonly QuirkNote[] | null;
}

/** More rows, holds and so on than this are counted, not listed. */
const MOST_ROWS = 2_000;
const MOST_LISTED = 200;
/** Fields that an attempt had shown, by name. */
const MOST_SHOWN = 8;
/** Longer final values end with a note. */
const MOST_VALUE_CHARS = 20_000;

export function runReport(timeline: Timeline, options: ReportOptions = {}): readonly Block[] {
  const now = options.now ?? lastTime(timeline);
  const fields = fieldFacts(timeline, now);
  return [
    ...opening(timeline, now, options.title, fields.filter((field) => field.leftOut !== null).length),
    ...figures(timeline, now),
    ...phases(timeline, now),
    ...fieldTable(fields),
    ...refusals(fields),
    ...leftOut(fields),
    ...holds(fields),
    ...retractions(fields),
    ...checkBlocks(timeline),
    ...oddityBlocks(timeline, options.quirks),
    ...stallsAndReads(timeline, now),
    ...attempts(timeline),
    ...lastValue(timeline),
  ];
}

// ------------------------------------------------------------------------------------------------ what it was

function opening(timeline: Timeline, now: number, title: string | undefined, dropped: number): Block[] {
  const { started, finished } = timeline;
  const name = started?.header.function ?? 'Run';
  const how = finished ? outcomeWord(finished.outcome) : `still going on`;
  const at = finished?.outcome.kind === 'refused' ? '' : ` ${finished ? 'after' : 'at'} ${formatMs(now)}`;
  const blocks: Block[] = [{ kind: 'heading', level: 1, text: [{ code: name }, `: ${how}${at}`] }];
  if (title) blocks.push({ kind: 'paragraph', text: [`Recording: ${title}`] });
  if (started) {
    const { client, test, startedAt, redactions } = started.header;
    const kind = { live: 'A run', replay: 'A replay of a recorded run', simulated: 'A simulated run' }[started.source];
    const facts: Sentence = [
      `${kind} with the client `,
      { code: client.name || 'unknown' },
      ` (${[client.provider, client.model].filter(Boolean).join(', ') || 'provider unknown'})`,
      ...(test === undefined ? [] : [', arguments of the test ', { code: test }]),
      ...(startedAt ? [`, ${started.source === 'replay' ? 'recorded' : 'started'} ${startedAt}`] : []),
      `. The answer is read with the types of the ${started.schemaFrom}.`,
    ];
    blocks.push({ kind: 'paragraph', text: facts });
    if (redactions.length > 0) blocks.push({ kind: 'paragraph', text: [`Left out: ${redactions.join('; ')}.`] });
  }
  if (finished) blocks.push({ kind: 'paragraph', text: outcomeSentence(timeline, finished.outcome, dropped) });
  return blocks;
}

/** What a final value lacks of the answer. */
const droppedWords = (n: number): string =>
  n === 1
    ? '1 item or entry of the answer does not fit and is not in it'
    : `${n} items or entries of the answer do not fit and are not in it`;

/** What stands in backquotes, as code. */
const quoted = (text: string): Sentence => text.split('`').map((part, i) => (i % 2 === 1 ? { code: part } : part));

function outcomeSentence(timeline: Timeline, outcome: Outcome, dropped: number): Sentence {
  const chars = count(timeline.text.length, 'character');
  switch (outcome.kind) {
    case 'completed': {
      const reason = outcome.finishReason ? ` Stop reason: ${outcome.finishReason}.` : '';
      const warnings = (outcome.warnings ?? []).map((warning) => ` ${warning}`).join('');
      const lost = dropped === 0 ? '' : ` ${droppedWords(dropped)}.`;
      return [`Completed with ${chars}; the final value fits the return type.${lost}${reason}${warnings}`];
    }
    case 'cancelled': {
      const closed =
        outcome.closedAfter === undefined ? '' : `; the connection was closed in ${formatMs(outcome.closedAfter)}`;
      const how: Sentence = outcome.stopped
        ? ['A rule ended the run (', ...quoted(stopReason(outcome.stopped)), ')']
        : ['Cancelled'];
      return [...how, ` after ${chars}${closed}. What had arrived is kept; there is no final value.`];
    }
    case 'failed': {
      const { message, hint, status } = outcome.error;
      return [
        `Failed after ${chars}: ${message}${status === undefined ? '' : ` (HTTP ${status})`}${hint ? ` ${hint}` : ''}`,
      ];
    }
    case 'refused':
      return [`Not run: ${outcome.problems.map(({ message }) => message).join(' ')}`];
  }
}

// ------------------------------------------------------------------------------------------------ figures, phases

function figures(timeline: Timeline, now: number): Block[] {
  if (!timeline.started) return [];
  const m = metrics(timeline, now);
  const silent = m.stalls.reduce((sum, { from, to }) => sum + to - from, 0);
  const rows: Sentence[][] = [
    ['time to first text', m.ttft === null ? 'none yet' : formatMs(m.ttft)],
    ['first field', ...moment(timeline, m.firstField)],
    ['first usable (first complete value without parts)', ...moment(timeline, m.firstUsable)],
    ['total', m.total === null ? `${formatMs(now)} so far` : formatMs(m.total)],
    [
      'speed',
      m.tokens ? `${Math.round(m.tokens.perSecond)} tokens/s${m.tokens.estimated ? ' (estimate)' : ''}` : 'unknown',
    ],
    ['output tokens', m.tokens ? `${m.tokens.tokens}${m.tokens.estimated ? ' (estimate)' : ''}` : 'unknown'],
    ['characters, chunks, reads', `${m.chars}, ${m.chunks}, ${timeline.reads.length}`],
    ['snapshots, of them no-ops', `${m.snapshots}, ${m.noOps}`],
    ['holds', m.holds.count ? `${m.holds.count}, ${formatMs(m.holds.ms)} together` : '0'],
    ['stalls', m.stalls.length ? `${m.stalls.length}, ${formatMs(silent)} together` : '0'],
    ['retractions', String(m.retractions)],
    ['dropped items and entries', String(droppedIn(timeline))],
  ].map(([name, ...value]) => [[name!], value]);
  return [
    { kind: 'heading', level: 2, text: ['Figures'] },
    { kind: 'table', columns: [{ title: 'figure' }, { title: 'value' }], rows },
  ];
}

function moment(timeline: Timeline, at: Moment | null): string[] {
  const row = at && rowOf(timeline, at.row);
  return [row ? `${formatMs(at.t)}, ${nameOf(timeline, row)}` : 'none yet'];
}

interface Phase {
  readonly name: string;
  readonly from: number;
  readonly to: number;
  readonly note: string;
}

/** Connect, wait, reasoning, content and tail, as far as they are known. */
export function phasesOf(timeline: Timeline, now = lastTime(timeline)): readonly Phase[] {
  if (!timeline.started) return [];
  const edge = timeline.finished?.t ?? now;
  const begin = timeline.attempt?.t ?? 0;
  const content = firstContent(timeline)?.t;
  const thinking = firstReasoning(timeline) ?? undefined;
  const connected = timeline.headers?.t;
  const found: Phase[] = [];
  const add = (name: string, from: number, to: number, note: string): void => {
    if (to >= from) found.push({ name, from, to, note });
  };
  add('connect', begin, connected ?? thinking ?? content ?? edge, 'until the response headers arrived');
  if (connected !== undefined) add('wait', connected, thinking ?? content ?? edge, 'until the first text');
  if (thinking !== undefined) add('reasoning', thinking, content ?? edge, 'before the answer');
  if (content !== undefined) add('content', content, edge, 'the answer');
  const tail = tailFrom(timeline);
  if (tail !== null) add('tail', tail, edge, 'after the last visible change');
  return found;
}

function phases(timeline: Timeline, now: number): Block[] {
  const found = phasesOf(timeline, now);
  if (found.length === 0) return [];
  return [
    { kind: 'heading', level: 2, text: ['Phases'] },
    {
      kind: 'table',
      columns: [{ title: 'phase' }, { title: 'from', right: true }, { title: 'took', right: true }, { title: 'what' }],
      rows: found.map(({ name, from, to, note }) => [[name], [formatMs(from)], [formatMs(to - from)], [note]]),
    },
  ];
}

// ------------------------------------------------------------------------------------------------ fields

function fieldTable(fields: readonly FieldFacts[]): Block[] {
  if (fields.length === 0) return [];
  const rows = fields.slice(0, MOST_ROWS).map((field): Sentence[] => {
    const held = heldOf(field);
    return [
      [{ code: pathText(field) }],
      [{ code: field.type }, ...field.attributes.flatMap((attribute) => [' ', { code: attribute }])],
      [ms(field.firstText?.t)],
      [ms(field.firstVisible?.t)],
      [ms(field.complete?.t)],
      [held.count ? (held.ms === 0 ? '< 1 read' : formatMs(held.ms)) : ''],
      [
        [field.state, ...(field.items === null ? [] : [count(field.items, 'item')])].join(', ') +
          (field.dropped > 0 ? `, ${field.dropped} dropped` : ''),
      ],
    ];
  });
  const more = fields.length - rows.length;
  return [
    { kind: 'heading', level: 2, text: ['Fields'] },
    {
      kind: 'table',
      columns: [
        { title: 'field' },
        { title: 'type' },
        { title: 'first text', right: true },
        { title: 'first visible', right: true },
        { title: 'complete', right: true },
        { title: 'held', right: true },
        { title: 'state' },
      ],
      rows,
    },
    ...(more > 0 ? [{ kind: 'paragraph', text: [`${count(more, 'more field')} not listed here.`] } as const] : []),
  ];
}

function ms(t: number | undefined): string {
  return t === undefined ? '–' : formatMs(t);
}

// ------------------------------------------------------------------------------------------------ refusals, holds, retractions

/** The values that the answer is refused for. */
function refusals(fields: readonly FieldFacts[]): Block[] {
  const refused = fields.filter((field) => field.refused !== null);
  if (refused.length === 0) return [];
  const sentence = (field: FieldFacts): Sentence => [
    { code: pathText(field) },
    ` is ${field.state}: ${field.refused}`,
    ...(field.at ? [' (', { code: placeText(field.at) }, ')'] : []),
  ];
  return [{ kind: 'heading', level: 2, text: ['Why the answer is refused'] }, listed(refused.map(sentence))];
}

/** The items and entries that the final value is read without. */
function leftOut(fields: readonly FieldFacts[]): Block[] {
  const dropped = fields.filter((field) => field.leftOut !== null);
  if (dropped.length === 0) return [];
  const sentence = (field: FieldFacts): Sentence => {
    const [from, to] = [field.span?.[0], field.span?.[1]];
    const place = from === undefined ? '' : `, characters ${from} to ${to ?? 'the end'} of the text`;
    return [{ code: pathText(field) }, `${place}: ${field.leftOut}`];
  };
  return [
    { kind: 'heading', level: 2, text: ['Dropped: does not fit, and is not in the final value'] },
    listed(dropped.map(sentence)),
  ];
}

function holds(fields: readonly FieldFacts[]): Block[] {
  const own = fields.flatMap((field) => field.holds.filter(({ inner }) => !inner).map((hold) => ({ field, hold })));
  if (own.length === 0) return [];
  own.sort((a, b) => b.hold.ms - a.hold.ms);
  const inner = fields.reduce((sum, field) => sum + field.holds.filter((hold) => hold.inner).length, 0);
  return [
    { kind: 'heading', level: 2, text: ['Holds, the longest first'] },
    listed(own.map(({ field, hold }) => holdSentence(field, hold))),
    ...(inner
      ? [
          {
            kind: 'paragraph',
            text: [`${count(inner, 'more hold')} of members lie within these and add nothing to them.`],
          } as const,
        ]
      : []),
  ];
}

/** What a hold cost and why, with the line that causes it. */
export function holdSentence(
  field: FieldFacts,
  { hold, from, to, ms: lasted, chars, silentMs, at }: HoldFacts,
): Sentence {
  const long = lasted === 0 ? 'within one read' : formatMs(lasted);
  const silent =
    silentMs > 0
      ? ` ${formatMs(silentMs)} of it is a stall, not the hold; ${formatMs(lasted - silentMs)} would remain.`
      : '';
  return [
    { code: field.name },
    ` was held ${long}, ${count(chars, 'character')}, from ${formatMs(from.t)} ${to ? `to ${formatMs(to.t)}` : 'to the end'}, `,
    ...heldBy(hold),
    ...(at ? [' (', { code: placeText(at) }, ')'] : []),
    `.${silent}`,
  ];
}

function retractions(fields: readonly FieldFacts[]): Block[] {
  const all = fields
    .flatMap((field) => field.retractions.map((retraction) => ({ field, retraction })))
    .sort((a, b) => a.retraction.t - b.retraction.t);
  if (all.length === 0) return [];
  const sentence = ({ field, retraction: { t, before, after } }: (typeof all)[number]): Sentence => [
    `At ${formatMs(t)} `,
    { code: field.name },
    after === undefined ? ' vanished: it was ' : ' changed other than by growing: from ',
    { code: brief(before) },
    ...(after === undefined ? [] : [' to ', { code: brief(after) }]),
    '.',
  ];
  return [{ kind: 'heading', level: 2, text: ['Retractions'] }, listed(all.map(sentence))];
}

// ------------------------------------------------------------------------------------------------ arrivals, attempts

function stallsAndReads(timeline: Timeline, now: number): Block[] {
  const { reads, frames } = timeline;
  if (reads.length === 0) return [];
  let [several, most] = [0, 0];
  for (let i = 0; i < reads.length; i++) {
    const { chunks } = readSize(timeline, i);
    if (chunks > 1) several++;
    most = Math.max(most, chunks);
  }
  const together =
    several === 0
      ? 'Each read brought one chunk.'
      : `${count(several, 'read')} brought several chunks (${most} at most), which share one time: nobody can tell them apart.`;
  const { stalls } = metrics(timeline, now);
  return [
    { kind: 'heading', level: 2, text: ['Arrivals'] },
    {
      kind: 'paragraph',
      text: [`${count(frames.length, 'chunk')} came in ${count(reads.length, 'network read')}. ${together}`],
    },
    ...(stalls.length
      ? [
          listed(
            stalls.map(({ from, to, medianGap, read }) => [
              `Stall of ${formatMs(to - from)} from ${formatMs(from)}${read === null && !timeline.finished ? ', not over yet' : ''}: nothing arrived; the median gap between reads is ${formatMs(medianGap)}.`,
            ]),
          ),
        ]
      : []),
  ];
}

function attempts(timeline: Timeline): Block[] {
  const failed = timeline.failedAttempts.items.slice(0, timeline.failedAttempts.length);
  if (failed.length === 0) return [];
  const items: Sentence[] = failed.map(({ attempt, failed: { t, error, delayMs }, text, reading }) => [
    ...attemptName(attempt),
    ` failed after ${formatMs(t - attempt.t)} with ${count(text.length, 'character')}: ${error.message}`,
    ...shownBy(reading),
    delayMs > 0 ? ` The next one waited ${formatMs(delayMs)}.` : '',
  ]);
  if (timeline.attempt) {
    const isIt = ' is the one that counts: all fields above were read from its answer, which begins anew.';
    items.push([...attemptName(timeline.attempt), isIt]);
  }
  return [{ kind: 'heading', level: 2, text: ['Attempts'] }, listed(items)];
}

/** What your code had been shown by an attempt that failed: its fields at the top, as many as fit into a sentence. */
function shownBy(reading: Timeline): Sentence {
  const names: string[] = [];
  for (const row of reading.rows)
    if (row?.firstVisible && row.decl.parent === reading.root) names.push(nameOf(reading, row));
  if (names.length === 0) return [];
  const more = names.length - MOST_SHOWN;
  const named = names
    .slice(0, MOST_SHOWN)
    .flatMap((name, i): Sentence => (i > 0 ? [', ', { code: name }] : [{ code: name }]));
  return [' Your code had been shown ', ...named, more > 0 ? ` and ${more} more.` : '.'];
}

function attemptName({ number, client }: AttemptStart): Sentence {
  return [`Attempt ${number}, `, { code: client.name || 'unknown client' }, ','];
}

// ------------------------------------------------------------------------------------------------ value

function lastValue(timeline: Timeline): Block[] {
  const outcome = timeline.finished?.outcome;
  const value = lastValueOf(timeline);
  if (value === undefined) return [];
  const text = JSON.stringify(value, null, 2);
  const isLong = text.length > MOST_VALUE_CHARS;
  return [
    { kind: 'heading', level: 2, text: [outcome?.kind === 'completed' ? 'Final value' : 'Last snapshot'] },
    { kind: 'code', language: 'json', text: isLong ? text.slice(0, MOST_VALUE_CHARS) : text },
    ...(isLong
      ? [
          {
            kind: 'paragraph',
            text: [`${count(text.length - MOST_VALUE_CHARS, 'more character')} not shown.`],
          } as const,
        ]
      : []),
  ];
}

/** The final value, or the last snapshot of a run without one; undefined when there was none. */
export function lastValueOf(timeline: Timeline): Json | undefined {
  const outcome = timeline.finished?.outcome;
  if (outcome?.kind === 'completed') return outcome.value;
  return timeline.value === undefined ? undefined : toJson(timeline.value);
}

function listed(items: readonly Sentence[]): Block {
  const more = items.length - MOST_LISTED;
  return { kind: 'list', items: more > 0 ? [...items.slice(0, MOST_LISTED), [`and ${more} more`]] : items };
}
