/**
 * Which values make the final reading refuse an answer, and why: found by reading them once more, from the root down to those that
 * have nothing below them to blame. Values that the official runtime leaves out or fills in refuse nothing. `leftOut.ts` asks the
 * same of one value that is left out.
 */
import type { ClassType, Schema, Type } from '../../ir/schema';
import { standsIn } from '../coerce/classes';
import type { Coercer } from '../coerce/coerce';
import { Failure } from '../coerce/failure';
import { fieldOf } from '../coerce/fieldOf';
import type { AliasTy, ClassTy, Ty, UnionTy } from '../coerce/types';
import { Wording } from '../coerce/wording';
import type { Raw, RawObject } from '../json/raw';
import { possibleVariants } from './possibleVariants';
import type { RowLog } from './rowLog';
import { typeText, withoutNull } from './typeText';

/** A reason stands in one line: it quotes so much of the text, and is about so long. */
const MAX_QUOTED = 80;
const MAX_REASON = 400;
/** Rows nested deeper are not shown. */
const MAX_DEPTH = 200;

const MISSING = 'the type requires it, and the answer has no text for it';

/** What the final reading refused. */
export interface Refusal {
  /** The value a person would point at; null: there is none. */
  readonly raw: Raw | null;
  readonly ty: Ty;
  readonly coercer: Coercer;
  /** Why, when that is not found by reading it as the type. */
  readonly message: string;
}

/** Tells the rows of the values that are refused. One that is missing gets the row it would have had. */
export function tellRefusals({ raw, ty, coercer, message }: Refusal, log: RowLog, schema: Schema): void {
  const result = raw === null ? null : coercer.coerce(raw, ty);
  if (raw === null || !(result instanceof Failure)) log.refuse(log.root, message);
  else new Refusals(coercer, log, schema).value(log.root, raw, ty, result);
}

/** Where a value stands: its row, or something that takes the place of one. */
export interface BlamedAt {
  readonly depth: number;
  /** The class whose fields are shown there. */
  readonly shape: ClassType | null;
}

/** Where what is found goes. */
export interface Blame<P extends BlamedAt> {
  child(at: P, name: string, type: Type, owner: ClassType): P;
  refuse(at: P, reason: string): void;
}

/** Finds the values that are to blame for one that is no such type. */
export class Refusals<P extends BlamedAt> {
  constructor(
    private readonly coercer: Coercer,
    private readonly log: Blame<P>,
    private readonly schema: Schema,
  ) {}

  /** `failure`: why `raw` is no `ty`. */
  value(row: P, raw: Raw, ty: Ty, failure: Failure): void {
    if (row.depth < MAX_DEPTH && this.partsOf(row, raw, ty)) return;
    this.log.refuse(row, reasonOf(failure, raw, ty));
  }

  /** Whether parts of the value are to blame, and nothing else is. */
  private partsOf(row: P, raw: Raw, ty: Ty): boolean {
    switch (ty.kind) {
      case 'class':
        return raw.kind === 'object' && this.fields(row, raw, ty);
      case 'alias':
        return this.variant(row, raw, targetOf(ty));
      case 'union': {
        const { variant, isSure } = this.variantOf(row, raw, ty);
        return variant !== null && this.variant(row, raw, variant) && isSure;
      }
      default:
        return false;
    }
  }

  /** The value as what an alias stands for, or as one variant of a union. */
  private variant(row: P, raw: Raw, ty: Ty | null): boolean {
    if (ty === null) return false;
    const result = this.coercer.coerce(raw, ty);
    if (!(result instanceof Failure)) return false;
    this.value(row, raw, ty, result);
    return true;
  }

  /**
   * The variant that the value was meant to be. Where it could be several, that is the one whose fields are on screen, if any: the
   * others would have been no worse.
   */
  private variantOf(row: P, raw: Raw, { variants, source }: UnionTy): { variant: Ty | null; isSure: boolean } {
    const values = variants.filter(({ kind }) => kind !== 'null');
    if (values.length === 1) return { variant: values[0]!, isSure: true };
    const possible = possibleVariants(withoutNull(source), raw, this.schema).map((one) =>
      one.kind === 'class' || one.kind === 'alias' ? one.name : null,
    );
    const named = values.filter((one) => nameOf(one) !== null && possible.includes(nameOf(one)));
    if (possible.length === 1 && named.length === 1) return { variant: named[0]!, isSure: true };
    const shown = named.find((one) => one.kind === 'class' && one.decl.name === row.shape?.name);
    return { variant: shown ?? null, isSure: false };
  }

  private fields(row: P, raw: RawObject, { members, decl }: ClassTy): boolean {
    const { coercer } = this;
    const fields = members.fields();
    const values = new Map<number, Raw>();
    for (let at = 0; at < raw.length; at++) {
      const field = fieldOf(members, raw.keys[at]!);
      if (field >= 0 && !values.has(field)) values.set(field, raw.value(at));
    }
    let isAnyRefused = false;
    for (const [at, { name, ty, field }] of fields.entries()) {
      const text = values.get(at);
      const read = text && coercer.coerce(text, ty);
      if (standsIn(coercer, members, at, read) !== null) continue;
      isAnyRefused = true;
      const child = this.log.child(row, name, field.type, decl);
      if (text && read instanceof Failure) this.value(child, text, ty, read);
      else this.log.refuse(child, MISSING);
    }
    return isAnyRefused;
  }
}

const nameOf = (ty: Ty): string | null => (ty.kind === 'class' ? ty.decl.name : ty.kind === 'alias' ? ty.name : null);

/** What an alias stands for in the end; null when it only leads to itself. */
function targetOf(alias: AliasTy): Ty | null {
  const seen = new Set<string>();
  let ty: Ty = alias;
  while (ty.kind === 'alias') {
    if (seen.has(ty.name)) return null;
    seen.add(ty.name);
    ty = ty.target();
  }
  return ty;
}

/** Types of which a value is one or not: of others the runtime says more. */
const PLAIN: ReadonlySet<Ty['kind']> = new Set([
  'int',
  'float',
  'bool',
  'null',
  'string',
  'literal',
  'class',
  'map',
  'list',
]);

/** Why a value without parts that are to blame is refused: what was wanted and what is there, else in the words of the runtime. */
function reasonOf(failure: Failure, raw: Raw, ty: Ty): string {
  if (failure.causes.length === 0 && PLAIN.has(ty.kind)) return wanted(raw, ty);
  if (ty.kind === 'class' && raw.kind !== 'object' && !failure.asserted) return wanted(raw, ty);
  const wording = new Wording(MAX_QUOTED, MAX_REASON);
  // Asserts of a class are told twice.
  const causes = failure.asserted ? new Set(failure.causes.map((cause) => cause.reason(wording))) : [];
  const text = [failure.reason(wording), ...causes].join(' ').replace(/\.$/, '');
  return text.length <= MAX_REASON ? text : `${text.slice(0, MAX_REASON)}…`;
}

const wanted = (raw: Raw, ty: Ty): string => `the type wants ${typeText(ty.source)}, the answer has ${shortly(raw)}`;

/** A value as a person would name it. */
function shortly(raw: Raw): string {
  switch (raw.kind) {
    case 'string': {
      const { value } = raw;
      return JSON.stringify(value.length <= MAX_QUOTED ? value : `${value.slice(0, MAX_QUOTED)}…`);
    }
    case 'number':
      return String(raw.big ?? raw.value);
    case 'word':
      return String(raw.value);
    case 'object':
      return 'an object';
    case 'list':
      return 'a list';
    default:
      return 'a text';
  }
}
