/** The quirks that both modes share, where a single moment of an answer shows them. */
import type { Coercer } from '../coerce/coerce';
import type { EvaluateConstraint } from '../coerce/constraints';
import { Failure } from '../coerce/failure';
import { Flag, stateOf, type Typed } from '../coerce/typed';
import type { Repair, Span } from '../facts/repair';
import { plainOf, spanOf } from '../facts/plain';
import { isForeignKey, type ValueFacts, type Visited } from '../facts/values';
import type { Path } from '../stream/frame';
import { isWithheld } from '../stream/withhold';
import type { QuirkName } from './catalog';

export interface FoundQuirk {
  readonly quirk: QuirkName;
  readonly path: Path;
  readonly span: Span | null;
  /** What it is about, in a few words. */
  readonly what?: string;
}

export interface Moment {
  readonly text: string;
  readonly typed: Typed;
  readonly facts: ValueFacts;
  readonly repairs: readonly Repair[];
  readonly coercer: Coercer;
  readonly evaluate: EvaluateConstraint;
  readonly isFinal: boolean;
}

/** The quirks of the second part of the catalogue that show in this reading. */
export function foundQuirks(moment: Moment): FoundQuirk[] {
  const { facts, repairs, text } = moment;
  const found: FoundQuirk[] = [];
  if (acceptsProse(moment.typed)) found.push({ quirk: 'defaults-accept-prose', path: [], span: [0, text.length] });
  for (const { kind, path, span } of repairs) {
    const written = span === null ? '' : text.slice(...span);
    const isUnquoted = kind === 'quote-added' || kind === 'key-quoted' || kind === 'key-without-value';
    if (kind === 'duplicate-key') found.push({ quirk: 'first-duplicate', path, span });
    else if (isUnquoted && written.startsWith('#')) found.push({ quirk: 'hash-comment', path, span });
    else if (isUnquoted && written.startsWith('...')) found.push({ quirk: 'ellipsis', path, span });
    else if (kind === 'text-to-number' && /^[\d,.]*\d,\d[\d,.]*$/.test(written))
      found.push({ quirk: 'comma-in-number', path, span, what: written });
  }
  for (const visited of facts.visited) found.push(...atValue(visited, moment));
  return found;
}

/** A class that was made of nothing, from text without any object in it. */
function acceptsProse(typed: Typed): boolean {
  if (typed.kind !== 'class' || typed.raw === null) return false;
  const plain = plainOf(typed.raw);
  if (plain?.kind === 'object' || plain?.kind === 'list') return false;
  return typed.values.every((value) => value.raw === null);
}

function* atValue(visited: Visited, moment: Moment): Generator<FoundQuirk> {
  const { typed, ty, path, field } = visited;
  const { text, coercer, isFinal, evaluate } = moment;
  const at = (quirk: QuirkName, what?: string): FoundQuirk => ({
    quirk,
    path,
    span: typed.raw === null ? null : spanOf(typed.raw, text.length),
    ...(what === undefined ? {} : { what }),
  });
  if (typed.kind === 'map' && typed.ty.kind === 'map') {
    for (const key of new Set(typed.keys.slice(0, typed.count)))
      if (isForeignKey(key, typed.ty.key, coercer)) yield { ...at('map-key-unchecked', key), path: [...path, key] };
  }
  if (typed.kind === 'list' && typed.ty.kind === 'list' && typed.ty.item.kind === 'union') {
    const { item } = typed.ty;
    for (let index = 1; index < typed.count; index++) {
      const value = typed.items[index]!;
      const alone = value.raw === null ? value : coercer.coerce(value.raw, item);
      if (!(alone instanceof Failure) && alone.variant !== value.variant)
        yield { quirk: 'hint-carry', path: [...path, index], span: value.raw && spanOf(value.raw, text.length) };
    }
  }
  if (isFinal || typed.raw === null) return;
  const isOpenNumber = typed.kind === 'scalar' && typed.raw.kind === 'number' && !typed.raw.complete;
  const member = field === null ? null : field.owner.members.fields()[field.at]!;
  if (isOpenNumber && !isWithheld(member?.declared ?? ty.declared ?? ty, typed))
    yield at('number-jump', String(typed.json));
  if ((typed.flags & Flag.Replaced) !== 0) return;
  const declared = member?.declared.constraints ?? typed.ty.constraints;
  if (declared.some(({ level }) => level === 'check') && stateOf(typed) !== 'complete') yield at('check-on-withheld');
  if (member === null) return;
  for (const constraint of declared) {
    if (constraint.level !== 'assert' || evaluate(constraint, typed) === true) continue;
    yield at('assert-late', constraint.label ?? constraint.expression);
  }
}
