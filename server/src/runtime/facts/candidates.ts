/** From which part of a text a value was read, and which other parts were read as values too. */
import { beats } from '../coerce/choose';
import { readsText, type Coercer } from '../coerce/coerce';
import { Failure } from '../coerce/failure';
import { Wording } from '../coerce/wording';
import type { Typed } from '../coerce/typed';
import type { Ty } from '../coerce/types';
import type { Raw } from '../json/raw';
import { isOfCandidates, plainOf, spanOf } from './plain';
import type { Span } from './repair';

export interface Candidate {
  readonly kind:
    /** The whole text is JSON. */
    | 'json'
    /** The content of a fenced block. */
    | 'fence'
    /** A stretch between brackets, in prose. */
    | 'span'
    /** What the fixing parser found in the whole text. */
    | 'fixed'
    /** The list of all blocks, or of all spans. */
    | 'all'
    /** The text behind the last block. */
    | 'trailing'
    /** The text itself. */
    | 'text';
  /** The tag of a fenced block. */
  readonly tag?: string;
  readonly span: Span;
  /** The penalty of reading it as the return type; null when it does not fit. */
  readonly score: number | null;
  readonly reason?: string;
  readonly chosen: boolean;
}

/** Of more candidates only the first ones are told. */
const MAX_TOLD = 100;
const MAX_REASON = 200;

/** The candidates of `raw`, the reading of a text of `length`, for type `ty`; and the one that was taken. */
export function candidatesOf(
  raw: Raw,
  ty: Ty,
  coercer: Coercer,
  length: number,
): { readonly candidates: readonly Candidate[]; readonly taken: Raw | null } {
  if (raw.kind === 'choice' && readsText(ty)) {
    const result = coercer.coerce(raw, ty);
    const candidate: Candidate = {
      kind: 'text',
      span: [0, length],
      ...fitOf(result),
      chosen: !(result instanceof Failure),
    };
    return { candidates: [candidate], taken: null };
  }
  const all = raw.kind === 'choice' ? raw.all : [raw];
  const results = all.map((one) => coercer.coerce(one, ty));
  const chosen = winner(ty, results);
  const hasFences = all.some((one) => one.kind === 'fenced');
  const candidates = all.slice(0, MAX_TOLD).map((one, at): Candidate => {
    const result = results[at]!;
    return {
      kind: kindOf(one, raw, hasFences),
      ...(one.kind === 'fenced' ? { tag: one.tag } : {}),
      span: spanOf(one, length),
      ...fitOf(result),
      chosen: at === chosen,
    };
  });
  return { candidates, taken: all[chosen] ?? null };
}

/** How well a candidate fits. */
function fitOf(result: Typed | Failure): Pick<Candidate, 'score' | 'reason'> {
  if (!(result instanceof Failure)) return { score: result.score };
  return { score: null, reason: result.reason(new Wording(MAX_REASON)).slice(0, 2 * MAX_REASON) };
}

/** The position of the best reading; -1 when none fits. */
function winner(ty: Ty, results: readonly (Typed | Failure)[]): number {
  let best = -1;
  results.forEach((result, at) => {
    if (result instanceof Failure) return;
    const before = results[best];
    if (before === undefined || before instanceof Failure || beats(ty, result, before)) best = at;
  });
  return best;
}

function kindOf(one: Raw, whole: Raw, hasFences: boolean): Candidate['kind'] {
  const inner = one.kind === 'fixed' ? one.inner : one;
  if (one.kind === 'fenced') return 'fence';
  if (isOfCandidates(inner)) return 'all';
  if (hasFences) return 'trailing';
  if (one.kind === 'fixed') return inner.kind === 'choice' ? 'span' : 'fixed';
  if (whole.kind === 'choice' && plainOf(one) !== null) return 'json';
  return 'text';
}
