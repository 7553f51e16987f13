/** Which key may go to which host, as the person decided. Kept for all workspaces: it is the person's key. */
import type * as vscode from 'vscode';

const AGREED = 'bamlLive.keyDestinations';

export interface KeyDestination {
  readonly name: string;
  readonly host: string;
}

export class KeyDestinations {
  constructor(private readonly state: Pick<vscode.Memento, 'get' | 'update'>) {}

  get all(): readonly KeyDestination[] {
    const kept: unknown = this.state.get(AGREED);
    return Array.isArray(kept) ? kept.filter(isDestination) : [];
  }

  has(name: string, host: string): boolean {
    return this.all.some((one) => one.name === name && one.host === host);
  }

  async add(names: readonly string[], host: string): Promise<void> {
    const added = names.filter((name) => !this.has(name, host)).map((name) => ({ name, host }));
    await this.state.update(AGREED, [...this.all, ...added]);
  }

  async remove({ name, host }: KeyDestination): Promise<void> {
    await this.state.update(
      AGREED,
      this.all.filter((one) => one.name !== name || one.host !== host),
    );
  }
}

function isDestination(value: unknown): value is KeyDestination {
  if (typeof value !== 'object' || value === null) return false;
  const { name, host } = value as Record<string, unknown>;
  return typeof name === 'string' && typeof host === 'string';
}
