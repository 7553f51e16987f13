/** Coercion without the quirks that sit in it; everything else is the official reading. */
import { Coercer } from '../coerce/coerce';
import type { EvaluateConstraint } from '../coerce/constraints';
import { Failure, notDone } from '../coerce/failure';
import { Flag, scalar, stateOf, TextForm, withFlags, type Typed } from '../coerce/typed';
import type { Ty, UnionTy } from '../coerce/types';
import type { Raw } from '../json/raw';
import { mustBeDone } from '../stream/withhold';
import type { Corrections } from './catalog';
import { hasInternals, plainText } from './fenceTail';
import { hasBoolean, isLettersOfWord } from './nullLetters';

export class CorrectedCoercer extends Coercer {
  override readonly weighsAhead = false;
  /** String variants of unions that a boolean belongs to as well. */
  private readonly besideBoolean = new WeakSet<Ty>();

  constructor(
    evaluate: EvaluateConstraint | null,
    partial: boolean,
    private readonly corrections: Corrections,
    private readonly textAt: (offset: number) => string,
  ) {
    super(evaluate, partial);
  }

  override cast(raw: Raw, ty: Ty, hint = -1): Typed | null {
    if (!this.partial) return super.cast(raw, ty, hint);
    if (ty.kind === 'union') this.prepare(ty);
    if (this.isUndecidedWord(raw, ty)) return null;
    const result = super.cast(raw, ty, hint);
    if (result === null) return null;
    if (this.isShownTooEarly(result, raw, ty)) return null;
    if (this.isOnlyProvisional(raw, ty)) return withFlags(result, Flag.Incomplete);
    return this.markedOpen(result);
  }

  protected override read(raw: Raw, ty: Ty, hint: number): Typed | Failure {
    if (this.partial) {
      if (ty.kind === 'union') this.prepare(ty);
      if (this.isUndecidedWord(raw, ty) || this.isOnlyProvisional(raw, ty)) return notDone;
    }
    const result = super.read(raw, ty, hint);
    if (result instanceof Failure) return result;
    if (
      this.corrections.has('fence-tail') &&
      result instanceof TextForm &&
      result.ty === ty &&
      hasInternals(result.raw)
    )
      return scalar(ty, result.raw, plainText(result.raw), result.flags, result.score);
    if (!this.partial) return result;
    if (this.isShownTooEarly(result, raw, ty) || this.isObjectAsText(result, raw, ty)) return notDone;
    return this.markedOpen(result);
  }

  private prepare(ty: UnionTy): void {
    if (!this.corrections.has('null-letters') || !hasBoolean(ty)) return;
    for (const one of ty.variants) if (one.kind === 'string') this.besideBoolean.add(one);
  }

  /** null-letters */
  private isUndecidedWord(raw: Raw, ty: Ty): boolean {
    if (ty.kind !== 'string' || !this.corrections.has('null-letters')) return false;
    return isLettersOfWord(raw, this.besideBoolean.has(ty), this.textAt);
  }

  /** quote-lookahead: the quote that closes a string for now may turn out to belong to it. */
  private isOnlyProvisional(raw: Raw, ty: Ty): boolean {
    if (ty.kind !== 'string' || !ty.done || !this.corrections.has('quote-lookahead')) return false;
    return raw.kind === 'string' && raw.complete && !raw.closed;
  }

  /** not-null-weak: a union that is never null, but withheld by the filter, keeps its class from being made. */
  private isShownTooEarly(result: Typed, raw: Raw, ty: Ty): boolean {
    if (ty.kind !== 'union' || raw.complete || ty.source.attributes?.notNull === undefined) return false;
    if (!this.corrections.has('not-null-weak')) return false;
    return stateOf(result) !== 'complete' && mustBeDone(ty.declared ?? ty, result);
  }

  /** object-as-text: an open object may still become the class that the union has. */
  private isObjectAsText(result: Typed, raw: Raw, ty: Ty): boolean {
    if (ty.kind !== 'union' || raw.kind !== 'object' || raw.closed || !this.corrections.has('object-as-text'))
      return false;
    if (result.kind !== 'scalar' || (result.flags & Flag.TextForm) === 0) return false;
    return ty.variants.some((one) => one.kind === 'class');
  }

  /** state-early */
  private markedOpen<T extends Typed>(result: T): T {
    if (result.kind !== 'class' || result.raw === null || !this.corrections.has('state-early')) return result;
    return result.raw.complete ? result : withFlags(result, Flag.Open);
  }
}
