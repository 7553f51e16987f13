/**
 * A text read block by block, so that after an edit only the blocks around it are read again. What comes out is the same as if
 * the whole text had been read: declarations and errors, with their offsets.
 */
import type { Declaration } from './ast';
import { topLevelBlocks } from './grammar/file';
import { MAX_ERRORS, Parser, type SyntaxError } from './parser';
import { readDeclaration } from './readTree';

/** One or a few top-level blocks, from the end of the one before. */
export interface Block {
  readonly start: number;
  /** Text at or behind this offset had no part in how it was read. */
  readonly reach: number;
  readonly declarations: readonly Declaration[];
  readonly errors: readonly SyntaxError[];
  /** The same for a block that an edit has only moved: everything from `start` to `reach` is as it was. */
  readonly origin: object;
}

export interface ReadText {
  readonly text: string;
  readonly blocks: readonly Block[];
}

export function readBlocks(text: string, before?: ReadText): readonly Block[] {
  const steps = readingBlocks(text, before);
  for (let step = steps.next(); ; step = steps.next()) if (step.done) return step.value;
}

/** The same in steps, one for each block that is read. */
export function* readingBlocks(text: string, before?: ReadText): Generator<void, readonly Block[]> {
  // With so many errors the rest is not reported, which depends on all blocks before.
  if (!before || countErrors(before.blocks) >= MAX_ERRORS) return yield* reading(text, 0, undefined);
  const edit = editBetween(before.text, text);
  const firstTouched = before.blocks.findIndex(({ reach }) => reach > edit.start);
  if (firstTouched < 0) return before.blocks;
  const kept = before.blocks.slice(0, firstTouched);
  const from = before.blocks[firstTouched]!.start;
  const blocks = kept.concat(yield* reading(text, from, { blocks: before.blocks, ...edit }));
  return countErrors(blocks) < MAX_ERRORS ? blocks : yield* reading(text, 0, undefined);
}

/** How a text became another: what stood from `start` to `end` was replaced, and all behind moved by `shift`. */
interface Edit {
  readonly start: number;
  /** In the new text. */
  readonly end: number;
  readonly shift: number;
}

/** Reads the blocks from a block's start on, until those of the old text can be used again. */
function* reading(
  text: string,
  from: number,
  old: (Edit & { readonly blocks: readonly Block[] }) | undefined,
): Generator<void, readonly Block[]> {
  const parser = new Parser(text, from);
  const blocks: Block[] = [];
  const reach = new Reach();
  let start = from;
  let errorCount = 0;
  const add = (end: number) => {
    const isOpen = parser.takeLookedToTheEnd();
    const declarations = parser.takeChildren().flatMap((element) => {
      const declaration = element.token ? undefined : readDeclaration(element, text);
      return declaration ? [declaration] : [];
    });
    blocks.push({
      start,
      reach: isOpen ? Infinity : end,
      declarations,
      errors: parser.errors.slice(errorCount),
      origin: {},
    });
    errorCount = parser.errors.length;
  };
  parser.start('file');
  let next = 0;
  for (const boundaries = topLevelBlocks(parser); !boundaries.next().done;) {
    const at = parser.previous.end;
    if (at > start) {
      add(reach.of(parser));
      start = at;
      yield;
    }
    if (!old || at < old.end) continue;
    while (next < old.blocks.length && old.blocks[next]!.start + old.shift < at) next++;
    if (old.blocks[next] && old.blocks[next]!.start + old.shift === at) {
      return blocks.concat(old.blocks.slice(next).map((block) => moved(block, old.shift)));
    }
  }
  add(Infinity);
  return blocks;
}

/** How far a parser may have looked when it stands before a block: as far as it says, or over the first line of the block. */
class Reach {
  /** Where the line of the last block ends: one line may hold very many. */
  private lineEnd = -1;

  of({ text, looked, current }: Parser): number {
    if (this.lineEnd < current.end) {
      const found = text.indexOf('\n', current.end);
      this.lineEnd = found < 0 ? Infinity : found;
    }
    return Math.max(looked, this.lineEnd + 1);
  }
}

function editBetween(before: string, after: string): Edit {
  const shorter = Math.min(before.length, after.length);
  let start = 0;
  while (start < shorter && before.charCodeAt(start) === after.charCodeAt(start)) start++;
  let same = 0;
  while (
    same < shorter - start &&
    before.charCodeAt(before.length - 1 - same) === after.charCodeAt(after.length - 1 - same)
  ) {
    same++;
  }
  return { start, end: after.length - same, shift: after.length - before.length };
}

function countErrors(blocks: readonly Block[]): number {
  return blocks.reduce((sum, { errors }) => sum + errors.length, 0);
}

function moved(block: Block, shift: number): Block {
  if (!shift) return block;
  return {
    start: block.start + shift,
    reach: block.reach + shift,
    declarations: movedCopy(block.declarations, shift),
    errors: movedCopy(block.errors, shift),
    origin: block.origin,
  };
}

/** The members of the syntax tree that are offsets. */
const OFFSETS: ReadonlySet<string> = new Set(['start', 'end', 'at']);

/** A copy of plain data with all offsets moved. The parser bounds how deep declarations nest, so this may recurse. */
function movedCopy<T>(value: T, shift: number): T {
  if (Array.isArray(value)) return value.map((item) => movedCopy(item as unknown, shift)) as T;
  if (typeof value !== 'object' || value === null) return value;
  const copy: Record<string, unknown> = {};
  // Of plain data, which inherits nothing. Every key moves all that stands behind it: pairs of names and values would be more
  // garbage than the copy is large.
  for (const key in value) {
    const member: unknown = value[key];
    if (typeof member === 'object') copy[key] = movedCopy(member, shift);
    else copy[key] = typeof member === 'number' && OFFSETS.has(key) ? member + shift : member;
  }
  return copy as T;
}
