/**
 * When each assert of an answer is decided: at the end of the text of its value, from which on it is asked about the same value. A
 * value that code sees has held its asserts, since the official runtime refuses one that does not. Of a string, number or boolean that
 * is withheld or refused, the assert is asked about the text itself; of anything else that is not seen, nothing is told.
 */
import type { Expression } from '../../ir/template';
import type { Json } from '../../ir/json';
import type { Constraint, Type } from '../../ir/schema';
import { addFunctions } from '../prompt/context';
import { Evaluator } from '../prompt/evaluator';
import { Budget, PromptFailure } from '../prompt/failure';
import { fromPlainJson } from '../prompt/fromJson';
import { print } from '../prompt/print';
import { Scope } from '../prompt/values';
import type { OutputType } from './engine';
import type { CheckChange, Frame } from './frame';

/** So much of the text is kept to ask about it, in UTF-16 units; longer values are asked about when code sees them. */
const KEPT = 4_096;
/** Steps one expression may take. */
const MAX_STEPS = 100_000;

interface Row {
  readonly type: Type | undefined;
  readonly asserts: readonly Constraint[];
  start: number | null;
  end: number | null;
  isVisible: boolean;
  /** What was told last, of each assert. */
  told: readonly boolean[] | null;
}

export class AssertWatch {
  private readonly rows = new Map<number, Row>();
  private tail = '';

  constructor(private readonly output: OutputType) {}

  /** To be called with what the engine told of each chunk. Gives what is decided by it. */
  take({ chunk, fields, length }: Pick<Frame, 'chunk' | 'fields' | 'length'>): readonly CheckChange[] {
    this.tail = (this.tail + chunk.text).slice(-KEPT);
    const found: CheckChange[] = [];
    const touched = new Set<number>();
    for (const { id, decl, start, end, visible } of fields) {
      if (decl) this.declare(id, decl.parent, decl.key);
      const row = this.rows.get(id);
      if (!row?.asserts.length) continue;
      if (start !== undefined) row.start = start;
      if (end !== undefined || start === null) row.end = end ?? null;
      if (visible !== undefined) row.isVisible = visible;
      touched.add(id);
    }
    for (const id of touched) this.look(found, id, this.rows.get(id)!, length);
    return found;
  }

  private look(found: CheckChange[], id: number, row: Row, length: number): void {
    const results = row.end === null ? null : row.isVisible ? row.asserts.map(() => true) : this.ask(row, length);
    if (!results) return;
    const { told } = row;
    row.told = results;
    row.asserts.forEach(({ label, expression }, at) => {
      const holds = results[at]!;
      if (told?.[at] !== holds)
        found.push({ id, name: label ?? '', expression, holds, decided: true, level: 'assert' });
    });
  }

  /** What the asserts say of a value by its text; null when that cannot be told. */
  private ask({ type, asserts, start, end }: Row, length: number): readonly boolean[] | null {
    const kept = length - this.tail.length;
    if (start === null || end === null || start < kept) return null;
    const value = simpleValue(this.tail.slice(start - kept, end - kept), type);
    if (value === undefined) return null;
    const results = asserts.map(({ condition }) => condition && holdsFor(condition, value));
    return results.every((result) => result !== undefined) ? results : null;
  }

  private declare(id: number, parent: number | null, key: string | number | null): void {
    const type = parent === null ? this.output.returns : this.memberOf(this.rows.get(parent)?.type, key);
    const known = this.rows.get(id);
    if (known && known.type === type) return;
    const asserts = type ? this.assertsOf(type) : [];
    this.rows.set(id, { type, asserts, start: null, end: null, isVisible: false, told: null });
  }

  /** The type of a member or item, where only one is possible. */
  private memberOf(type: Type | undefined, key: string | number | null): Type | undefined {
    const { schema } = this.output;
    const plain = type && this.plain(type);
    switch (plain?.kind) {
      case 'class':
        return schema.classes[plain.name]?.fields.find(({ name }) => name === key)?.type;
      case 'list':
        return plain.item;
      case 'map':
        return plain.value;
      default:
        return undefined;
    }
  }

  /** Without aliases and `null`; a union of several others stays one. */
  private plain(type: Type, depth = 0): Type {
    if (depth > 16) return type;
    if (type.kind === 'alias') {
      const target = this.output.schema.aliases[type.name];
      return target ? this.plain(target.type, depth + 1) : type;
    }
    const only = type.kind === 'union' ? onlyVariant(type.variants) : undefined;
    return only ? this.plain(only, depth + 1) : type;
  }

  /** Of the use, of the type behind it, and of its class or enum. */
  private assertsOf(type: Type): readonly Constraint[] {
    const { schema } = this.output;
    const plain = this.plain(type);
    const block =
      plain.kind === 'class'
        ? schema.classes[plain.name]
        : plain.kind === 'enum'
          ? schema.enums[plain.name]
          : undefined;
    const all = [type.attributes, plain === type ? undefined : plain.attributes, block?.attributes];
    return all.flatMap((one) => one?.constraints ?? []).filter(({ level }) => level === 'assert');
  }
}

function onlyVariant(variants: readonly Type[]): Type | undefined {
  const others = variants.filter((variant) => variant.kind !== 'primitive' || variant.name !== 'null');
  return others.length === 1 ? others[0] : undefined;
}

/** A text as a value of a simple type, when it is written as one; undefined otherwise. */
function simpleValue(text: string, type: Type | undefined): Json | undefined {
  const only = type?.kind === 'union' ? onlyVariant(type.variants) : type;
  if (only?.kind !== 'primitive') return undefined;
  let value: Json;
  try {
    value = JSON.parse(text) as Json;
  } catch {
    return undefined;
  }
  switch (only.name) {
    case 'string':
      return typeof value === 'string' ? value : undefined;
    case 'int':
      return typeof value === 'number' && Number.isInteger(value) ? value : undefined;
    case 'float':
      return typeof value === 'number' ? value : undefined;
    case 'bool':
      return typeof value === 'boolean' ? value : undefined;
    default:
      return undefined;
  }
}

/** Undefined when the expression gives no answer. */
function holdsFor(condition: Expression, value: Json): boolean | undefined {
  const budget = new Budget(MAX_STEPS);
  const scope = new Scope();
  addFunctions(scope, budget);
  scope.set('this', fromPlainJson(value));
  try {
    const result = new Evaluator(budget).evaluate(condition, scope);
    const printed = typeof result === 'boolean' ? String(result) : print(result);
    return printed === 'true' ? true : printed === 'false' ? false : undefined;
  } catch (error) {
    if (error instanceof PromptFailure) return undefined;
    throw error;
  }
}
