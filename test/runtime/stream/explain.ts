/**
 * A streamed answer as a trace a person reads: for every chunk that changed something, what became visible, what was completed,
 * and what is held by which attribute or rule. For `npm run explain`.
 */
import { readRecording } from '../../../protocol/recording';
import type { Json } from '../../../server/src/ir/json';
import { recordedOutput } from '../../../server/src/runtime/recordedOutput';
import { createEngine, type OutputType } from '../../../server/src/runtime/stream/engine';
import type { Chunk, FieldChange, FieldDecl, Hold, ValueChange } from '../../../server/src/runtime/stream/frame';
import { openOracle, type OracleAnswer } from '../../support/oracle';
import { outputOf, sourceOf, type Case } from './cases';
import { sameJson } from './sameJson';

export interface ExplainOptions {
  /** Tell the state of every field. */
  readonly fields?: boolean;
  /** Ask the official runtime as well. */
  readonly official?: boolean;
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
}

function* explain(
  output: OutputType,
  chunks: readonly Chunk[],
  options: ExplainOptions,
  official: (prefix: string, isFinal: boolean) => OracleAnswer | undefined,
): Generator<string> {
  const engine = createEngine(output);
  const names = new Map<number, FieldDecl>();
  const nameOf = (id: number): string => pathOf(id, names);
  let prefix = '';
  let refusal: string | null = null;
  for (const chunk of chunks) {
    prefix += chunk.text;
    const frame = engine.feed(chunk);
    for (const { id, decl } of frame.fields) if (decl) names.set(id, decl);
    const told = [
      ...frame.value.map(changeText),
      ...frame.fields.flatMap((field) => fieldTexts(field, nameOf, options.fields === true)),
    ];
    if (frame.refusal !== undefined && frame.refusal !== refusal) {
      refusal = frame.refusal;
      told.push(refusal === null ? 'accepted again' : `refused: ${oneLine(refusal)}`);
    }
    const snapshot = engine.snapshot();
    const want = official(prefix, false);
    const got = snapshot.kind === 'value' ? { value: snapshot.value } : { refused: snapshot.message };
    if (want && !same(want, got)) told.push(`OFFICIAL RUNTIME DIFFERS: ${oneLine(JSON.stringify(want))}`);
    if (!told.length) continue;
    yield `${heading(prefix.length, chunk)}  ${told[0]!}`;
    for (const line of told.slice(1)) yield `${' '.repeat(INDENT)}  ${line}`;
  }
  const final = engine.finish();
  yield final.kind === 'value' ? `final  ${JSON.stringify(final.value)}` : `final  refused: ${oneLine(final.message)}`;
  const want = official(prefix, true);
  const got = final.kind === 'value' ? { value: final.value } : { refused: final.message };
  if (want && !same(want, got)) yield `OFFICIAL RUNTIME DIFFERS: ${oneLine(JSON.stringify(want))}`;
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
