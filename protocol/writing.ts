/** Text that the server writes about a function: code that calls it, a test of it. */
import type { Json } from './run';

export interface FunctionParams {
  readonly function: string;
  /** A file of the project, or its root. */
  readonly uri: string;
}

/** Code that calls, streams and cancels the function, by language; null when there is no such function that can be run. */
export type CallingCodeResult = readonly { readonly language: string; readonly code: string }[] | null;

export interface NewTestParams extends FunctionParams {
  readonly args: Readonly<Record<string, Json>>;
  /** A result that asserts are begun from; absent: none are written. */
  readonly result?: Json;
}

/** A test to be inserted; null when there is no such function. */
export type NewTestResult = {
  readonly name: string;
  /** The file the function stands in. */
  readonly uri: string;
  /** Where in it, zero-based: its end. */
  readonly line: number;
  readonly character: number;
  readonly text: string;
} | null;
