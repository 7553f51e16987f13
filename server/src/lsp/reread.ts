/** `bamlLive/reread`: what was received in a run, read by the types as they are now. */
import type { CancellationToken } from 'vscode-jsonrpc';
import type { Reading } from '../../../protocol/reading';
import { ReadingFold, type ReadEnd } from '../../../protocol/readingFold';
import type { Recording, SourceLocation } from '../../../protocol/run';
import type { RereadParams, RereadResult } from '../../../protocol/whatIf';
import type { SourceRange } from '../ir/schema';
import type { ProjectSnapshot } from '../language/languageService';
import type { RunHost } from '../runtime/host';
import { typesHash } from '../runtime/recordedSchema';
import { createEngine, type Final, type OutputType } from '../runtime/stream/engine';
import { withDoneField } from '../runtime/withDoneField';
import { withoutAttribute } from '../runtime/withoutAttribute';
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
    private readonly memory: Pick<RunMemory, 'received'>,
    private readonly host: Host,
  ) {}

  /** The types are looked at first: most edits leave them as they are. */
  async reread(params: RereadParams, token: CancellationToken): Promise<RereadResult> {
    const { run, recording, known } = params;
    if (recording) this.sent = { run, answer: receivedOf(recording) };
    const output = await this.output(params);
    if (!output) return { kind: 'unreadable' };
    const types = typesHash(output);
    if (known.includes(types)) return { kind: 'known', types };
    const answer = this.memory.received(run) ?? (this.sent?.run === run ? this.sent.answer : undefined);
    if (!answer) return { kind: 'unknownRun' };
    const reading = await readAgain(output, answer, this.host, token);
    return reading ? { kind: 'read', types, reading } : { kind: 'cancelled' };
  }

  /** The types the answer is to be read by. */
  private async output(params: RereadParams): Promise<OutputType | undefined> {
    const project = await this.documents.projectOf(params.uri);
    const snapshot = project?.project.snapshot();
    const found = snapshot?.runnable(params.function);
    if (!snapshot || !found?.ok) return undefined;
    const output = { returns: found.runnable.function.returns, schema: found.runnable.schema };
    const { without, only } = params;
    if (!without) return output;
    const left = withoutAttribute(output, this.rangeOf(without, snapshot));
    return left && only ? withDoneField(left, this.rangeOf(only, snapshot)) : left;
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
