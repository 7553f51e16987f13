/** What runs were about, so that they can be asked about later: the latest few, by id. */
import type { MomentFacts, MomentParams, QuirkNote } from '../../../protocol/insight';
import type { SourceLocation } from '../../../protocol/run';
import type { CancellationToken } from 'vscode-jsonrpc';
import { factsOf } from '../runtime/facts/facts';
import { repairWords } from '../runtime/facts/repair';
import type { RunHost } from '../runtime/host';
import { quirkNotes } from '../runtime/quirks/notes';
import type { RunStep } from '../runtime/step';
import type { OutputType } from '../runtime/stream/engine';
import type { Chunk } from '../runtime/stream/frame';
import { writtenPlaces } from '../runtime/writtenPlaces';
import type { Locate } from './locate';
import { canonicalUri } from './uris';

/** So many runs are remembered, and so many characters of them. */
const MOST_RUNS = 16;
const MOST_CHARS = 8_000_000;
/** Between two turns for everybody else, in milliseconds. */
const SLICE_MS = 8;

/** What was received, as far as it can be read again. */
export interface ReceivedAnswer {
  /** Of the attempt that counts. */
  readonly chunks: readonly Chunk[];
  /** The whole answer is there. */
  readonly isComplete: boolean;
  readonly finishReason?: string;
  /** When the run ended, in milliseconds since the request was sent. */
  readonly endedAt: number;
}

interface Remembered extends ReceivedAnswer {
  readonly output: OutputType;
  /** What was written where when the run began, by the place. */
  readonly written: ReadonlyMap<string, readonly string[]>;
  chunks: Chunk[];
  length: number;
  isComplete: boolean;
  finishReason?: string;
  endedAt: number;
}

export class RunMemory {
  private readonly runs = new Map<string, Remembered>();
  private chars = 0;

  constructor(private readonly host: Pick<RunHost, 'now' | 'turn'>) {}

  /** `locate`: places in the text as it is when the run begins; without it nothing is known of them. */
  began(run: string, output: OutputType, locate?: Locate): void {
    const written = locate ? namesByPlace(output, locate) : new Map<string, readonly string[]>();
    this.runs.set(run, { output, written, chunks: [], length: 0, isComplete: false, endedAt: 0 });
    this.forget();
  }

  took(run: string, step: RunStep): void {
    const known = this.runs.get(run);
    if (!known) return;
    if (step.type === 'attempt' && step.attempt.number > 1) {
      this.chars -= known.length;
      [known.chunks, known.length] = [[], 0];
    }
    if (step.type === 'frames') {
      for (const { chunk } of step.frames) {
        known.chunks.push(chunk);
        known.length += chunk.text.length;
        this.chars += chunk.text.length;
      }
    }
    if (step.type !== 'finished') return;
    const { outcome } = step;
    known.isComplete =
      outcome.kind === 'completed' || (outcome.kind === 'failed' && outcome.error.kind === 'validation');
    known.endedAt = step.t;
    if ('finishReason' in outcome && outcome.finishReason !== undefined) known.finishReason = outcome.finishReason;
    this.forget();
  }

  /** The quirks in a run; null when it is not remembered or nobody waits any more. */
  async quirks(run: string, token: CancellationToken): Promise<readonly QuirkNote[] | null> {
    const known = this.find(run);
    if (!known) return null;
    const { output, chunks, isComplete } = known;
    const notes = quirkNotes(output, chunks.slice(), isComplete);
    let sliceEnd = this.host.now() + SLICE_MS;
    for (let step = notes.next(); ; step = notes.next()) {
      if (step.done) return step.value;
      if (this.host.now() < sliceEnd) continue;
      await this.host.turn();
      if (token.isCancellationRequested) return null;
      sliceEnd = this.host.now() + SLICE_MS;
    }
  }

  /** How a moment of a run was read; null when the run is not remembered. */
  moment({ run, length, isFinal }: MomentParams): MomentFacts | null {
    const known = this.find(run);
    if (!known) return null;
    const text = textUpTo(known.chunks, length);
    const facts = factsOf(known.output, text, isFinal && known.isComplete && text.length === known.length);
    const kinds = new Set(facts.repairs.map(({ kind }) => kind));
    return {
      length: text.length,
      candidates: facts.candidates,
      variants: facts.variants,
      repairs: facts.repairs,
      words: Object.fromEntries([...kinds].map((kind) => [kind, repairWords(kind)])),
    };
  }

  /** What was received in a run; undefined when it is not remembered. */
  received(run: string): ReceivedAnswer | undefined {
    return this.find(run);
  }

  /** What stood at a place when a run began, as `writtenPlaces` calls it; undefined when that is not known. */
  writtenAs(run: string, at: SourceLocation): readonly string[] | undefined {
    return this.find(run)?.written.get(placeKey(at));
  }

  private find(run: string): Remembered | undefined {
    const known = this.runs.get(run);
    if (!known) return undefined;
    // What is asked about is forgotten last.
    this.runs.delete(run);
    this.runs.set(run, known);
    return known;
  }

  private forget(): void {
    for (const [run, { length }] of this.runs) {
      if (this.runs.size <= MOST_RUNS && (this.chars <= MOST_CHARS || this.runs.size <= 1)) return;
      this.runs.delete(run);
      this.chars -= length;
    }
  }
}

function namesByPlace(output: OutputType, locate: Locate): ReadonlyMap<string, readonly string[]> {
  const found = new Map<string, string[]>();
  for (const [name, range] of writtenPlaces(output)) {
    const at = locate(range);
    if (!at) continue;
    const key = placeKey(at);
    const names = found.get(key);
    if (names) names.push(name);
    else found.set(key, [name]);
  }
  return found;
}

const placeKey = ({ uri, line, character, endLine, endCharacter }: SourceLocation): string =>
  `${line}:${character}-${endLine}:${endCharacter} ${canonicalUri(uri)}`;

function textUpTo(chunks: readonly Chunk[], length: number): string {
  const texts: string[] = [];
  let left = length;
  for (const { text } of chunks) {
    if (left <= 0) break;
    texts.push(text.length <= left ? text : text.slice(0, left));
    left -= text.length;
  }
  return texts.join('');
}
