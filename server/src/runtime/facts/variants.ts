/** Which variant of a union a value was read as, and which others there were. */
import type { Coercer } from '../coerce/coerce';
import { Failure } from '../coerce/failure';
import { Wording } from '../coerce/wording';
import type { Typed } from '../coerce/typed';
import type { UnionTy } from '../coerce/types';
import type { Path } from '../stream/frame';
import { typeText } from '../stream/typeText';

export interface VariantChoice {
  readonly path: Path;
  /** The variants in order, null left out. */
  readonly options: readonly VariantOption[];
  /** Position of the chosen one among them; -1 when it is null. */
  readonly chosen: number;
  /** The text is unfinished, and more than one variant fits it so far. */
  readonly undecided: boolean;
}

export interface VariantOption {
  readonly type: string;
  /** The penalty of reading the text as this variant, 0 for an exact fit; null when it does not fit. */
  readonly score: number | null;
  /** Why it does not fit. */
  readonly reason?: string;
}

/** Reasons are told up to this length. */
const MAX_REASON = 200;

/** The choice at a value that was read as a union; null when the union has only one variant beside null. */
export function unionChoice(typed: Typed, ty: UnionTy, path: Path, coercer: Coercer): VariantChoice | null {
  const { raw } = typed;
  const variants = ty.variants.filter((one) => one.kind !== 'null');
  if (raw === null || variants.length < 2) return null;
  const options = variants.map((variant): VariantOption => {
    const type = typeText(variant.source);
    const result = coercer.coerce(raw, variant);
    if (!(result instanceof Failure)) return { type, score: result.score };
    return { type, score: null, reason: result.reason(new Wording(MAX_REASON)).slice(0, 2 * MAX_REASON) };
  });
  const chosen = typed.variant < 0 ? -1 : variants.indexOf(ty.variants[typed.variant]!);
  const fitting = options.filter(({ score }) => score !== null).length;
  return { path, options, chosen, undecided: !raw.complete && fitting > 1 };
}
