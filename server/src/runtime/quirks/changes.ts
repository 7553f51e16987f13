/** The quirks that both modes share and that show as a change from one chunk to the next. */
import type { FieldChange, FieldDecl, Frame, Path, ValueChange } from '../stream/frame';
import type { Final, Snapshot } from '../stream/engine';
import { differentParts, type Part } from './difference';

export interface ChangeQuirk {
  readonly quirk: 'union-reselect' | 'candidate-switch' | 'number-jump' | 'final-differs';
  readonly path: Path;
  readonly before?: Part;
  readonly after?: Part;
}

interface SeenRow {
  decl: FieldDecl;
  visible: boolean;
  start: number | null;
}

/** Watches the frames of an answer. */
export class ChangeQuirks {
  private readonly rows = new Map<number, SeenRow>();
  /** The number that was set last at a path. */
  private readonly numbers = new Map<string, number>();

  /** What in this frame is an artefact; takes every frame once, in order. */
  take(frame: Frame): readonly ChangeQuirk[] {
    const found: ChangeQuirk[] = [];
    for (const change of frame.fields) this.row(change, frame.value.length > 0, found);
    for (const change of frame.value) this.number(change, found);
    return found;
  }

  private row({ id, decl, visible, start }: FieldChange, changesValue: boolean, found: ChangeQuirk[]): void {
    const known = this.rows.get(id);
    if (known === undefined) {
      if (decl !== undefined) this.rows.set(id, { decl, visible: visible ?? false, start: start ?? null });
      return;
    }
    // A field of another class stands where this one stood: another variant was taken for the value around it.
    if (decl !== undefined && isOtherPlace(decl, known.decl)) {
      const around = decl.parent === null ? undefined : this.rows.get(decl.parent);
      const path = this.pathOf(decl.parent);
      if (around?.visible === true && !found.some((one) => one.path.join() === path.join()))
        found.push({ quirk: 'union-reselect', path });
    }
    const isMoved = typeof start === 'number' && known.start !== null && start !== known.start;
    if (id === 0 && isMoved && known.visible && changesValue)
      found.push({ quirk: 'candidate-switch', path: [], before: known.start, after: start });
    if (decl !== undefined) known.decl = decl;
    if (visible !== undefined) known.visible = visible;
    if (typeof start === 'number') known.start = start;
  }

  private number(change: ValueChange, found: ChangeQuirk[]): void {
    if (change.op !== 'set' && change.op !== 'push') return;
    const key = JSON.stringify(change.path);
    const before = this.numbers.get(key);
    if (typeof change.value !== 'number') {
      if (before !== undefined) this.numbers.delete(key);
      return;
    }
    if (change.op === 'push') return;
    if (before !== undefined && String(change.value).startsWith(String(before)))
      found.push({ quirk: 'number-jump', path: change.path, before, after: change.value });
    this.numbers.set(key, change.value);
  }

  private pathOf(id: number | null): Path {
    const row = id === null ? undefined : this.rows.get(id);
    if (row === undefined || row.decl.key === null) return [];
    return [...this.pathOf(row.decl.parent), row.decl.key];
  }
}

const isOtherPlace = (one: FieldDecl, other: FieldDecl): boolean =>
  one.at?.start !== other.at?.start || one.at?.uri !== other.at?.uri;

/** What the final value has otherwise than the last snapshot, `@check` and state wrappers left as they stream. */
export function finalDifferences(last: Snapshot, final: Final): readonly ChangeQuirk[] {
  if (last.kind !== 'value') return [];
  const after = final.kind === 'value' ? final.streamed : undefined;
  return differentParts(last.value, after).map(({ path, one, other }): ChangeQuirk => ({
    quirk: 'final-differs',
    path,
    before: one,
    after: other,
  }));
}
