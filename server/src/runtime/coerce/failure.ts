/** Why a value does not fit a type, in the wording of the official runtime. Texts are made only when somebody reads. */
import type { Constraint } from '../../ir/schema';
import type { Raw } from '../json/raw';
import { quote } from './quote';
import { rawLabel } from './rawLabel';
import type { Ty } from './types';
import { Wording } from './wording';

/** Puts a failure into words. `where`: the place of the failure, from the root; `as`: the type to name, if not its own. */
type Say = (wording: Wording, where: readonly string[], as: Ty | null) => string;

export class Failure {
  /** Whether an assert had a part in it. Known from the start: the causes of causes can be the same ones, in more ways than can be gone. */
  readonly isAsserted: boolean;

  constructor(
    private readonly say: Say,
    readonly causes: readonly Failure[] = [],
    /** Steps from the place of the enclosing failure to this one. */
    readonly scope: readonly string[] = [],
    /** An assert refused it: nothing may stand in for the value. */
    readonly asserted = false,
    private readonly as: Ty | null = null,
    /** Texts name no place for it. */
    private readonly placeless = asserted,
  ) {
    this.isAsserted = asserted || causes.some((cause) => cause.isAsserted);
  }

  /** The same failure, seen from one step further out. */
  under(step: string): Failure {
    return new Failure(this.say, this.causes, [step, ...this.scope], this.asserted, this.as, this.placeless);
  }

  /** The same failure of a variant of a union: texts name the union. */
  ofUnion(union: Ty): Failure {
    const causes = this.causes.map((cause) => cause.ofUnion(union));
    return new Failure(this.say, causes, this.scope, this.asserted, union, this.placeless);
  }

  /** Whether both refuse for the same reason, wherever that is. */
  isLike(other: Failure): boolean {
    return this.say === other.say;
  }

  /** The reason without its place and causes. */
  reason(wording = new Wording()): string {
    return this.say(wording, this.scope, this.as);
  }

  /** Everything on one line, as the runtime prints a failed parse. */
  debug(wording = new Wording(), outer: readonly string[] = []): string {
    if (!wording.goesOn()) return '…';
    const where = this.placeIn(outer);
    const reason = wording.count(this.say(wording, where, this.as));
    const causes = this.causes.map((cause) => cause.debug(wording, where));
    return `ParsingError { scope: [${where.map(quote).join(', ')}], reason: ${quote(reason)}, causes: [${causes.join(', ')}] }`;
  }

  /** As an indented list. */
  display(wording = new Wording(), outer: readonly string[] = []): string {
    if (!wording.goesOn()) return '…';
    const where = this.placeIn(outer);
    const reason = wording.count(this.say(wording, where, this.as));
    const lines = [`${where.length === 0 ? '<root>' : where.join('.')}: ${reason}`];
    for (const cause of this.causes) lines.push(`  - ${cause.display(wording, where).replaceAll('\n', '\n  ')}`);
    return lines.join('\n');
  }

  private placeIn(outer: readonly string[]): readonly string[] {
    return this.placeless ? [] : [...outer, ...this.scope];
  }
}

export const notDone = new Failure(() => 'Internal error: Streaming field is not done');

export function expected(ty: Ty, raw: Raw): Failure {
  if (ty.kind === 'media') return new Failure(() => `${mediaName(ty)} type is not supported here`);
  return new Failure((wording, _where, as) => `Expected ${typeLabel(as ?? ty)}${got(ty, raw, wording, as !== null)}`);
}

function got(ty: Ty, raw: Raw, wording: Wording, inUnion: boolean): string {
  const isNumber = ty.kind === 'int' || ty.kind === 'float' || ty.kind === 'bool';
  const isPlain = isNumber || ty.kind === 'map';
  if (raw.kind === 'word' && raw.value === null && !isPlain) return ', got null';
  return `${ty.kind === 'enum' && !inUnion ? ' enum value' : ''}, got ${rawLabel(raw, wording)}.`;
}

/** No value was among several, or there were none to choose from. */
export function noneOf(ty: Ty, count: number, causes: readonly Failure[]): Failure {
  if (count === 0) return new Failure((_wording, _where, as) => `Expected ${typeLabel(as ?? ty)}, got empty array`);
  return new Failure((_wording, _where, as) => `Failed to find any ${typeLabel(as ?? ty)} in ${count} items`, causes);
}

/** A type as error texts name it, with the attributes in force. */
export function typeLabel(ty: Ty): string {
  const { kind } = ty;
  const constraints = toldConstraints(ty).map(constraintLabel).join('');
  const atomic = kind === 'int' || kind === 'float' || kind === 'bool' || kind === 'literal';
  const done = ty.done || atomic || (kind === 'enum' && isBare(ty) && constraints !== '');
  const notNull = ty.notNull || kind === 'list' || kind === 'map';
  const stream = `${done ? ' @stream.done' : ''}${notNull ? ' @stream.not_null' : ''}${ty.withState ? ' @stream.with_state' : ''}`;
  return `${bareLabel(ty)}${constraints}${stream}`;
}

/** A constraint as texts tell it, in front of the attributes. */
export const constraintLabel = ({ level, label }: Constraint): string =>
  ` @${level}(${label === null ? '' : `${label}, `}{{..}} )`;

/** The constraints of a type as texts tell them: those of a class or enum come twice where nothing else is said of it. */
export function toldConstraints(ty: Ty): readonly Constraint[] {
  return isBare(ty) ? [...ty.constraints, ...ty.constraints] : ty.constraints;
}

/** A class or enum of which nothing is said where it is used. */
const isBare = ({ kind, source }: Ty): boolean =>
  (kind === 'class' || kind === 'enum') && Object.keys(source.attributes ?? {}).length === 0;

/** A type inside a list or map, where nothing is null by itself. */
function innerLabel(ty: Ty): string {
  return typeLabel(ty.notNull ? ty : { ...ty, notNull: true });
}

function bareLabel(ty: Ty): string {
  switch (ty.kind) {
    case 'literal':
      return typeof ty.value === 'string' ? quote(ty.value) : String(ty.value);
    case 'enum':
    case 'class':
      return ty.decl.name;
    case 'alias':
      return ty.name;
    case 'list':
      return `${innerLabel(ty.item)}[]`;
    case 'map':
      return `map<${innerLabel(ty.key)}, ${innerLabel(ty.value)}>`;
    case 'union':
      return `(${ty.variants.map(typeLabel).join(' | ')})`;
    case 'media':
      return ty.source.kind === 'media' ? ty.source.name : 'media';
    default:
      return ty.kind;
  }
}

function mediaName(ty: Ty): string {
  const name = bareLabel(ty);
  return name.charAt(0).toUpperCase() + name.slice(1);
}
