/**
 * From a whole text to its candidate readings: strict JSON, fenced blocks, bracketed spans, the fixing parser, the text
 * itself, in this order. `document.ts` does the same for a text that grows; this one serves closed pieces of it.
 */
import { OFFICIAL, type Dialect } from './dialect';
import { findFences } from './fences';
import { Candidates, type Found } from './found';
import { LenientParser } from './lenient';
import { RawChoice, RawFenced, RawFixed, RawList, RawString, trimBlanks, type Raw } from './raw';
import { scanSpans } from './spans';
import { parseStrict } from './strict';

export interface Attempts {
  readonly fences: boolean;
  readonly spans: boolean;
  readonly asString: boolean;
}

export const WHOLE: Attempts = { fences: true, spans: true, asString: true };
export const SPAN: Attempts = { fences: true, spans: false, asString: false };
export const FENCE: Attempts = { fences: false, spans: false, asString: false };
export const TRAILING: Attempts = { fences: false, spans: false, asString: true };

/** The readings of `text`, which starts at offset `base`; null when no attempt succeeds. `done`: nothing will follow. */
export function parseText(
  text: string,
  base: number,
  attempts: Attempts,
  done: boolean,
  dialect: Dialect = OFFICIAL,
): Raw | null {
  const source = (): string => text;
  const strict = parseStrict(text, base);
  if (strict !== null) return choose([strict], source);
  if (attempts.fences) {
    const fenced = parseFences(text, base, done, dialect);
    if (fenced !== null) return fenced;
  }
  if (attempts.spans) {
    const spans = parseSpans(text, base, done, dialect);
    if (spans !== null) return spans;
  }
  const parser = new LenientParser(base, dialect);
  parser.feed(text);
  const fixed = chooseFixed(parser.settle(), () => text.length, source, new Candidates(base));
  if (fixed !== null && (attempts.asString || fixed.kind !== 'string')) return fixed;
  return attempts.asString ? asString(text, base, done) : null;
}

/** One reading, or several; a single string equal to the text is that string. */
export function choose(candidates: readonly Raw[], text: () => string): Raw {
  return new RawChoice(candidates, text);
}

/** What the fixing parser found, as candidates. `length`: of the text it read, when a value in it begins there. */
export function chooseFixed(
  found: Found | null,
  length: (start: number) => number,
  text: () => string,
  candidates: Candidates,
): Raw | null {
  if (found === null) return null;
  const only = onlyString(found);
  // Every other kind of string is shorter than its text, so a string of the same length is the text.
  if (only !== null && only.text.length + only.suffix.length === length(only.start)) return only;
  return candidates.choice(found, text);
}

/** The only value that was found, when it is a string. */
export function onlyString(found: Found | null): RawString | null {
  return found?.last?.kind === 'string' ? found.last : null;
}

/** The text as a string: complete only when nothing will follow. */
export function asString(text: string, base: number, done: boolean): RawString {
  const node = new RawString(base);
  node.text = text;
  node.complete = done;
  return node;
}

/** A list made of candidates. It is never closed: the official parser marks it incomplete. */
export function listOf(items: readonly Raw[], start: number): RawList {
  const list = new RawList(start);
  list.items.push(...items);
  return list;
}

export function startOf(raw: Raw): number {
  if (raw.kind === 'fenced' || raw.kind === 'fixed') return startOf(raw.inner);
  if (raw.kind === 'choice') return raw.all.length === 0 ? 0 : startOf(raw.all[0]!);
  return raw.start;
}

function parseFences(text: string, base: number, done: boolean, dialect: Dialect): Raw | null {
  const found = findFences(text, (content, offset) => parseText(content, base + offset, FENCE, done, dialect));
  return assembleFences(
    found.blocks.map((block) => new RawFenced(block.tag, block.value)),
    text.slice(found.rest),
    base + found.rest,
    () => text,
    done,
    dialect,
  );
}

/** A block that is the only candidate: never complete. */
export const alone = (block: RawFenced): RawFenced => new RawFenced(block.tag, block.inner, false);

/** Candidates of fenced blocks and the text behind them. */
export function assembleFences(
  blocks: readonly RawFenced[],
  rest: string,
  restBase: number,
  text: () => string,
  done: boolean,
  dialect: Dialect = OFFICIAL,
): Raw | null {
  if (blocks.length === 0) return null;
  if (trimBlanks(rest) === '')
    return choose(blocks.length === 1 ? [alone(blocks[0]!)] : [...blocks, listOf(blocks, startOf(blocks[0]!))], text);
  const trailing = parseText(rest, restBase, TRAILING, done, dialect);
  const all = [...blocks, listOf(blocks, startOf(blocks[0]!))];
  return choose(trailing === null ? all : [...all, trailing], text);
}

function parseSpans(text: string, base: number, done: boolean, dialect: Dialect): Raw | null {
  const spans = scanSpans(text);
  if (spans === null || spans.length === 0) return null;
  const values: Raw[] = [];
  for (const [from, to] of spans) {
    const value = parseText(text.slice(from, to), base + from, SPAN, done, dialect);
    if (value !== null) values.push(value);
  }
  return assembleSpans(values, () => text);
}

export function assembleSpans(values: readonly Raw[], text: () => string): Raw | null {
  if (values.length === 0) return null;
  if (values.length === 1) return choose([new RawFixed(values[0]!)], text);
  const all = [...values, listOf(values, startOf(values[0]!))];
  return choose(
    all.map((value) => new RawFixed(value)),
    text,
  );
}
