/** `bamlLive/reread`: what was received in a run, read by the types as they are now. */
import type { CancellationToken } from 'vscode-jsonrpc';
import type { Reading } from '../../../protocol/reading';
import { ReadingFold, type ReadEnd } from '../../../protocol/readingFold';
import type { Recording, SourceLocation } from '../../../protocol/run';
import type { Places, RereadParams, RereadResult } from '../../../protocol/whatIf';
import type { SourceRange } from '../ir/schema';
import type { ProjectSnapshot } from '../language/languageService';
import type { RunHost } from '../runtime/host';
import { typesHash } from '../runtime/recordedSchema';
import { createEngine, type Final, type OutputType } from '../runtime/stream/engine';
import { withDoneField } from '../runtime/withDoneField';
import { withoutAttribute } from '../runtime/withoutAttribute';
import { writtenPlaces } from '../runtime/writtenPlaces';
import { snapshotLocator } from './locate';
import type { Documents } from './documents';
import type { ReceivedAnswer, RunMemory } from './runMemory';
import { canonicalUri } from './uris';

/** Between two turns for everybody else, in milliseconds: keys are typed meanwhile. */
const SLICE_MS = 4;
/** Looking at the clock for every chunk would cost a part of what reading it does. */
const CHUNKS_A_LOOK = 16;

type Host = Pick<RunHost, 'now' | 'turn'>;

export class Rereads {
  /** What a client has sent of a run that is not remembered: it is asked about again with the next key. */
  private sent: { readonly run: string; readonly answer: ReceivedAnswer } | undefined;

  constructor(
    private readonly documents: Documents,
    private readonly memory: Pick<RunMemory, 'received' | 'writtenAs'>,
    private readonly host: Host,
  ) {}

  /** The types are looked at first: most edits leave them as they are. */
  async reread(params: RereadParams, token: CancellationToken): Promise<RereadResult> {
    const { run, recording, known } = params;
    if (recording) this.sent = { run, answer: receivedOf(recording) };
    const asked = await this.output(params);
    if (!asked) return { kind: 'unreadable' };
    const { output, places } = asked;
    if (!output) return { kind: 'gone' };
    if (params.justPlaces && places) return { kind: 'placed', places };
    const types = typesHash(output);
    if (known.includes(types)) return { kind: 'known', types };
    const answer = this.memory.received(run) ?? (this.sent?.run === run ? this.sent.answer : undefined);
    if (!answer) return { kind: 'unknownRun' };
    const reading = await readAgain(output, answer, this.host, token);
    return reading ? { kind: 'read', types, reading } : { kind: 'cancelled' };
  }

  /** The types the answer is to be read by: null when what they are to lack is not written; undefined when there are none. */
  private async output(params: RereadParams): Promise<{ output: OutputType | null; places?: Places } | undefined> {
    const project = await this.documents.projectOf(params.uri);
    const snapshot = project?.project.snapshot();
    const found = snapshot?.runnable(params.function);
    if (!snapshot || !found?.ok) return undefined;
    const output = { returns: found.runnable.function.returns, schema: found.runnable.schema };
    const { run, without, only } = params;
    if (!without) return { output };
    const attribute = this.nowAt(run, without, output, snapshot);
    const field = only && this.nowAt(run, only, output, snapshot);
    const left = attribute && withoutAttribute(output, attribute);
    const changed = left && only ? field && withDoneField(left, field) : left;
    if (!changed) return { output: null };
    const locate = snapshotLocator(this.documents, snapshot);
    const at = locate(attribute!);
    const onlyAt = field && locate(field);
    return { output: changed, ...(at && { places: { at, ...(onlyAt && { only: onlyAt }) } }) };
  }

  /**
   * Where the attribute or field is written now that stood at a place when the run began; undefined when it is no more. Of a run that
   * is not remembered the place itself is taken.
   */
  private nowAt(
    run: string,
    at: SourceLocation,
    output: OutputType,
    snapshot: ProjectSnapshot,
  ): SourceRange | undefined {
    const names = this.memory.writtenAs(run, at);
    if (!names) return this.rangeOf(at, snapshot);
    const places = writtenPlaces(output);
    for (const name of names) {
      const found = places.get(name);
      if (found) return found;
    }
    return undefined;
  }

  /** The stretch of a file of the project that the editor names. */
  private rangeOf(at: SourceLocation, snapshot: ProjectSnapshot): SourceRange {
    const uri = canonicalUri(at.uri);
    const lines = this.documents.lines(uri, snapshot.text(uri) ?? '');
    const start = lines.offset({ line: at.line, character: at.character });
    return { uri, start, end: lines.offset({ line: at.endLine, character: at.endCharacter }) };
  }
}

/** In slices; null when nobody waits for it any more. */
async function readAgain(
  output: OutputType,
  { chunks, isComplete, finishReason, endedAt }: ReceivedAnswer,
  host: Host,
  token: CancellationToken,
): Promise<Reading | null> {
  const engine = createEngine(output);
  const fold = new ReadingFold();
  let sliceEnd = host.now() + SLICE_MS;
  for (let at = 0; at < chunks.length; at++) {
    fold.take(engine.feed(chunks[at]!));
    if (at % CHUNKS_A_LOOK !== 0 || host.now() < sliceEnd) continue;
    await host.turn();
    if (token.isCancellationRequested) return null;
    sliceEnd = host.now() + SLICE_MS;
  }
  if (!isComplete) return fold.end({ kind: 'stopped' }, [], endedAt);
  const final = engine.finish();
  return fold.end(endOf(final, finishReason), final.fields, endedAt);
}

function endOf(final: Final, finishReason: string | undefined): ReadEnd {
  if (final.kind === 'invalid') return { kind: 'invalid' };
  return { kind: 'completed', value: final.value, ...(finishReason !== undefined && { finishReason }) };
}

function receivedOf({ chunks, end }: Recording): ReceivedAnswer {
  const how = end?.end;
  const isComplete = how?.kind === 'completed' || (how?.kind === 'failed' && how.error.kind === 'validation');
  const finishReason = how?.kind === 'completed' ? how.finishReason : undefined;
  return {
    chunks,
    isComplete,
    endedAt: end?.t ?? chunks.at(-1)?.t ?? 0,
    ...(finishReason !== undefined && { finishReason }),
  };
}
