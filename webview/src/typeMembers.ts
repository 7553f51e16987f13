/** Generated classes with this moment's values beside their members. */
import type { StreamClass, StreamTypes } from '../../protocol/insight';
import { stateAt, stateWord } from '../../protocol/rowState';
import { snapshotAfter } from '../../protocol/snapshots';
import { pathOf, rowOf, type Row, type Timeline } from '../../protocol/timeline';
import { childAt, kindOf, sizeOf, valueAt, type Value } from '../../protocol/value';
import { brief, count, nameOf } from '../../protocol/words';

export interface ClassAtMoment {
  readonly of: StreamClass;
  /** The row whose members these are; null when the answer has none of this class yet. */
  readonly row: number | null;
  /** `items[2]`. */
  readonly name: string;
  /** By member: what your code holds, and what that is. */
  readonly values: ReadonlyMap<string, MemberValue>;
}

export interface MemberValue {
  readonly text: string;
  readonly state: string;
  readonly row: number | null;
}

/** The classes of an answer. Of several values of one class: the chosen one, or the one around what is chosen, else the newest. */
export function classesAt(
  types: StreamTypes,
  timeline: Timeline,
  frame: number,
  selected: number | null,
): readonly ClassAtMoment[] {
  const rows = rowsByClass(types, timeline, frame, selected);
  const value = snapshotAfter(timeline, frame);
  return types.classes.map((of) => {
    const row = rows.get(of.name);
    if (!row) return { of, row: null, name: '', values: new Map() };
    const values = new Map<string, MemberValue>();
    const own = bare(row, valueAt(value, pathWithStates(timeline, row)));
    for (const member of of.members) {
      const child = childOf(timeline, row, member.name);
      const state = child ? stateWord(child, stateAt(timeline, child, frame)) : 'absent';
      values.set(member.name, { text: said(childAt(own, member.name)), state, row: child?.id ?? null });
    }
    return { of, row: row.id, name: nameOf(timeline, row), values };
  });
}

function rowsByClass(
  types: StreamTypes,
  timeline: Timeline,
  frame: number,
  selected: number | null,
): ReadonlyMap<string, Row> {
  const names = new Set(types.classes.map(({ name }) => name));
  const found = new Map<string, Row>();
  for (const row of timeline.rows) {
    if (!row?.start || row.start.frame > frame) continue;
    const name = classNames(row.decl.type).find((one) => names.has(one) && isOf(row, one));
    if (name !== undefined) found.set(name, row);
  }
  for (
    let row = selected === null ? undefined : rowOf(timeline, selected), steps = 0;
    row && steps < 200;
    row = row.decl.parent === null ? undefined : rowOf(timeline, row.decl.parent), steps++
  ) {
    const at = row;
    const name = classNames(row.decl.type).find((one) => names.has(one) && isOf(at, one));
    if (name !== undefined && found.get(name) !== row && !chosenAlready(found, name, timeline, selected, row)) {
      found.set(name, row);
    }
  }
  return found;
}

/** Whether a row nearer to what is chosen has taken the name already. */
function chosenAlready(
  found: ReadonlyMap<string, Row>,
  name: string,
  timeline: Timeline,
  selected: number | null,
  row: Row,
): boolean {
  const known = found.get(name);
  if (!known || selected === null) return false;
  const path = pathOf(timeline, rowOf(timeline, selected)!);
  const own = pathOf(timeline, known);
  return own.length > pathOf(timeline, row).length && own.every((key, i) => path[i] === key);
}

const classNames = (type: string): readonly string[] => type.match(/[A-Za-z_]\w*/g) ?? [];

/** Lists and maps name the class of their items; they are none themselves. */
const isOf = (row: Row, name: string): boolean =>
  !/\]\??$/.test(row.decl.type) && !row.decl.type.startsWith('map<') && row.decl.type.includes(name);

function childOf(timeline: Timeline, row: Row, name: string): Row | undefined {
  for (let i = 0; i < row.children.length; i++) {
    const child = rowOf(timeline, row.children.items[i]!);
    if (child?.decl.key === name) return child;
  }
  return undefined;
}

/** The path to a row in a snapshot: through the wrappers that `@stream.with_state` puts around values. */
function pathWithStates(timeline: Timeline, row: Row): (string | number)[] {
  const chain: Row[] = [];
  for (let at: Row | undefined = row; at && chain.length <= timeline.rows.length;) {
    chain.unshift(at);
    at = at.decl.parent === null ? undefined : rowOf(timeline, at.decl.parent);
  }
  const path: (string | number)[] = [];
  chain.forEach((one, i) => {
    if (one.decl.key !== null) path.push(one.decl.key);
    if (hasState(one) && i < chain.length - 1) path.push('value');
  });
  return path;
}

const hasState = (row: Row): boolean => row.decl.attributes.some((one) => one.endsWith('stream.with_state'));

function bare(row: Row, value: Value | undefined): Value | undefined {
  return hasState(row) ? childAt(value, 'value') : value;
}

function said(value: Value | undefined): string {
  if (value === undefined) return 'not there yet';
  const kind = kindOf(value);
  if (kind === 'list') return count(sizeOf(value), 'item');
  if (kind !== 'object') return brief(value);
  const state = childAt(value, 'state');
  const inner = childAt(value, 'value');
  if (typeof state === 'string' && inner !== undefined) return `{ value: ${brief(inner)}, state: "${state}" }`;
  return '{…}';
}
