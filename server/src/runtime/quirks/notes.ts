/** Every quirk that shows in an answer, as notes: what began when, for how long, and what a corrected reading shows. */
import { factsOf } from '../facts/facts';
import type { OutputType } from '../stream/engine';
import type { Chunk, Path } from '../stream/frame';
import { QUIRKS, type QuirkName } from './catalog';
import { ChangeQuirks, finalDifferences, type ChangeQuirk } from './changes';
import { briefText } from './difference';
import { QuirkTrace } from './trace';

export interface QuirkNote {
  readonly quirk: QuirkName;
  readonly advice: 'better' | 'follow';
  readonly happens: string;
  readonly path: Path;
  /** Indexes of chunks. */
  readonly from: number;
  readonly to: number | null;
  /** UTF-16 code units; null for a single moment. */
  readonly chars: number | null;
  readonly shown?: string;
  readonly instead?: string;
  readonly span?: readonly [from: number, to: number];
}

/** Of more notes only the first ones are told. */
const MOST = 500;

/**
 * The quirks in `chunks`, the answer so far or, with `isFinal`, all of it. Yields after each chunk, so that others get a turn; costs
 * about as much as a few readings of the text.
 */
export function* quirkNotes(
  output: OutputType,
  chunks: readonly Chunk[],
  isFinal: boolean,
): Generator<void, readonly QuirkNote[], undefined> {
  const trace = new QuirkTrace(output);
  const changes = new ChangeQuirks();
  const notes: QuirkNote[] = [];
  const last = chunks.length - 1;
  let length = 0;
  for (const [at, chunk] of chunks.entries()) {
    const { frame } = trace.feed(chunk);
    length = frame.length;
    for (const found of changes.take(frame)) if (notes.length < MOST) notes.push(changeNote(found, at));
    yield;
  }
  for (const { quirk, path, from, to, chunks: span, official, corrected } of trace.intervals) {
    if (notes.length >= MOST) break;
    const chars = (to ?? length) - from;
    notes.push({ ...about(quirk, path), from: span[0], to: span[1], chars, shown: official, instead: corrected });
  }
  if (isFinal && last >= 0) {
    const snapshot = trace.snapshot();
    const { final } = trace.finish();
    yield;
    for (const found of finalDifferences(snapshot, final)) if (notes.length < MOST) notes.push(changeNote(found, last));
    const text = chunks.map((chunk) => chunk.text).join('');
    const { quirks } = factsOf(output, text, true);
    yield;
    for (const { quirk, path, span, what } of quirks) {
      if (notes.length >= MOST) break;
      const place = span ? { span: [span[0], span[1]] as const } : {};
      notes.push({
        ...about(quirk, path),
        from: span ? chunkAt(chunks, span[0]) : last,
        to: null,
        chars: null,
        ...(what !== undefined && { shown: what }),
        ...place,
      });
    }
  }
  return notes.sort((a, b) => a.from - b.from);
}

const about = (quirk: QuirkName, path: Path): Pick<QuirkNote, 'quirk' | 'advice' | 'happens' | 'path'> => ({
  quirk,
  ...QUIRKS[quirk],
  path,
});

function changeNote({ quirk, path, before, after }: ChangeQuirk, at: number): QuirkNote {
  const has = before !== undefined || after !== undefined;
  return {
    ...about(quirk, path),
    from: at,
    to: at,
    chars: null,
    ...(has && { shown: briefText(before), instead: briefText(after) }),
  };
}

/** The chunk that brought the character at an offset. */
function chunkAt(chunks: readonly Chunk[], offset: number): number {
  let length = 0;
  for (let at = 0; at < chunks.length; at++) {
    length += chunks[at]!.text.length;
    if (length > offset) return at;
  }
  return Math.max(0, chunks.length - 1);
}
