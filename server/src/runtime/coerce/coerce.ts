/**
 * From raw to typed values. Two readings exist for a plain value: the exact cast, all or nothing over everything below
 * it, and the lenient one, tried when the cast fails.
 *
 * Results for closed nodes are kept by (node, type, reading), of unions in place of those of their variants (`kept.ts`); for a
 * list, map or object that is still open, everything about its closed children is kept and only the open child is read again.
 */
import type { PlainRaw, Raw, RawChoice } from '../json/raw';
import { RawString } from '../json/raw';
import { best } from './choose';
import { Contest } from './contest';
import { castClass, lenientClass } from './classes';
import { Failure, notDone } from './failure';
import type { Fillers } from './fillers';
import { Pass } from './kept';
import { castList, lenientList } from './lists';
import { castMap, lenientMap } from './maps';
import { castScalar, lenientScalar } from './scalars';
import { Flag, nullFor, withFlags, type Typed } from './typed';
import type { AliasTy, ClassTy, Ty } from './types';
import { castUnion, lenientUnion } from './unions';
import { constrained, type EvaluateConstraint } from './constraints';

/** Values nested deeper are refused: no real answer is, and the stack has an end. */
const MAX_DEPTH = 700;

export class Coercer {
  /** Node visits so far, to show that work is linear. */
  work = 0;
  private depth = 0;
  private readonly contests = new WeakMap<readonly Raw[], Map<number, Contest>>();
  private readonly active: { pass: Pass; ty: NamedTy; raw: Raw }[] = [];
  /** Whether the value that was read last was cast. */
  wasCast = false;
  /** Per value, how often a recursion on it was cut; null while there was none. */
  private cuts: WeakMap<Raw, number> | null = null;
  /** What stands in for the fields of a class, which constraints have a say in. */
  readonly fillers: Fillers = new WeakMap();

  /** Whether null may be known to outweigh a class that is still open (`outweighed.ts`): only by the official rules. */
  readonly weighsAhead: boolean = true;

  /** `evaluate` judges constraints; `partial`: the text may go on. */
  constructor(
    readonly evaluate: EvaluateConstraint | null,
    readonly partial: boolean,
  ) {}

  /** Reads `raw` as `ty`: the cast if it succeeds, else leniently. `hint`: a union's variant to try first. */
  coerce(raw: Raw, ty: Ty, hint = -1): Typed | Failure {
    if (this.depth >= MAX_DEPTH) return tooDeep;
    this.depth++;
    const result = this.read(raw, ty, hint);
    this.depth--;
    return result;
  }

  protected read(raw: Raw, ty: Ty, hint: number): Typed | Failure {
    this.work++;
    switch (raw.kind) {
      case 'choice': {
        if (ty.done && this.partial && !raw.complete) return notDone;
        if (readsText(ty)) return this.coerce(textOf(raw.text()), ty);
        return this.marked(this.bestCandidate(raw, ty, hint), raw.complete);
      }
      case 'fenced': {
        if (ty.done && this.partial && !raw.complete) return notDone;
        const inner = this.coerce(raw.inner, ty, hint);
        if (inner instanceof Failure) return inner;
        const penalty = ty.kind === 'string' && !ty.inUnion ? 1 : 0;
        return this.marked(withFlags(inner, Flag.FromFence, penalty), raw.complete);
      }
      case 'fixed':
        return this.coerce(raw.inner, ty, hint);
    }
    if (raw.kind === 'word' && raw.value === null && ty.kind === 'union' && ty.nullable) {
      return constrained(this, nullFor(ty, raw), ty);
    }
    const isUndone = ty.done && this.partial && !raw.complete;
    if (isUndone && ty.constraints.length === 0) return notDone;
    const cast = this.cast(raw, ty, hint);
    const result = cast ?? this.asked(this.lenient(raw, ty, hint), ty);
    // What an assert says counts before.
    if (isUndone) return result instanceof Failure ? result : notDone;
    this.wasCast = cast !== null;
    return this.marked(result, raw.complete);
  }

  private bestCandidate(raw: RawChoice, ty: Ty, hint: number): Typed | Failure {
    const read = (candidate: Raw): Typed | Failure => this.coerce(candidate, ty, hint);
    return this.best(ty, raw.settled, raw.settledCount, raw.candidates, read);
  }

  /**
   * The best reading of several values by `read`: the first `count` of `settled`, which only grows and is read once, and more.
   */
  best(
    ty: Ty,
    settled: readonly Raw[],
    count: number,
    others: readonly Raw[],
    read: (raw: Raw) => Typed | Failure,
  ): Typed | Failure {
    if (this.depth >= MAX_DEPTH) return tooDeep;
    this.depth++;
    const result = this.bestOf(ty, settled, count, others, read);
    this.depth--;
    return result;
  }

  private bestOf(
    ty: Ty,
    settled: readonly Raw[],
    count: number,
    others: readonly Raw[],
    read: (raw: Raw) => Typed | Failure,
  ): Typed | Failure {
    const results = others.map(read);
    if (count === 0) return best(ty, results);
    let byType = this.contests.get(settled);
    if (byType === undefined) this.contests.set(settled, (byType = new Map<number, Contest>()));
    let contest = byType.get(ty.id);
    if (contest === undefined) byType.set(ty.id, (contest = new Contest()));
    for (let at = contest.size; at < count; at++) contest.enter(ty, read(settled[at]!));
    return contest.best(ty, results);
  }

  /** Every reading of unfinished text is marked as such. */
  private marked(result: Typed | Failure, complete: boolean): Typed | Failure {
    return result instanceof Failure || complete ? result : withFlags(result, Flag.Incomplete);
  }

  /** The exact cast, or null. */
  cast(raw: Raw, ty: Ty, hint = -1): Typed | null {
    if (this.depth >= MAX_DEPTH || raw.kind === 'choice' || raw.kind === 'fenced' || raw.kind === 'fixed') return null;
    this.work++;
    this.depth++;
    const result = this.castPlain(raw, ty, hint);
    this.depth--;
    if (result === null || ty.constraints.length === 0) return result;
    const checked = constrained(this, result, ty);
    return checked instanceof Failure ? null : checked;
  }

  private castPlain(raw: PlainRaw, ty: Ty, hint: number): Typed | null {
    switch (ty.kind) {
      case 'list':
        return raw.kind === 'list' ? castList(this, raw, ty) : null;
      case 'map':
        return raw.kind === 'object' ? castMap(this, raw, ty) : null;
      case 'class':
        return raw.kind === 'object' ? castClass(this, raw, ty) : null;
      case 'union':
        return castUnion(this, raw, ty, hint);
      case 'alias':
        return this.castAlias(raw, ty);
      default:
        return castScalar(raw, ty);
    }
  }

  private lenient(raw: Raw, ty: Ty, hint: number): Typed | Failure {
    switch (ty.kind) {
      case 'list':
        return lenientList(this, raw, ty);
      case 'map':
        return lenientMap(this, raw, ty);
      case 'class':
        return this.lenientClass(raw, ty);
      case 'union':
        return lenientUnion(this, raw, ty, hint);
      case 'alias':
        return this.lenientAlias(raw, ty);
      case 'enum': {
        const result = lenientScalar(this, raw, ty);
        return result instanceof Failure ? result : constrained(this, result, ty, ty.own());
      }
      default:
        return lenientScalar(this, raw, ty);
    }
  }

  /** The class as near as the value comes to it, without a try of the exact cast, and marked by nothing. */
  lenientClass(raw: Raw, ty: ClassTy): Typed | Failure {
    if (!this.enter(Pass.Lenient, ty, raw)) return circular(ty.decl.name);
    const result = lenientClass(this, raw, ty);
    this.active.pop();
    // What a list amounts to was asked for the constraints of the class where it was made.
    return result instanceof Failure || raw.kind === 'list' ? result : this.ofClass(result, ty);
  }

  /** An instance of a class, asked for the constraints that the class itself has. */
  ofClass(result: Typed, ty: ClassTy): Typed | Failure {
    return constrained(this, result, ty, ty.own());
  }

  /** A lenient reading, asked for its constraints where that is done. */
  private asked(result: Typed | Failure, ty: Ty): Typed | Failure {
    return result instanceof Failure || !ty.asksAlways ? result : constrained(this, result, ty);
  }

  private castAlias(raw: Raw, ty: AliasTy): Typed | null {
    if (!this.enter(Pass.Cast, ty, raw)) return null;
    const result = this.cast(raw, ty.target());
    this.active.pop();
    return result;
  }

  private lenientAlias(raw: Raw, ty: AliasTy): Typed | Failure {
    if (!this.enter(Pass.Lenient, ty, raw)) return circular(ty.name);
    const result = this.coerce(raw, ty.target());
    this.active.pop();
    return result;
  }

  /**
   * How often a recursion on a value was cut so far. A result that one was cut for holds only where it was made: for the value itself,
   * not for what stands around it, which is cut off there wherever it is read.
   */
  cutsOn(raw: Raw): number {
    return this.cuts?.get(raw) ?? 0;
  }

  /** Begins to read a value as a named type; false when it is being read as the same type further up. */
  private enter(pass: Pass, ty: NamedTy, raw: Raw): boolean {
    for (let i = this.active.length - 1; i >= 0; i--) {
      const entry = this.active[i]!;
      if (entry.raw === raw && entry.pass === pass && isSameName(entry.ty, ty)) {
        this.cuts ??= new WeakMap();
        this.cuts.set(raw, this.cutsOn(raw) + 1);
        return false;
      }
    }
    this.active.push({ pass, ty, raw });
    return true;
  }
}

/** Types that can lead back to themselves. */
type NamedTy = ClassTy | AliasTy;

const nameOf = (ty: NamedTy): string => (ty.kind === 'class' ? ty.decl.name : ty.name);

/** Whether a use is one of the same class or alias, however it is to be read. */
const isSameName = (a: NamedTy, b: NamedTy): boolean => nameOf(a) === nameOf(b);

const tooDeep = new Failure(() => 'Values are nested too deeply');

const circular = (name: string): Failure =>
  new Failure(() => `Circular reference detected for class-value pair ${name}`);

/** Types that a choice is read as text for. */
export function readsText(ty: Ty): boolean {
  return ty.kind === 'string' || ty.kind === 'enum' || (ty.kind === 'literal' && typeof ty.value === 'string');
}

function textOf(text: string): RawString {
  const node = new RawString(0);
  node.text = text;
  node.complete = true;
  node.closed = true;
  return node;
}
