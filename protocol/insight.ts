/** What is known about a run beside its events: told when somebody looks, so that a run nobody looks at pays nothing. */
import type { Path, SourceLocation } from './run';

/** An oddity of the official runtime that showed in an answer. */
export interface QuirkNote {
  /** Its name in `docs/quirks.md`. */
  readonly quirk: string;
  /** `better`: a corrected reading shows something else. `follow`: nobody could know better. */
  readonly advice: 'better' | 'follow';
  /** What your program sees, in one sentence. */
  readonly happens: string;
  readonly path: Path;
  /** Index of the chunk with which it began to show, and of the one after which it showed no more; null: to the end. */
  readonly from: number;
  readonly to: number | null;
  /** For how many characters of the text it showed; null where it is about one moment. */
  readonly chars: number | null;
  /** What was seen there and what a corrected reading shows, or what stood there before and after; a few characters of JSON. */
  readonly shown?: string;
  readonly instead?: string;
  /** The stretch of the text it is about. */
  readonly span?: Span;
}

export type Span = readonly [from: number, to: number];

/** One moment of an answer, as the parser read it. */
export interface MomentFacts {
  /** Length of the text it is about, in UTF-16 code units. */
  readonly length: number;
  /** Parts of the text that were read as values; one of them was taken. */
  readonly candidates: readonly {
    readonly kind: string;
    readonly tag?: string;
    readonly span: Span;
    /** The penalty of reading it as the return type; null when it does not fit. */
    readonly score: number | null;
    readonly reason?: string;
    readonly chosen: boolean;
  }[];
  /** Which variant of a union was taken where. */
  readonly variants: readonly {
    readonly path: Path;
    readonly options: readonly { readonly type: string; readonly score: number | null; readonly reason?: string }[];
    readonly chosen: number;
    readonly undecided: boolean;
  }[];
  readonly repairs: readonly RepairFact[];
  /** What each kind of repair does, in words. */
  readonly words: Readonly<Record<string, string>>;
}

/** One thing the parser did to the text to get a value from it. */
export interface RepairFact {
  readonly kind: string;
  readonly path: Path;
  readonly span: Span | null;
  /** What became of it: `"5" → 5`. */
  readonly what?: string;
}

/** The types that generated code gives to an answer while it arrives, of the project as it is written now. */
export interface StreamTypes {
  /** What the stream gives, in both languages. */
  readonly typescript: string;
  readonly python: string;
  /** The classes that are reached, the result's first. */
  readonly classes: readonly StreamClass[];
}

export interface StreamClass {
  readonly name: string;
  readonly at?: SourceLocation;
  /** What the block says about all members: `@@stream.done`. */
  readonly reasons: readonly TypeReason[];
  readonly members: readonly StreamMember[];
}

export interface StreamMember {
  readonly name: string;
  /** As generated, on one line. */
  readonly typescript: string;
  readonly python: string;
  readonly at?: SourceLocation;
  readonly reasons: readonly TypeReason[];
}

/** An attribute that makes a type what it is. */
export interface TypeReason {
  /** As written: `@stream.not_null`. */
  readonly attribute: string;
  /** What it does to the type, in a few words. */
  readonly does: string;
  /** The class, enum or alias that brings it along. */
  readonly of?: string;
  readonly at?: SourceLocation;
}

export interface MomentParams {
  readonly run: string;
  /** Length of the text, in UTF-16 code units. */
  readonly length: number;
  /** The answer has ended there. */
  readonly isFinal: boolean;
}
