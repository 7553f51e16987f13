/** Several runs of one function beside each other: medians and spreads by client, how many were valid, what differs. */
import { metrics } from '../metrics';
import type { Json, Outcome, Path } from '../run';
import type { Timeline } from '../timeline';
import { childAt } from '../value';
import { count, formatMs, type Sentence } from '../words';
import type { Block } from './document';
import { fieldFacts, pathText, type FieldFacts } from './fieldFacts';
import { spread, spreadWords, type Spread } from './statistics';

export interface ManyRun {
  /** The client it was run with. */
  readonly label: string;
  readonly timeline: Timeline;
}

export interface GroupSummary {
  readonly label: string;
  readonly runs: number;
  /** Runs that go on or wait. */
  readonly going: number;
  readonly completed: number;
  readonly failed: number;
  readonly cancelled: number;
  /** By a rule. */
  readonly stopped: number;
  readonly total: Spread | null;
  readonly firstText: Spread | null;
  readonly tokens: Spread | null;
  /** Some providers did not count. */
  readonly areTokensEstimated: boolean;
}

export interface FieldSpread {
  readonly name: string;
  readonly depth: number;
  /** One for each group, in their order. */
  readonly groups: readonly GroupSpread[];
}

export interface GroupSpread {
  /** Milliseconds since the request, one for each run in which it was visible. */
  readonly firsts: readonly number[];
  readonly completes: readonly number[];
  readonly first: Spread | null;
  readonly complete: Spread | null;
  /** Different values among the runs that completed, and how many of those have the field as a value without parts. */
  readonly values: {
    readonly different: number;
    readonly of: number;
    /** The most frequent ones, as JSON, in the order of how often they came. */
    readonly each: readonly { readonly text: string; readonly times: number }[];
  } | null;
}

export interface ManySummary {
  readonly groups: readonly GroupSummary[];
  readonly fields: readonly FieldSpread[];
}

/** Groups stand in the order in which their clients first come. Runs that go on count with what they have. */
export function manySummary(runs: readonly ManyRun[]): ManySummary {
  const labels = [...new Set(runs.map(({ label }) => label))];
  const facts = new Map(runs.map((run) => [run, factsOf(run.timeline)]));
  const groups = labels.map((label) => runs.filter((run) => run.label === label));
  const order = new Map<string, FieldFacts>();
  for (const fields of facts.values()) for (const [name, field] of fields) if (!order.has(name)) order.set(name, field);
  return {
    groups: groups.map((group, i) => groupSummary(labels[i]!, group)),
    fields: [...order].map(([name, { depth }]) => ({
      name,
      depth,
      groups: groups.map((group) => groupSpread(name, group, facts)),
    })),
  };
}

/** How many of the answers could be read, of those that ended by themselves: a cancelled run says nothing about that. */
export function validity({ completed, failed }: GroupSummary): string {
  return completed + failed === 0 ? 'none ended yet' : `${completed} of ${completed + failed} valid`;
}

export function tokensWords({ tokens, areTokensEstimated }: GroupSummary): string {
  if (!tokens) return '–';
  return `${spreadWords(tokens, (n) => String(Math.round(n)))}${areTokensEstimated ? ', estimated' : ''}`;
}

/** The summary as text. */
export function manyReport({ groups, fields }: ManySummary, name: string): readonly Block[] {
  const several = groups.length > 1;
  const words = (of: Spread | null): string => (of ? spreadWords(of, formatMs) : '–');
  const rows = fields.flatMap((field) =>
    field.groups.map((group, i): Sentence[] => [
      [{ code: field.name }],
      ...(several ? [[groups[i]!.label] as Sentence] : []),
      [words(group.first)],
      [words(group.complete)],
      valuesSentence(group),
    ]),
  );
  return [
    {
      kind: 'heading',
      level: 1,
      text: [
        { code: name },
        `: ${count(
          groups.reduce((sum, { runs }) => sum + runs, 0),
          'run',
        )}`,
      ],
    },
    {
      kind: 'table',
      columns: ['client', 'runs', 'valid', 'total', 'time to first text', 'output tokens'].map((title) => ({ title })),
      rows: groups.map((group) => [
        [group.label],
        [String(group.runs)],
        [validity(group)],
        [words(group.total)],
        [words(group.firstText)],
        [tokensWords(group)],
      ]),
    },
    { kind: 'heading', level: 2, text: ['Fields'] },
    {
      kind: 'table',
      columns: ['field', ...(several ? ['client'] : []), 'first visible', 'complete', 'values'].map((title) => ({
        title,
      })),
      rows,
    },
    {
      kind: 'paragraph',
      text: ['Median: the middle value. p25 and p75 are interpolated between neighbours and said from five runs on.'],
    },
  ];
}

export function valuesWords({ values }: GroupSpread): string {
  if (!values || values.of < 2) return '';
  return values.different === 1 ? `same in all ${values.of}` : `${values.different} different of ${values.of}`;
}

function valuesSentence(group: GroupSpread): Sentence {
  const which = differingValues(group);
  return which ? [`${valuesWords(group)}: `, { code: which }] : [valuesWords(group)];
}

/** Which values a field got, where they differ: each with how often it came. */
export function differingValues({ values }: GroupSpread): string {
  if (!values || values.different < 2) return '';
  const told = values.each.map(({ text, times }) => `${shortened(text)}${times > 1 ? ` ×${times}` : ''}`);
  const more = values.different - values.each.length;
  return `${told.join(', ')}${more > 0 ? `, ${more} more` : ''}`;
}

/** Of a long text its beginning and its end. */
function shortened(text: string): string {
  return text.length > 40 ? `${text.slice(0, 24)}…${text.slice(-12)}` : text;
}

const isStopped = (outcome: Outcome | undefined): boolean =>
  outcome?.kind === 'cancelled' && outcome.stopped !== undefined;

function groupSummary(label: string, runs: readonly ManyRun[]): GroupSummary {
  const outcomes = runs.map(({ timeline }) => timeline.finished?.outcome.kind);
  const stopped = runs.filter(({ timeline }) => isStopped(timeline.finished?.outcome)).length;
  const of = (kind: string): number => outcomes.filter((one) => one === kind).length;
  const ended = runs
    .filter(({ timeline }) => timeline.finished?.outcome.kind === 'completed')
    .map(({ timeline }) => metrics(timeline));
  return {
    label,
    runs: runs.length,
    going: outcomes.filter((one) => one === undefined).length,
    completed: of('completed'),
    failed: of('failed') + of('refused'),
    cancelled: of('cancelled') - stopped,
    stopped,
    total: spread(ended.flatMap(({ total }) => total ?? [])),
    firstText: spread(ended.flatMap(({ ttft }) => ttft ?? [])),
    areTokensEstimated: ended.some(({ tokens }) => tokens?.estimated),
    tokens: spread(ended.flatMap(({ tokens }) => tokens?.tokens ?? [])),
  };
}

function groupSpread(
  name: string,
  group: readonly ManyRun[],
  facts: ReadonlyMap<ManyRun, ReadonlyMap<string, FieldFacts>>,
): GroupSpread {
  const fields = group.map((run) => facts.get(run)!.get(name));
  const firsts = fields.flatMap((field) => field?.firstVisible?.t ?? []);
  const completes = fields.flatMap((field) => field?.complete?.t ?? []);
  const values: string[] = [];
  group.forEach(({ timeline }, i) => {
    const outcome = timeline.finished?.outcome;
    const path = fields[i]?.path;
    if (outcome?.kind !== 'completed' || !path) return;
    const value = valueIn(outcome.value, path);
    if (value !== undefined && (typeof value !== 'object' || value === null)) values.push(JSON.stringify(value));
  });
  return {
    firsts,
    completes,
    first: spread(firsts),
    complete: spread(completes),
    values: values.length ? counted(values) : null,
  };
}

/** Values that are told one by one, of those that differ. */
const MOST_TOLD = 5;

function counted(values: readonly string[]): NonNullable<GroupSpread['values']> {
  const times = new Map<string, number>();
  for (const text of values) times.set(text, (times.get(text) ?? 0) + 1);
  const each = [...times].map(([text, n]) => ({ text, times: n })).sort((a, b) => b.times - a.times);
  return { different: times.size, of: values.length, each: each.slice(0, MOST_TOLD) };
}

function valueIn(root: Json, path: Path): Json | undefined {
  let at: Json | undefined = root;
  for (const key of path) at = childAt(at, key) as Json | undefined;
  return at;
}

/** Facts of a run that has ended never change. */
const known = new WeakMap<Timeline, ReadonlyMap<string, FieldFacts>>();

function factsOf(timeline: Timeline): ReadonlyMap<string, FieldFacts> {
  const found = known.get(timeline);
  if (found) return found;
  const facts = new Map(fieldFacts(timeline).map((field) => [pathText(field), field]));
  if (timeline.finished) known.set(timeline, facts);
  return facts;
}
