/**
 * What has been found out about the single blocks of the files that are being edited, so that a keystroke costs what the blocks
 * around it cost. Other files are told of as a whole, which is less to keep.
 */
import { newlineOf } from '../edits';
import type { Block } from '../syntax/reparse';
import type { Dependent, Link, Memory } from './memory';
import type { SourceFile } from './sourceFile';

type Kind = (...args: never[]) => unknown;

/** How many files somebody edits at a time. */
const EDITED_FILES = 8;
/** Beyond these a file is told of as a whole. A block is one step of work; a chain of declarations is looked through for each. */
const MOST_BLOCKS = 2_000;
const LONGEST_BLOCK = 50_000;
const MOST_LOOKS = 50_000;

export class BlockMemory {
  /** By file, the one that was edited last at the end. */
  private readonly tables = new Map<string, BlockTable | undefined>();

  get size(): number {
    let size = 0;
    for (const table of this.tables.values()) size += table?.size ?? 0;
    return size;
  }

  edited(uri: string, memory: Memory): void {
    const table = this.tables.get(uri);
    this.tables.delete(uri);
    this.tables.set(uri, table);
    if (this.tables.size <= EDITED_FILES) return;
    const [[oldest, dropped]] = this.tables as unknown as [[string, BlockTable | undefined]];
    dropped?.clear(memory);
    this.tables.delete(oldest);
  }

  tableOf(file: SourceFile, kind: Kind, memory: Memory): BlockTable | undefined {
    if (!this.tables.has(file.uri) || !isDivisible(file)) return undefined;
    const known = this.tables.get(file.uri);
    const newline = newlineOf(file.text);
    if (known?.kind === kind && known.newline === newline) return known.isTooMuch ? undefined : known;
    known?.clear(memory);
    const made = new BlockTable(kind, newline);
    this.tables.set(file.uri, made);
    return made;
  }
}

/** The results of a kind about the blocks of a file. */
export class BlockTable {
  private readonly results = new Map<object, KeptBlock>();
  private looks = 0;

  constructor(
    readonly kind: Kind,
    /** The line break of the file: edits that are proposed anywhere in it use the same. */
    readonly newline: string,
  ) {}

  get size(): number {
    return this.results.size;
  }

  /** The blocks together look at so much that telling of the file as a whole is less. */
  get isTooMuch(): boolean {
    return this.looks > MOST_LOOKS;
  }

  find({ origin }: Block): KeptBlock | undefined {
    return this.results.get(origin);
  }

  keep({ origin, start }: Block, value: unknown, looked: Iterable<string>, memory: Memory): KeptBlock {
    const kept = new KeptBlock(value, start, memory.linksTo(looked), () => this.drop(origin, memory));
    memory.depend(kept);
    this.results.set(origin, kept);
    this.looks += kept.links.length;
    if (this.isTooMuch) for (const other of [...this.results.values()]) other.fall();
    return kept;
  }

  /** Forgets the blocks that are gone. */
  sweep(blocks: readonly Block[]): void {
    if (this.results.size <= blocks.length) return;
    const origins = new Set(blocks.map(({ origin }) => origin));
    for (const [origin, kept] of this.results) if (!origins.has(origin)) kept.fall();
  }

  clear(memory: Memory): void {
    for (const origin of [...this.results.keys()]) this.drop(origin, memory);
  }

  private drop(origin: object, memory: Memory): void {
    const kept = this.results.get(origin);
    if (!kept) return;
    this.results.delete(origin);
    // What is too much stays so, until the file is no longer edited.
    if (!this.isTooMuch) this.looks -= kept.links.length;
    memory.unlink(kept);
  }
}

class KeptBlock implements Dependent {
  constructor(
    readonly value: unknown,
    /** Where the block was. */
    readonly start: number,
    readonly links: readonly Link[],
    readonly fall: () => void,
  ) {}
}

/** Whether a file is the sum of its blocks, each small: an error of one that stands in another belongs to both. */
function isDivisible({ blocks, text }: SourceFile): boolean {
  if (blocks.length > MOST_BLOCKS) return false;
  return blocks.every(({ start, errors }, i) => {
    const end = blocks[i + 1]?.start ?? text.length + 1;
    return end - start <= LONGEST_BLOCK && errors.every(({ span }) => span.start >= start && span.start < end);
  });
}
