/**
 * A reading made straight from frames, as `readingOf` tells it of the timeline they fold into, for a tenth of the work: what is only
 * needed to look at single moments is not kept.
 *
 * Total: a frame that makes no sense changes nothing it should not.
 */
import type { Json, Path, ValueChange } from './run';
import { NEVER, NO_ROW, type Reading } from './reading';
import { isTruncated } from './rowState';

/** What is read of a frame, wherever its places are: the runtime's own frames are such, and the protocol's. */
export interface ReadFrame {
  readonly chunk: { readonly t: number };
  readonly value: readonly ValueChange[];
  readonly fields: readonly ReadField[];
}

export interface ReadField {
  readonly id: number;
  readonly decl?: {
    readonly parent: number | null;
    readonly key: string | number | null;
    readonly type: string;
    readonly attributes: readonly string[];
  };
  readonly start?: number | null;
  readonly end?: number | null;
  readonly visible?: boolean;
  readonly hold?: { readonly cause: string; readonly on?: string } | null;
  readonly refused?: string;
  readonly dropped?: string;
}

/** How the answer ended. */
export type ReadEnd =
  /** Its final reading is a value. */
  | { readonly kind: 'completed'; readonly value: Json; readonly finishReason?: string }
  /** It is whole and does not fit its type. */
  | { readonly kind: 'invalid' }
  /** Cancelled or failed. */
  | { readonly kind: 'stopped' };

interface Row {
  readonly id: number;
  parent: number | null;
  key: string | number | null;
  type: string;
  /** Whether `@stream.with_state` puts a wrapper around it. */
  wrapped: boolean;
  children: Map<string | number, number> | null;
  hasText: boolean;
  hasEnd: boolean;
  visible: boolean;
  /** It, or a value below it, is what the answer is refused for. */
  refused: boolean;
  first: number;
  complete: number;
  /** The hold that goes on. */
  held: {
    readonly from: number;
    readonly cause: string;
    readonly on: string | undefined;
    readonly inner: boolean;
  } | null;
}

/** A value that is changed in place. Objects are maps: any key is a plain one. */
type Part = null | boolean | number | string | Part[] | Map<string, Part>;

export class ReadingFold {
  private readonly rows: (Row | undefined)[] = [];
  private root: Row | null = null;
  private value: Part | undefined;
  private frames = 0;
  private retractions = 0;
  private lastRetraction = { row: -1, frame: -1 };
  private usable: Reading['usable'] = null;
  private readonly holds = { closed: 0, closedMs: 0, open: 0, openFrom: 0 };
  /** Where the string stands that the last change made longer. */
  private growing: { readonly path: Path; readonly within: Part[] | Map<string, Part> } | null = null;

  take({ chunk, value, fields }: ReadFrame): void {
    const frame = this.frames++;
    let lost: Path[] | null = null;
    for (const change of value) {
      const path = this.apply(change);
      if (path) (lost ??= []).push(path);
    }
    for (const change of fields) this.change(change, frame, chunk.t, this.value);
    for (const path of lost ?? []) this.retract(path, frame);
  }

  /** `fields`: the last changes; `t`: when the run ended. */
  end(end: ReadEnd, fields: readonly ReadField[], t: number): Reading {
    // It is looked at only to find what is usable first.
    const value = end.kind === 'completed' && !this.usable ? partOf(end.value) : this.value;
    for (const change of fields) this.change(change, this.frames, t, value);
    for (const { id, refused } of fields) if (refused !== undefined) this.refuse(this.rows[id]);
    const { closed, closedMs, open, openFrom } = this.holds;
    const { rows } = this;
    return {
      parents: each(rows, (row) => (row ? (row.parent ?? -1) : NO_ROW)),
      keys: each(rows, (row) => row?.key ?? null),
      first: each(rows, (row) => row?.first ?? NEVER),
      complete: each(rows, (row) => (row ? this.completed(row, end) : NEVER)),
      holds: { count: closed + open, ms: closedMs + (open > 0 ? open * t - openFrom : 0) },
      retractions: this.retractions,
      dropped: fields.reduce((sum, { dropped }) => sum + (dropped === undefined ? 0 : 1), 0),
      usable: this.usable,
      returns: this.root?.type ?? '',
    };
  }

  /** A value whose end was never seen is complete when the answer is. */
  private completed(row: Row, end: ReadEnd): number {
    if (row.complete >= 0 || end.kind === 'stopped' || !row.visible) return row.complete;
    if (end.kind === 'invalid') return row === this.root || row.refused || row.hasText ? NEVER : this.frames;
    return row.hasText && !row.hasEnd && isTruncated(end.finishReason) ? NEVER : this.frames;
  }

  private refuse(row: Row | undefined): void {
    for (let at = row; at && !at.refused; at = at.parent === null ? undefined : this.rows[at.parent]) at.refused = true;
  }

  // ---------------------------------------------------------------------------------------------- rows

  private change(change: ReadField, frame: number, t: number, value: Part | undefined): void {
    const { id, decl } = change;
    const known = this.rows[id];
    if (!known && (!decl || !Number.isInteger(id) || id < 0)) return;
    const row = known ?? newRow(id);
    const { visible: wasVisible, complete: wasComplete, parent, key } = row;
    if (decl) {
      row.parent = decl.parent;
      row.key = decl.key;
      row.type = decl.type;
      row.wrapped = decl.attributes.some((attribute) => attribute.endsWith('stream.with_state'));
    }
    if (change.start !== undefined) row.hasText = change.start !== null;
    if (change.end !== undefined) row.hasEnd = change.end !== null;
    if (change.start === null) row.hasEnd = false;
    if (change.visible !== undefined && change.visible !== wasVisible) {
      row.visible = change.visible;
      if (change.visible && row.first < 0) row.first = frame;
    }
    if (change.hold !== undefined) this.rehold(row, change.hold, t);
    if (!row.visible || !row.hasEnd) row.complete = NEVER;
    else if (row.complete < 0) row.complete = frame;
    if (!known) this.adopt(row, null);
    else if (decl && (decl.parent !== parent || decl.key !== key)) this.adopt(row, parent);
    if (row.complete >= 0 && wasComplete < 0 && !this.usable && this.isLeaf(row, value))
      this.usable = { row: id, frame };
  }

  private adopt(row: Row, former: number | null): void {
    while (this.rows.length < row.id) this.rows.push(undefined);
    this.rows[row.id] = row;
    const left = former === null ? undefined : this.rows[former]?.children;
    for (const [key, id] of left ?? []) if (id === row.id) left!.delete(key);
    if (row.parent === null) {
      this.root ??= row;
      return;
    }
    const parent = this.rows[row.parent];
    if (!parent || parent === row) return;
    // The later one of two with the same key is the one that is found.
    if (row.key !== null) (parent.children ??= new Map()).set(row.key, row.id);
  }

  private rehold(row: Row, hold: NonNullable<ReadField['hold']> | null, t: number): void {
    const { held } = row;
    const { holds } = this;
    if (held && hold && held.cause === hold.cause && held.on === hold.on) return;
    if (held && !held.inner) {
      holds.closed++;
      holds.closedMs += Math.max(0, t - held.from);
      holds.open--;
      holds.openFrom -= held.from;
    }
    const around = row.parent === null ? undefined : this.rows[row.parent];
    const inner = hold?.cause === 'parent' || Boolean(around?.held);
    row.held = hold && { from: t, cause: hold.cause, on: hold.on, inner };
    if (hold && !inner) {
      holds.open++;
      holds.openFrom += t;
    }
  }

  private isLeaf(row: Row, value: Part | undefined): boolean {
    if (value === undefined) return !row.children?.size && !row.type.endsWith('[]');
    const chain: Row[] = [];
    for (let at: Row | undefined = row; at && chain.length <= this.rows.length;) {
      chain.push(at);
      at = at.parent === null ? undefined : this.rows[at.parent];
    }
    let at: Part | undefined = value;
    for (const { key, wrapped } of chain.reverse()) {
      if (key !== null) at = childOf(at, key);
      if (wrapped && at instanceof Map) at = at.get('value');
    }
    return at !== undefined && at !== null && typeof at !== 'object';
  }

  // ---------------------------------------------------------------------------------------------- values

  /** Applies a change. Gives the place of a value that it takes back; growth and filling in take nothing back. */
  private apply(change: ValueChange): Path | null {
    const { path } = change;
    if (change.op === 'append') {
      this.append(path, change.text);
      return null;
    }
    this.growing = null;
    const key = path.at(-1);
    const within = key === undefined ? undefined : this.partAt(path, path.length - 1);
    const old = key === undefined ? this.value : childOf(within, key);
    switch (change.op) {
      case 'push':
        if (Array.isArray(old)) old.push(partOf(change.value));
        return null;
      case 'truncate': {
        if (!Array.isArray(old) || !(change.length < old.length)) return null;
        old.length = Math.max(0, Math.trunc(change.length));
        return [...path, change.length];
      }
      case 'remove':
        if (key === undefined) this.value = undefined;
        else if (within instanceof Map) within.delete(String(key));
        return old === undefined || old === null ? null : path;
      case 'set': {
        const now = partOf(change.value);
        if (key === undefined) this.value = now;
        else if (within instanceof Map) within.set(String(key), now);
        else if (Array.isArray(within) && typeof key === 'number' && key <= within.length) within[key] = now;
        else return null;
        if (old === undefined || old === null) return null;
        const grew = typeof old === 'string' && typeof now === 'string' && now.startsWith(old);
        const sameShape = Array.isArray(old) ? Array.isArray(now) : old instanceof Map && now instanceof Map;
        return grew || sameShape || old === now ? null : path;
      }
    }
  }

  private append(path: Path, text: string): void {
    const key = path.at(-1);
    if (key === undefined) {
      if (typeof this.value === 'string') this.value += text;
      return;
    }
    if (this.growing?.path !== path) {
      const within = this.partAt(path, path.length - 1);
      this.growing = Array.isArray(within) || within instanceof Map ? { path, within } : null;
      if (!this.growing) return;
    }
    const { within } = this.growing;
    const old = childOf(within, key);
    if (typeof old !== 'string') return;
    if (within instanceof Map) within.set(String(key), old + text);
    else within[key as number] = old + text;
  }

  private partAt(path: Path, depth: number): Part | undefined {
    let at = this.value;
    for (let i = 0; i < depth; i++) at = childOf(at, path[i]!);
    return at;
  }

  private retract(path: Path, frame: number): void {
    let row = this.root;
    let rest = 0;
    for (let i = 0; row && i < path.length; i++) {
      const key = path[i]!;
      if (key === 'value' && row.wrapped && i + 1 < path.length) continue;
      const child: number | undefined = row.children?.get(key);
      if (child === undefined) {
        rest = path.length - i;
        break;
      }
      row = this.rows[child] ?? null;
    }
    if (!row) return;
    // The state beside a value is expected to change.
    if (row.wrapped && rest > 0 && path[path.length - rest] === 'state') return;
    if (this.lastRetraction.row === row.id && this.lastRetraction.frame === frame) return;
    this.lastRetraction = { row: row.id, frame };
    this.retractions++;
  }
}

function newRow(id: number): Row {
  return {
    id,
    parent: null,
    key: null,
    type: '',
    wrapped: false,
    children: null,
    hasText: false,
    hasEnd: false,
    visible: false,
    refused: false,
    first: NEVER,
    complete: NEVER,
    held: null,
  };
}

function each<T>(rows: readonly (Row | undefined)[], of: (row: Row | undefined) => T): T[] {
  const column: T[] = [];
  for (let id = 0; id < rows.length; id++) column.push(of(rows[id]));
  return column;
}

function childOf(part: Part | undefined, key: string | number): Part | undefined {
  if (part instanceof Map) return part.get(String(key));
  return Array.isArray(part) && typeof key === 'number' ? part[key] : undefined;
}

/** A copy that may be changed. */
function partOf(json: Json): Part {
  if (Array.isArray(json)) return (json as readonly Json[]).map(partOf);
  if (typeof json !== 'object' || json === null) return json;
  const members = new Map<string, Part>();
  for (const [key, value] of Object.entries(json)) members.set(key, partOf(value));
  return members;
}
