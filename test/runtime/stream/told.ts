/** What whoever takes the frames of an engine knows of its rows. */
import type { FieldChange, FieldDecl } from '../../../server/src/runtime/stream/frame';

/** A row as folded from its changes. */
export interface Row extends Omit<FieldChange, 'decl'> {
  decl?: FieldDecl;
}

/** Rows as whoever takes the frames knows them. */
export class Told {
  private readonly rows = new Map<number, Row>();

  take(fields: readonly FieldChange[]): void {
    for (const change of fields) this.rows.set(change.id, { ...this.rows.get(change.id), ...change });
  }

  private path({ decl }: Row): string {
    const { parent, key } = decl!;
    return parent === null ? '$' : `${this.path(this.rows.get(parent)!)}/${key}`;
  }

  /** What is known of each row, by its path. */
  said(): Map<string, string> {
    return new Map(
      [...this.rows.values()].map((row) => {
        const { start = null, end = null, visible = false, state = 'pending', hold = null } = row;
        return [this.path(row), JSON.stringify([row.decl?.type, start, end, visible, state, hold])];
      }),
    );
  }

  /** Visible rows in rows that are not. */
  orphans(): string[] {
    return [...this.rows.values()]
      .filter(({ visible, decl }) => visible === true && decl!.parent !== null)
      .filter(({ decl }) => this.rows.get(decl!.parent!)!.visible !== true)
      .map((row) => this.path(row));
  }
}
