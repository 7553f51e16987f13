/** Repairs of a single value: text, number, bool, name. */
import type { Json } from '../../ir/json';
import { numberIn } from '../coerce/numbers';
import { Flag, type TypedScalar, type TypedText } from '../coerce/typed';
import type { EnumTy, LiteralTy } from '../coerce/types';
import type { PlainRaw, Raw } from '../json/raw';
import { numberText } from '../json/textForm';
import { isOfCandidates, plainOf } from './plain';
import type { RepairKind } from './repair';

/** One repair; `about`: the raw value it is about. */
export interface ScalarRepair {
  readonly kind: RepairKind;
  readonly about: Raw | null;
  readonly what: string;
}

/** Values are quoted up to this length. */
const SHOWN = 40;

/** What was done to get `typed`. `given`: the raw value at its place, before anything was taken out of it. */
export function scalarRepairs(typed: TypedScalar | TypedText, given: PlainRaw | null): readonly ScalarRepair[] {
  const { raw, ty, flags } = typed;
  const isReplaced = (flags & Flag.Replaced) !== 0;
  if (raw === null) return isReplaced ? [{ kind: 'default-used', about: given, what: 'null' }] : [];
  if (typed.kind === 'text') return [];
  const { json } = typed;
  const as = (kind: RepairKind, after = String(json)): ScalarRepair => ({
    kind,
    about: raw,
    what: `${brief(raw)} → ${after}`,
  });
  if (json === null) return isReplaced ? [as('null-for-value')] : [];
  if ((flags & Flag.TextForm) !== 0) return [as('value-to-text', shown(String(json)))];
  switch (ty.kind) {
    case 'int':
    case 'float': {
      const source = raw.kind === 'string' ? numberIn(raw.value)?.value : raw.kind === 'number' ? raw.value : undefined;
      const isRounded =
        ty.kind === 'int' && source !== undefined && Number.isFinite(source) && !Number.isInteger(source);
      return [...(raw.kind === 'string' ? [as('text-to-number')] : []), ...(isRounded ? [as('rounded')] : [])];
    }
    case 'bool':
      return raw.kind === 'string' ? [as('text-to-bool')] : [];
    case 'enum':
    case 'literal': {
      const kind = nameRepair(json, ty, raw);
      const unwrapped: ScalarRepair[] =
        given?.kind === 'object' && given !== raw ? [{ kind: 'unwrapped', about: given, what: brief(raw) }] : [];
      return kind === null ? unwrapped : [...unwrapped, as(kind)];
    }
    default:
      return [];
  }
}

/** How a name was made out in `raw`; null when it stands there as it is. */
function nameRepair(json: Json, ty: EnumTy | LiteralTy, raw: Raw): RepairKind | null {
  const name = String(json);
  const rendered = ty.kind === 'enum' ? (ty.values.find((one) => one.name === name)?.alias ?? name) : name;
  if (raw.kind === 'number' || raw.kind === 'word') return null;
  if (raw.kind !== 'string') return 'value-to-text';
  if (raw.value === rendered) return rendered === name ? null : 'alias-matched';
  return bare(raw.value) === bare(rendered) ? 'name-matched' : 'name-found-in-text';
}

/** Without accents, punctuation and case. */
const bare = (text: string): string =>
  text
    .normalize('NFKD')
    .replace(/[^\p{L}\p{N}_-]/gu, '')
    .toLowerCase();

/** A raw value in a few characters. */
export function brief(raw: Raw): string {
  if (isOfCandidates(raw)) return 'several values';
  const plain = plainOf(raw);
  switch (plain?.kind) {
    case 'string':
      return shown(plain.value);
    case 'number':
      return numberText(plain);
    case 'word':
      return String(plain.value);
    case 'list':
      return '[…]';
    case 'object':
      return '{…}';
    default:
      return 'nothing';
  }
}

const shown = (text: string): string => JSON.stringify(text.length > SHOWN ? `${text.slice(0, SHOWN)}…` : text);
