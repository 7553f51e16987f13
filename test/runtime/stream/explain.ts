/**
 * A streamed answer as a trace a person reads: for every chunk that changed something, what became visible, what was completed,
 * what is held by which attribute or rule, and which quirk of the official runtime shows for how long. At the end, from which part of the
 * text the value was read, as which variants, what was repaired on the way, when checks were decided, and what `b.stream` delivered of a
 * recording. For `npm run explain`.
 */
import { readRecording } from '../../../protocol/recording';
import type { Json } from '../../../server/src/ir/json';
import { recordedOutput } from '../../../server/src/runtime/recordedOutput';
import { factsOf, factsOfChunks, type Facts } from '../../../server/src/runtime/facts/facts';
import { repairWords, type Span } from '../../../server/src/runtime/facts/repair';
import { ChangeQuirks, finalDifferences, type ChangeQuirk } from '../../../server/src/runtime/quirks/changes';
import { QuirkTrace, type QuirkInterval } from '../../../server/src/runtime/quirks/trace';
import { quirkPage } from '../../../server/src/runtime/quirks/words';
import { CheckWatch, type CheckFact } from '../../../server/src/runtime/stream/checkWatch';
import type { OutputType } from '../../../server/src/runtime/stream/engine';
import type { Chunk, FieldChange, FieldDecl, Hold, Path, ValueChange } from '../../../server/src/runtime/stream/frame';
import { openOracle, type OracleAnswer } from '../../support/oracle';
import { outputOf, sourceOf, type Case } from './cases';
import { deliveryLines } from './explainDeliveries';
import { sameJson } from './sameJson';

export interface ExplainOptions {
  /** Tell the state of every field. */
  readonly fields?: boolean;
  /** Ask the official runtime as well. */
  readonly official?: boolean;
  /** Instead of the trace, the facts about the text when it has come so far, in UTF-16 units. */
  readonly at?: number;
}

/** A case: of the corpus, or one that `npm run differential` wrote. */
export type ExplainCase = Partial<Case> & { readonly baml: string; readonly text?: string };

/** The trace of a case, read one character at a time. Throws when its schema cannot be read. */
export function* explainCase(one: ExplainCase, options: ExplainOptions = {}): Generator<string> {
  const text = one.text ?? one.transcript;
  if (text === undefined) throw new Error('The case has neither `text` nor `transcript`.');
  const fn = one.function ?? 'Run';
  const baml = sourceOf(one as Case);
  const official = options.official ? openOracle(baml, fn) : undefined;
  const chunks = [...text].map((character, at) => ({ t: at, batch: at, text: character }));
  yield* explain(outputOf(baml, fn), chunks, options, (prefix, isFinal) =>
    isFinal ? official?.final(prefix) : official?.partial(prefix),
  );
}

/** The trace of a recording, chunk by chunk as they arrived. Throws when it has no header or no schema. */
export function* explainRecording(file: string, options: ExplainOptions = {}): Generator<string> {
  const { recording, problems } = readRecording(file);
  for (const { line, message } of problems) yield `line ${line}: ${message}`;
  if (!recording) throw new Error('This is not a recording.');
  const read = recordedOutput(recording.header.schema.ir);
  if (!read) throw new Error('The schema in the recording cannot be read.');
  yield `${recording.header.function}, ${recording.chunks.length} chunks`;
  yield* explain(read, recording.chunks, options, () => undefined);
  if (options.at === undefined) yield* deliveryLines(read, recording);
}

function* explain(
  output: OutputType,
  chunks: readonly Chunk[],
  options: ExplainOptions,
  official: (prefix: string, isFinal: boolean) => OracleAnswer | undefined,
): Generator<string> {
  const { at } = options;
  if (at !== undefined) {
    const come = chunksUntil(chunks, at);
    yield* factLines(come.map(({ text }) => text).join(''), factsOfChunks(output, come, false), true);
    return;
  }
  const trace = new QuirkTrace(output);
  const changeQuirks = new ChangeQuirks();
  const checks = new CheckWatch();
  const names = new Map<number, FieldDecl>();
  const nameOf = (id: number): string => pathOf(id, names);
  let prefix = '';
  let refusal: string | null = null;
  for (const chunk of chunks) {
    prefix += chunk.text;
    const { frame, begun, ended } = trace.feed(chunk);
    for (const { id, decl } of frame.fields) if (decl) names.set(id, decl);
    const told = [
      ...frame.value.map(changeText),
      ...frame.fields.flatMap((field) => fieldTexts(field, nameOf, options.fields === true)),
    ];
    if (frame.refusal !== undefined && frame.refusal !== refusal) {
      refusal = frame.refusal;
      told.push(refusal === null ? 'accepted again' : `refused: ${oneLine(refusal)}`);
    }
    told.push(...changeQuirks.take(frame).map(changeQuirkText));
    told.push(...ended.map(quirkEnd), ...begun.map(quirkBegin));
    const snapshot = trace.snapshot();
    checks.take(frame, snapshot);
    const want = official(prefix, false);
    const got = snapshot.kind === 'value' ? { value: snapshot.value } : { refused: snapshot.message };
    if (want && !same(want, got)) told.push(`OFFICIAL RUNTIME DIFFERS: ${oneLine(JSON.stringify(want))}`);
    if (!told.length) continue;
    yield `${heading(prefix.length, chunk)}  ${told[0]!}`;
    for (const line of told.slice(1)) yield `${' '.repeat(INDENT)}  ${line}`;
  }
  const last = trace.snapshot();
  const { final, differences } = trace.finish();
  checks.finish(final, prefix.length, chunks.at(-1)?.t ?? 0);
  yield final.kind === 'value' ? `final  ${JSON.stringify(final.value)}` : `final  refused: ${oneLine(final.message)}`;
  const want = official(prefix, true);
  const got = final.kind === 'value' ? { value: final.value } : { refused: final.message };
  if (want && !same(want, got)) yield `OFFICIAL RUNTIME DIFFERS: ${oneLine(JSON.stringify(want))}`;
  yield* checks.facts.map(checkLine);
  for (const { path, quirks, corrected } of differences)
    yield `quirk  ${quirks.join(', ')} at ${nameAt(path)} in the final value; without: ${partText(corrected)}`;
  for (const difference of finalDifferences(last, final)) yield changeQuirkText(difference);
  yield* factLines(prefix, factsOf(output, prefix, true), false);
}

const nameAt = (path: Path): string => (path.length ? path.join('.') : 'root');
const partText = (part: Json | undefined): string => (part === undefined ? 'nothing' : oneLine(JSON.stringify(part)));

function checkLine({ path, name, expression, holds, decided, turns }: CheckFact): string {
  const when = decided ? `decided at ${decided.length}, ${decided.t.toFixed(0)} ms` : 'not decided';
  const turned = turns > 0 ? `, after ${turns} turns` : '';
  return `check  ${name} at ${nameAt(path)} ${holds ? 'passes' : 'fails'}: ${when}${turned} (${expression})`;
}

const quirkBegin = ({ quirk, path, corrected }: QuirkInterval): string =>
  `quirk ${quirk} at ${nameAt(path)}; without: ${oneLine(corrected)}; see ${quirkPage(quirk)}`;

const quirkEnd = ({ quirk, path, from, to }: QuirkInterval): string =>
  `quirk ${quirk} at ${nameAt(path)} is over, after ${(to ?? from) - from} characters`;

const changeQuirkText = ({ quirk, path, before, after }: ChangeQuirk): string =>
  `quirk ${quirk} at ${nameAt(path)}${before === undefined ? '' : `: ${partText(before)}, then ${partText(after)}`}`;

const TIMES: Readonly<Record<string, string>> = {
  firstText: 'text from',
  firstVisible: 'visible from',
  complete: 'complete from',
};

/** The chunks that make up the first `length` units of the text; the last one cut. */
function chunksUntil(chunks: readonly Chunk[], length: number): Chunk[] {
  const come: Chunk[] = [];
  let left = length;
  for (const chunk of chunks) {
    if (left <= 0) break;
    come.push(chunk.text.length <= left ? chunk : { ...chunk, text: chunk.text.slice(0, left) });
    left -= chunk.text.length;
  }
  return come;
}

/** What the engine knows about one moment. `nodes`: of every value as well. */
function* factLines(text: string, facts: Facts, nodes: boolean): Generator<string> {
  const where = (span: Span | null): string =>
    span === null ? '' : ` ${span[0]}-${span[1]} ${oneLine(JSON.stringify(text.slice(...span)))}`;
  if (nodes) yield `value  ${facts.refusal === null ? partText(facts.value) : `refused: ${oneLine(facts.refusal)}`}`;
  for (const { kind, tag, span, score, reason, chosen } of facts.candidates) {
    const fit = score === null ? `does not fit: ${oneLine(reason ?? '')}` : `penalty ${score}`;
    yield `candidate  ${chosen ? '*' : ' '} ${kind}${tag ? ` ${tag}` : ''}${where(span)}, ${fit}`;
  }
  for (const { path, options, chosen, undecided } of facts.variants) {
    const told = options.map(({ type, score }, at) => `${at === chosen ? '*' : ''}${type} ${score ?? 'does not fit'}`);
    yield `variant  ${nameAt(path)}: ${told.join(', ')}${undecided ? ', not decided' : ''}`;
  }
  for (const { kind, path, span, what } of facts.repairs)
    yield `repair  ${kind} at ${nameAt(path)}: ${repairWords(kind)}${where(span)}${what === undefined ? '' : `, ${what}`}`;
  for (const { quirk, path, span, what } of facts.quirks)
    yield `quirk  ${quirk} at ${nameAt(path)}${where(span)}${what === undefined ? '' : `, ${what}`}`;
  if (!nodes) return;
  for (const { path, type, value, state, visible, closed, span, hold, ...when } of facts.nodes) {
    const place = span === null ? 'no text' : `${span[0]}-${span[1] ?? ''}`;
    const told = visible ? partText(value) : hold === null ? 'not visible' : `held: ${holdText(hold)}`;
    const times = Object.entries(when).flatMap(([what, at]) =>
      at === null ? [] : [`, ${TIMES[what]!} ${at.t.toFixed(0)} ms`],
    );
    yield `node  ${nameAt(path)} ${type}: ${place}, ${closed ? 'closed' : 'open'}, officially ${state}, ${told}${times.join('')}`;
  }
}

/** The width of the column with offset, time and text. */
const INDENT = 40;
const SHOWN = 18;

function heading(length: number, { t, text }: Chunk): string {
  const shown = JSON.stringify(text.length > SHOWN ? `${text.slice(0, SHOWN)}…` : text);
  return `${String(length).padStart(7)} ${t.toFixed(0).padStart(7)} ms  ${shown}`.padEnd(INDENT);
}

function changeText(change: ValueChange): string {
  const at = change.path.length ? change.path.join('.') : 'root';
  switch (change.op) {
    case 'set':
      return `${at} = ${oneLine(JSON.stringify(change.value))}`;
    case 'append':
      return `${at} + ${JSON.stringify(change.text)}`;
    case 'push':
      return `${at} gets ${oneLine(JSON.stringify(change.value))}`;
    case 'truncate':
      return `${at} is cut to ${change.length}`;
    case 'remove':
      return `${at} is gone`;
  }
}

function fieldTexts(field: FieldChange, nameOf: (id: number) => string, all: boolean): string[] {
  const told: string[] = [];
  const name = nameOf(field.id);
  if (field.hold) told.push(`${name} is held: ${holdText(field.hold)}`);
  if (field.hold === null) told.push(`${name} is no longer held`);
  if (!all) return told;
  if (field.start !== undefined && field.start !== null) told.push(`${name} starts at ${field.start}`);
  if (field.visible !== undefined) told.push(`${name} is ${field.visible ? 'visible' : 'not visible'}`);
  if (field.state) told.push(`${name} is ${field.state}`);
  if (field.end !== undefined && field.end !== null) told.push(`${name} ends at ${field.end}`);
  return told;
}

function holdText({ cause, waitsFor, on, at }: Hold): string {
  const source = at ? ` (${at.uri} ${at.start}-${at.end})` : '';
  return `${cause}${on ? ` on ${on}` : ''}${waitsFor ? `, waits for ${waitsFor}` : ''}${source}`;
}

function pathOf(id: number, names: ReadonlyMap<number, FieldDecl>): string {
  const parts: string[] = [];
  for (let decl = names.get(id); decl; decl = decl.parent === null ? undefined : names.get(decl.parent)) {
    if (decl.key !== null) parts.unshift(String(decl.key));
  }
  return parts.join('.') || 'root';
}

function oneLine(text: string): string {
  const line = text.replaceAll('\n', '⏎');
  return line.length > 200 ? `${line.slice(0, 200)}…` : line;
}

function same(official: OracleAnswer, ours: OracleAnswer): boolean {
  if ('refused' in official) return 'refused' in ours;
  return 'value' in ours && sameJson(ours.value, JSON.parse(JSON.stringify(official.value)) as Json);
}
