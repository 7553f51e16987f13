/**
 * Repairs of the notation, found by looking at the text between the values that the fixing parser found in it. Text that is
 * strict JSON has none.
 */
import type { PlainRaw, Raw, RawList, RawObject, RawString } from '../json/raw';
import { parseStrict } from '../json/strict';
import type { Path } from '../stream/frame';
import { isOfCandidates, plainOf, spanOf } from './plain';
import type { Repair, RepairKind, Span } from './repair';

/** Deeper values are not looked into. */
const MAX_DEPTH = 150;
/** Of one answer no more than so many are told. */
const MAX_REPAIRS = 5000;

/** The repairs in `raw`, which was read from `text`. `pathOf`: where a value stands when it is not at its own keys. */
export function notationRepairs(
  text: string,
  raw: Raw,
  pathOf: (raw: Raw) => Path | undefined,
  isFinal: boolean,
): Repair[] {
  const reader = new Notation(text, pathOf, isFinal);
  reader.candidate(raw, []);
  return reader.repairs;
}

class Notation {
  readonly repairs: Repair[] = [];
  /** Where the stretch ends that is being looked at. */
  private end = 0;
  constructor(
    private readonly text: string,
    private readonly pathOf: (raw: Raw) => Path | undefined,
    private readonly isFinal: boolean,
  ) {}

  /** A value on its own: not looked into when it is strict JSON. */
  candidate(raw: Raw, path: Path): void {
    const plain = plainOf(raw);
    if (plain?.kind === 'list' && isOfCandidates(plain)) {
      membersOf(plain).forEach((one, at) => this.candidate(one, [...path, at]));
      return;
    }
    if (plain === null) return;
    const [from, to] = spanOf(raw, this.text.length);
    this.end = to;
    if (parseStrict(this.text.slice(from, to), from) === null) this.value(plain, this.pathOf(plain) ?? path, 0);
  }

  private value(raw: PlainRaw, path: Path, depth: number): void {
    if (depth > MAX_DEPTH || this.repairs.length > MAX_REPAIRS) return;
    if (raw.kind === 'string') this.string(raw, path);
    if (raw.kind === 'object' || raw.kind === 'list') this.container(raw, path, depth);
  }

  private add(kind: RepairKind, path: Path, span: Span, what?: string): void {
    this.repairs.push(what === undefined ? { kind, path, span } : { kind, path, span, what });
  }

  private string(raw: RawString, path: Path): void {
    const [from, to] = spanOf(raw, this.end);
    const source = this.text.slice(from, to);
    const delimiter = /^(?:"""|```|["'`])/.exec(source)?.[0];
    if (delimiter === undefined) {
      if (source !== '') this.add('quote-added', path, [from, to]);
      return;
    }
    if (delimiter !== '"') this.add('quote-replaced', path, [from, to], `${delimiter}…${delimiter}`);
    const inner = source.slice(1, raw.closed ? -1 : undefined);
    if (delimiter === '"') {
      const escape = /\\(?:[^ntrbf\\"u]|u[0-9a-fA-F]{0,4})/g;
      for (let found = escape.exec(inner); found !== null; found = escape.exec(inner)) {
        const at = from + 1 + found.index;
        if (!isEscaped(inner, found.index)) this.add('escape-kept', path, [at, at + found[0].length], found[0]);
      }
      const kept: number[] = [];
      for (let at = inner.indexOf('"'); at >= 0; at = inner.indexOf('"', at + 1)) {
        if (!isEscaped(inner, at) && (raw.closed || at < inner.length - 1)) kept.push(from + 1 + at);
      }
      const [first, ...more] = kept;
      if (first !== undefined)
        this.add('quote-kept', path, [first, first + 1], more.length > 0 ? `and ${more.length} more` : undefined);
    }
    if (this.isFinal && !raw.closed) this.add('closed-at-end', path, [from, to]);
  }

  private container(raw: RawObject | RawList, path: Path, depth: number): void {
    const [from, to] = spanOf(raw, this.end);
    let at = from + 1;
    membersOf(raw).forEach((member, index) => {
      const plain = plainOf(member);
      if (plain === null) return;
      const key = raw.kind === 'object' ? raw.keys[index]! : index;
      const inner = this.pathOf(plain) ?? [...path, key];
      const [start, end] = spanOf(plain, this.end);
      this.gap(at, start, index > 0, raw.kind === 'object' ? inner : null, path);
      this.value(plain, inner, depth + 1);
      at = Math.max(at, end);
    });
    this.tail(at, raw.end === null ? to : to - 1, path);
    if (this.isFinal && !raw.closed) this.add('closed-at-end', path, [from, to]);
  }

  /** What stands before a member. `keyed`: the path of the member when it has a key. */
  private gap(from: number, to: number, second: boolean, keyed: Path | null, path: Path): void {
    let { at, commas } = this.separators(from, to, path);
    if (second && commas.length === 0) this.add('comma-missing', path, [from, from]);
    for (const comma of commas.slice(second ? 1 : 0)) this.add('comma-dropped', path, [comma, comma + 1]);
    if (at >= to) return;
    if (keyed === null) {
      this.add('text-skipped', path, [at, to]);
      return;
    }
    const first = this.text.charAt(at);
    const colon = keyEnd(this.text, at, to);
    const keyTo = colon < 0 ? to : colon;
    const written = this.text.slice(at, keyTo).trimEnd();
    if (first !== '"') this.add('key-quoted', keyed, [at, at + written.length]);
    else {
      const kept = written.slice(1, -1).indexOf('"');
      if (kept >= 0) this.add('quote-kept', keyed, [at + 1 + kept, at + 2 + kept]);
    }
    if (colon < 0) {
      this.add('colon-missing', keyed, [to, to]);
      return;
    }
    at = colon + 1;
    ({ at, commas } = this.separators(at, to, path));
    for (const comma of commas) this.add('comma-dropped', path, [comma, comma + 1]);
    if (at < to) this.add('text-skipped', path, [at, to]);
  }

  /** What stands behind the last member. */
  private tail(from: number, to: number, path: Path): void {
    const { at, commas } = this.separators(from, to, path);
    // While the text goes on a comma may be the one before the next member.
    const isOver = to < this.text.length || this.isFinal;
    if (isOver) for (const comma of commas.slice(at < to ? 1 : 0)) this.add('comma-dropped', path, [comma, comma + 1]);
    if (at >= to || !isOver) return;
    const rest = this.text.slice(at, to).trimEnd();
    this.add('key-without-value', path, [at, at + rest.length], rest);
  }

  /** Skips blanks, commas, colons and comments from `from`, and tells where that ends. */
  private separators(from: number, to: number, path: Path): { at: number; commas: number[] } {
    const { text } = this;
    const commas: number[] = [];
    let at = from;
    while (at < to) {
      const char = text.charAt(at);
      const next = text.charAt(at + 1);
      if (char === ',') commas.push(at++);
      else if (/\s/.test(char) || char === ':') at++;
      else if (char === '/' && (next === '/' || next === '*')) {
        const close = next === '/' ? '\n' : '*/';
        const found = text.indexOf(close, at + 2);
        const end = found < 0 || found > to ? to : found + (next === '/' ? 0 : 2);
        this.add('comment-dropped', path, [at, end], text.slice(at, Math.min(end, at + 40)));
        at = Math.max(end, at + 2);
      } else break;
    }
    return { at: Math.min(at, to), commas };
  }
}

const membersOf = (raw: RawList | RawObject): readonly Raw[] => {
  const closed = raw.kind === 'list' ? raw.items : raw.values;
  return raw.tail === null || raw.length === closed.length ? closed : [...closed, raw.tail];
};

/** Whether an odd number of backslashes stands before `at`. */
function isEscaped(text: string, at: number): boolean {
  let count = 0;
  while (text.charAt(at - 1 - count) === '\\') count++;
  return count % 2 === 1;
}

/** Where the colon behind the key at `from` is; -1 when there is none before `to`. */
function keyEnd(text: string, from: number, to: number): number {
  const quote = text.charAt(from);
  if (quote !== '"' && quote !== "'" && quote !== '`') {
    const colon = text.slice(from, to).indexOf(':');
    return colon < 0 ? -1 : from + colon;
  }
  for (let at = text.indexOf(quote, from + 1); at >= 0 && at < to; at = text.indexOf(quote, at + 1)) {
    // The same blanks as the parser knows behind a quote.
    const found = /^[ \t\n]*:/.exec(text.slice(at + 1, to));
    if (found !== null) return at + found[0].length;
  }
  return -1;
}
