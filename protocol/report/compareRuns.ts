/**
 * Two runs of one function side by side: A is the baseline, B the other. Times can be counted from when the request was sent
 * or from the first text, because what comes before that is the weather.
 */
import type { Alignment } from '../alignment';
import { layoutShifts } from '../layoutShifts';
import { firstContent, metrics, silence, tailFrom, type Metrics } from '../metrics';
import { outcomeWord } from '../outcomeWords';
import { droppedRows } from '../refusedRows';
import type { Json, PromptMessage } from '../run';
import type { Timeline } from '../timeline';
import { count, formatMs, type Sentence } from '../words';
import type { Block } from './document';
import { fieldFacts, heldOf, pathText, type FieldFacts } from './fieldFacts';
import { lastValueOf } from './runReport';

export type { Alignment } from '../alignment';

/**
 * What a difference means for whoever waits; `about the same`: less than two runs of the same differ by anyway; `only A` and `only B`: never
 * visible in the other.
 */
export type Verdict = 'better' | 'worse' | 'same' | 'about the same' | 'only A' | 'only B';

type Pair<T> = readonly [a: T, b: T];

export interface ComparedField {
  readonly name: string;
  readonly depth: number;
  readonly a: FieldFacts | null;
  readonly b: FieldFacts | null;
  /** Milliseconds from the chosen beginning. */
  readonly first: Pair<number | null>;
  readonly complete: Pair<number | null>;
  readonly held: Pair<{ readonly count: number; readonly ms: number }>;
  readonly retractions: Pair<number>;
  /** Of the first visible moment, or of the last when that is where they differ. */
  readonly verdict: Verdict;
  readonly differs: boolean;
}

export interface Total {
  readonly name: string;
  readonly a: string;
  readonly b: string;
  readonly delta: string;
  readonly verdict: Verdict | '';
}

export interface RunComparison {
  readonly align: Alignment;
  /** What ran in each. */
  readonly functions: Pair<string>;
  /** Where times count from, in milliseconds of each run. */
  readonly zero: Pair<number>;
  readonly fields: readonly ComparedField[];
  readonly totals: readonly Total[];
  readonly notes: readonly Sentence[];
  readonly same: readonly string[];
  readonly changed: readonly string[];
}

/** Differences below this round to nothing where times are written with two places. */
const NOTHING_MS = 5;
/** Smaller differences are neither better nor worse: below this many milliseconds, or below this share of the longer time. */
const NOISE_MS = 20;
const NOISE_SHARE = 0.05;

export function compareRuns(a: Timeline, b: Timeline, align: Alignment, now?: number): RunComparison {
  const zero = [zeroOf(a, align), zeroOf(b, align)] as const;
  const [ofA, ofB] = [factsByPath(a), factsByPath(b, now)];
  const fields = [...new Set([...ofB.keys(), ...ofA.keys()])].map((path): ComparedField => {
    const [fa, fb] = [ofA.get(path) ?? null, ofB.get(path) ?? null];
    const first = [since(fa?.firstVisible?.t, zero[0]), since(fb?.firstVisible?.t, zero[1])] as const;
    const complete = [since(fa?.complete?.t, zero[0]), since(fb?.complete?.t, zero[1])] as const;
    const held = [heldMs(fa), heldMs(fb)] as const;
    const retractions = [fa?.retractions.length ?? 0, fb?.retractions.length ?? 0] as const;
    const [byFirst, byLast] = [verdictOf(first), verdictOf(complete)];
    const verdict = isNoise(byFirst) && byLast !== 'same' ? byLast : byFirst;
    const differs = !isNoise(verdict) || held[0].count !== held[1].count || retractions[0] !== retractions[1];
    return {
      name: path,
      depth: (fb ?? fa)!.depth,
      a: fa,
      b: fb,
      first,
      complete,
      held,
      retractions,
      verdict,
      differs,
    };
  });
  const [ma, mb] = [metrics(a), metrics(b, now)];
  return {
    align,
    functions: [functionOf(a), functionOf(b)],
    zero,
    fields,
    totals: totals(a, b, ma, mb),
    notes: notes(fields, ma, mb, zero),
    ...common(a, b),
  };
}

/** What must be known before anything is compared: that these are runs of different functions. Null when they are of one. */
export function otherFunction({ functions: [a, b] }: RunComparison): Sentence | null {
  if (a === '' || b === '' || a === b) return null;
  return [
    'A is of ',
    { code: a },
    ' and B of ',
    { code: b },
    ': different functions. Fields are put side by side by their names alone.',
  ];
}

/** Seconds with a sign; never a signed nothing. */
export function deltaText(ms: number): string {
  if (Math.abs(ms) < NOTHING_MS) return '0.00';
  return `${ms < 0 ? '−' : '+'}${(Math.abs(ms) / 1000).toFixed(2)}`;
}

/** B's time less A's; null when one of them never was. */
export function deltaOf([a, b]: Pair<number | null>): number | null {
  return a === null || b === null ? null : b - a;
}

/** The comparison as text: what *Copy as Markdown* gives. */
export function comparisonReport(of: RunComparison, names: Pair<string>, onlyDiffering: boolean): readonly Block[] {
  const seconds = (t: number | null): string => (t === null ? '–' : (t / 1000).toFixed(2));
  const shown = of.fields.filter(({ differs }) => differs || !onlyDiffering);
  const different = otherFunction(of);
  return [
    { kind: 'heading', level: 1, text: ['Comparison of two runs'] },
    {
      kind: 'list',
      items: [
        [`A (baseline): ${names[0]}`],
        [`B: ${names[1]}`],
        ...(different ? [different] : []),
        [`Times count from the ${of.align}, in seconds.`],
      ],
    },
    {
      kind: 'table',
      columns: [
        { title: 'field' },
        ...['A first', 'B first', 'B − A', 'A complete', 'B complete', 'B − A'].map((title) => ({
          title,
          right: true,
        })),
        { title: '' },
        { title: 'held A → B', right: true },
        { title: 'retractions A → B', right: true },
      ],
      rows: shown.map(({ name, first, complete, verdict, held, retractions }): Sentence[] => {
        const delta = (pair: Pair<number | null>): string => {
          const ms = deltaOf(pair);
          return ms === null ? '' : deltaText(ms);
        };
        return [
          [{ code: name }],
          [seconds(first[0])],
          [seconds(first[1])],
          [delta(first)],
          [seconds(complete[0])],
          [seconds(complete[1])],
          [delta(complete)],
          [verdict],
          [held[0].count || held[1].count ? `${formatMs(held[0].ms)} → ${formatMs(held[1].ms)}` : ''],
          [retractions[0] || retractions[1] ? `${retractions[0]} → ${retractions[1]}` : ''],
        ];
      }),
    },
    { kind: 'heading', level: 2, text: ['Totals'] },
    {
      kind: 'table',
      columns: [
        { title: 'figure' },
        { title: 'A', right: true },
        { title: 'B', right: true },
        { title: 'B − A', right: true },
        { title: '' },
      ],
      rows: of.totals.map(({ name, a, b, delta, verdict }) => [[name], [a], [b], [delta], [verdict]]),
    },
    ...(of.notes.length ? ([{ kind: 'list', items: of.notes }] as const) : []),
    {
      kind: 'paragraph',
      text: [
        `Changed: ${of.changed.join(', ') || 'nothing that is recorded'}. Same in both: ${of.same.join(', ') || 'nothing'}.`,
      ],
    },
  ];
}

// ------------------------------------------------------------------------------------------------ fields

/** Facts of a run that has ended never change. */
const known = new WeakMap<Timeline, ReadonlyMap<string, FieldFacts>>();

function factsByPath(timeline: Timeline, now?: number): ReadonlyMap<string, FieldFacts> {
  const found = known.get(timeline);
  if (found) return found;
  const facts = new Map(fieldFacts(timeline, now).map((field) => [pathText(field), field]));
  if (timeline.finished) known.set(timeline, facts);
  return facts;
}

function zeroOf(timeline: Timeline, align: Alignment): number {
  return align === 'request' ? 0 : (firstContent(timeline)?.t ?? 0);
}

function functionOf(timeline: Timeline): string {
  return timeline.started?.header.function ?? '';
}

function since(t: number | undefined, zero: number): number | null {
  return t === undefined ? null : t - zero;
}

function heldMs(field: FieldFacts | null): { readonly count: number; readonly ms: number } {
  return field ? heldOf(field) : { count: 0, ms: 0 };
}

function verdictOf([a, b]: Pair<number | null>): Verdict {
  if (a === null || b === null) return a === b ? 'same' : a === null ? 'only B' : 'only A';
  const by = Math.abs(b - a);
  if (by < NOTHING_MS) return 'same';
  if (by < Math.max(NOISE_MS, NOISE_SHARE * Math.max(Math.abs(a), Math.abs(b)))) return 'about the same';
  return b < a ? 'better' : 'worse';
}

function isNoise(verdict: Verdict): boolean {
  return verdict === 'same' || verdict === 'about the same';
}

// ------------------------------------------------------------------------------------------------ totals

function totals(a: Timeline, b: Timeline, ma: Metrics, mb: Metrics): Total[] {
  const silent = ({ stalls }: Metrics): number => stalls.reduce((sum, { from, to }) => sum + to - from, 0);
  return [
    times('total', ma.total, mb.total),
    times('time to first text', ma.ttft, mb.ttft),
    times('first usable', ma.firstUsable?.t ?? null, mb.firstUsable?.t ?? null),
    times('tail after the last visible change', tailOf(a), tailOf(b)),
    counts('holds', ma.holds.count, mb.holds.count, true),
    times('held time', ma.holds.ms, mb.holds.ms),
    counts('stalls', ma.stalls.length, mb.stalls.length, true),
    times('stalled time', silent(ma), silent(mb)),
    counts('retractions', ma.retractions, mb.retractions, true),
    counts('dropped items', droppedRows(a).length, droppedRows(b).length, true),
    counts('layout shifts', layoutShifts(a).shown.length, layoutShifts(b).shown.length, true),
    counts('snapshots', ma.snapshots, mb.snapshots, false),
    counts('no-op snapshots', ma.noOps, mb.noOps, false),
    counts('characters', ma.chars, mb.chars, false),
    tokens(ma, mb),
  ];
}

function times(name: string, a: number | null, b: number | null): Total {
  const write = (t: number | null): string => (t === null ? '–' : formatMs(t));
  const delta = deltaOf([a, b]);
  return {
    name,
    a: write(a),
    b: write(b),
    delta: delta === null ? '' : `${deltaText(delta)}${Math.abs(delta) < NOTHING_MS ? '' : ' s'}`,
    verdict: a === null && b === null ? '' : verdictOf([a, b]),
  };
}

/** `isCost`: fewer are better; of everything else only the number is told. */
function counts(name: string, a: number, b: number, isCost: boolean): Total {
  const verdict = a === b ? 'same' : b < a ? 'better' : 'worse';
  return { name, a: String(a), b: String(b), delta: signed(b - a), verdict: isCost || a === b ? verdict : '' };
}

function tokens(ma: Metrics, mb: Metrics): Total {
  const write = ({ tokens: of }: Metrics): string => (of ? `${of.tokens}${of.estimated ? ' est.' : ''}` : '–');
  const delta = ma.tokens && mb.tokens ? signed(mb.tokens.tokens - ma.tokens.tokens) : '';
  return { name: 'output tokens', a: write(ma), b: write(mb), delta, verdict: '' };
}

function signed(n: number): string {
  return n === 0 ? '±0' : n < 0 ? `−${-n}` : `+${n}`;
}

function tailOf(timeline: Timeline): number | null {
  const from = tailFrom(timeline);
  return from === null ? null : Math.max(0, timeline.finished!.t - from);
}

// ------------------------------------------------------------------------------------------------ words

/** How much of the largest gain or loss is a stall that only one of them had; and that one run each proves little. */
function notes(fields: readonly ComparedField[], ma: Metrics, mb: Metrics, zero: Pair<number>): Sentence[] {
  const said: Sentence[] = [];
  let largest: { readonly field: ComparedField; readonly delta: number } | null = null;
  for (const field of fields) {
    const delta = deltaOf(field.first);
    if (delta !== null && (!largest || Math.abs(delta) > Math.abs(largest.delta))) largest = { field, delta };
  }
  if (largest && Math.abs(largest.delta) >= NOTHING_MS) {
    const { field, delta } = largest;
    const quiet = (m: Metrics, at: number, from: number): number => silence(m.stalls, from, from + at);
    const luck = quiet(mb, field.first[1]!, zero[1]) - quiet(ma, field.first[0]!, zero[0]);
    if (Math.abs(luck) >= NOTHING_MS && Math.sign(luck) === Math.sign(delta)) {
      const [what, who] = delta < 0 ? ['gain', 'B did not have'] : ['loss', 'A did not have'];
      said.push([
        { code: field.name },
        `: ${formatMs(Math.min(Math.abs(luck), Math.abs(delta)))} of the ${what} of ${formatMs(Math.abs(delta))} is a stall that ${who}.`,
      ]);
    }
  }
  said.push([
    'One run each: how much of this is the change and how much the weather cannot be told. Run both several times to separate them.',
  ]);
  return said;
}

function common(a: Timeline, b: Timeline): { readonly same: readonly string[]; readonly changed: readonly string[] } {
  const [ha, hb] = [a.started?.header, b.started?.header];
  if (!ha || !hb) return { same: [], changed: [] };
  const [same, changed]: [string[], string[]] = [[], []];
  const put = (name: string, isSame: boolean, what = ''): void => void (isSame ? same : changed).push(`${name}${what}`);
  const model = (h: typeof ha): string => [h.client.name, h.client.model].filter(Boolean).join(' ');
  put(
    'function',
    ha.function === hb.function,
    ha.function === hb.function ? ` ${ha.function}` : ` ${ha.function} → ${hb.function}`,
  );
  put('client', model(ha) === model(hb), model(ha) === model(hb) ? ` ${model(ha)}` : ` ${model(ha)} → ${model(hb)}`);
  put('arguments', equalJson(ha.args, hb.args));
  const isSamePrompt = equalJson(ha.prompt.messages.map(asJson), hb.prompt.messages.map(asJson));
  put('prompt', isSamePrompt, isSamePrompt ? '' : lineDifference(ha.prompt.messages, hb.prompt.messages));
  put('types', a.started?.types === b.started?.types);
  put('answer text', a.text === b.text);
  if (a.finished && b.finished) {
    const [va, vb] = [lastValueOf(a), lastValueOf(b)];
    put('final value', va !== undefined && vb !== undefined && equalJson(va, vb));
    const [ka, kb] = [outcomeWord(a.finished.outcome), outcomeWord(b.finished.outcome)];
    put('outcome', ka === kb, ka === kb ? ` ${ka}` : ` ${ka} → ${kb}`);
  }
  return { same, changed };
}

/** How many lines of a prompt are new and how many are gone; nothing where lines only moved, or another role says them. */
function lineDifference(a: readonly PromptMessage[], b: readonly PromptMessage[]): string {
  const left = new Map<string, number>();
  const linesOf = (messages: readonly PromptMessage[]): string[] => messages.flatMap(({ text }) => text.split('\n'));
  for (const line of linesOf(a)) left.set(line, (left.get(line) ?? 0) + 1);
  let added = 0;
  for (const line of linesOf(b)) {
    const there = left.get(line) ?? 0;
    if (there === 0) added++;
    else left.set(line, there - 1);
  }
  const gone = [...left.values()].reduce((sum, n) => sum + n, 0);
  return added + gone === 0 ? '' : ` (+${added} −${gone} lines)`;
}

function asJson({ role, text }: { readonly role: string; readonly text: string }): Json {
  return { role, text };
}

/** Equal as values: the order of keys does not count. */
export function equalJson(a: Json, b: Json): boolean {
  const work: [Json, Json][] = [[a, b]];
  for (let next = work.pop(); next; next = work.pop()) {
    const [x, y] = next;
    if (x === y) continue;
    if (typeof x !== 'object' || typeof y !== 'object' || x === null || y === null) return false;
    if (Array.isArray(x) !== Array.isArray(y)) return false;
    const [kx, ky] = [Object.keys(x), Object.keys(y)];
    if (kx.length !== ky.length) return false;
    for (const key of kx) {
      if (!Object.hasOwn(y, key)) return false;
      work.push([(x as Record<string, Json>)[key]!, (y as Record<string, Json>)[key]!]);
    }
  }
  return true;
}

/** What a comparison of that many rows is about, for a heading. */
export function differingCount({ fields }: RunComparison): string {
  const differing = fields.filter(({ differs }) => differs).length;
  return `${differing} of ${count(fields.length, 'field')} differ`;
}
