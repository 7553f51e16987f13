/**
 * What becomes of each check while an answer streams: not asked yet, passing or failing so far, or decided. The official runtime asks
 * a check about unfinished values too, so its status may turn; it is decided when the text of the value has ended: from then on
 * it is asked about the same value, unless the text is read in another way altogether, which opens the row again.
 */
import type { Json } from '../../ir/json';
import type { Final, Snapshot } from './engine';
import type { CheckChange, Frame, Path } from './frame';

export interface CheckFact {
  readonly path: Path;
  readonly name: string;
  readonly expression: string;
  /** What the program sees of it now. */
  readonly holds: boolean;
  /** When its status can no longer change: UTF-16 units of text that had come, and ms since the request. */
  readonly decided?: { readonly length: number; readonly t: number };
  /** How often its status turned before. */
  readonly turns: number;
}

interface Row {
  readonly parent: number | null;
  readonly key: string | number | null;
}

export class CheckWatch {
  private readonly rows = new Map<number, Row>();
  /** Rows whose text goes on: the only ones whose checks can turn. */
  private readonly open = new Set<number>();
  private readonly known = new Map<string, CheckFact>();

  /** Every check that was asked so far, in the order in which they were. */
  get facts(): readonly CheckFact[] {
    return [...this.known.values()];
  }

  /** To be called after the engine took a chunk, with what it told and the snapshot now. Gives what is new. */
  take({ fields, chunk: { t }, length }: Frame, snapshot: Snapshot): readonly CheckChange[] {
    const found: CheckChange[] = [];
    const ended: number[] = [];
    for (const { id, decl, end } of fields) {
      if (decl !== undefined) {
        this.rows.set(id, decl);
        this.open.add(id);
      }
      if (end === null) this.open.add(id);
      if (typeof end === 'number' && this.open.delete(id)) ended.push(id);
    }
    if (snapshot.kind === 'refusal') return found;
    for (const id of this.open) this.look(found, id, snapshot.value);
    for (const id of ended) this.look(found, id, snapshot.value, { length, t });
    return found;
  }

  /** To be called with the final value: it decides what is still open. `t`: when the answer ended. */
  finish(final: Final, length: number, t: number): readonly CheckChange[] {
    const found: CheckChange[] = [];
    if (final.kind === 'invalid') return found;
    for (const id of this.rows.keys()) {
      const isOpen = this.open.delete(id);
      this.look(found, id, final.value, isOpen ? { length, t } : undefined);
    }
    return found;
  }

  private look(
    found: CheckChange[],
    id: number,
    root: Json,
    decided?: { readonly length: number; readonly t: number },
  ): void {
    const path = this.pathOf(id);
    for (const { name, expression, holds } of checksAt(root, path)) {
      const key = JSON.stringify([path, name]);
      const before = this.known.get(key);
      const turns = (before?.turns ?? 0) + Number(before !== undefined && before.holds !== holds);
      const when = decided ?? (this.open.has(id) ? undefined : before?.decided);
      this.known.set(key, { path, name, expression, holds, turns, ...(when ? { decided: when } : {}) });
      if (before?.holds !== holds || (before.decided === undefined) !== (when === undefined)) {
        found.push({ id, name, expression, holds, decided: when !== undefined });
      }
    }
  }

  private pathOf(id: number): Path {
    const path: (string | number)[] = [];
    for (
      let row = this.rows.get(id);
      row !== undefined;
      row = row.parent === null ? undefined : this.rows.get(row.parent)
    ) {
      if (row.key !== null) path.unshift(row.key);
    }
    return path;
  }
}

interface Asked {
  readonly name: string;
  readonly expression: string;
  readonly holds: boolean;
}

/** The checks that wrap the value at `path`. */
function checksAt(root: Json, path: Path): readonly Asked[] {
  let value: Json | undefined = root;
  for (const step of path) value = memberOf(bare(value), step);
  const wrapped = withoutState(value);
  return checksOf(wrapped) ?? [];
}

/** The value inside wrappers with states and checks. */
function bare(value: Json | undefined): Json | undefined {
  const inner = withoutState(value);
  return checksOf(inner) === null ? inner : (inner as Readonly<Record<string, Json>>)['value'];
}

function withoutState(value: Json | undefined): Json | undefined {
  if (!isObject(value) || Object.keys(value).join() !== 'state,value') return value;
  const { state } = value;
  return state === 'Pending' || state === 'Incomplete' || state === 'Complete' ? value['value'] : value;
}

/** The checks of a wrapper, or null when the value is none. */
function checksOf(value: Json | undefined): readonly Asked[] | null {
  if (!isObject(value) || Object.keys(value).join() !== 'value,checks') return null;
  const checks = value['checks'];
  if (!isObject(checks)) return null;
  const asked: Asked[] = [];
  for (const [name, check] of Object.entries(checks)) {
    if (!isObject(check) || check['name'] !== name || typeof check['expression'] !== 'string') return null;
    asked.push({ name, expression: check['expression'], holds: check['status'] === 'succeeded' });
  }
  return asked;
}

function memberOf(value: Json | undefined, step: string | number): Json | undefined {
  if (Array.isArray(value)) return typeof step === 'number' ? (value[step] as Json | undefined) : undefined;
  return isObject(value) && Object.hasOwn(value, step) ? value[String(step)] : undefined;
}

const isObject = (value: Json | undefined): value is Readonly<Record<string, Json>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
