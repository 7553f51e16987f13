/** Keys the person gave: in the editor's secret storage, or for as long as the window is open. */
import type * as vscode from 'vscode';

/** Secret storage cannot be listed; the names, which are no secret, are kept beside it. */
const NAMES = 'bamlLive.storedKeys';

export class KeyStore {
  private readonly session = new Map<string, string>();

  constructor(
    private readonly secrets: Pick<vscode.SecretStorage, 'get' | 'store' | 'delete'>,
    private readonly state: Pick<vscode.Memento, 'get' | 'update'>,
  ) {}

  /** Names of keys that are stored, in order. */
  get names(): readonly string[] {
    const kept: unknown = this.state.get(NAMES);
    const names = Array.isArray(kept) ? kept.filter((name): name is string => typeof name === 'string') : [];
    return [...new Set([...names, ...this.session.keys()])].sort();
  }

  isForSession(name: string): boolean {
    return this.session.has(name);
  }

  /** The values there are under these names. */
  async values(names: readonly string[]): Promise<Readonly<Record<string, string>>> {
    const found: [string, string][] = [];
    for (const name of names) {
      const value = this.session.get(name) ?? (await this.secrets.get(secretName(name)));
      if (value !== undefined) found.push([name, value]);
    }
    return Object.fromEntries(found);
  }

  /** Keeps a key; for good, or until the window is closed. */
  async set(name: string, value: string, until: 'deleted' | 'windowCloses'): Promise<void> {
    await this.delete(name);
    if (until === 'windowCloses') return void this.session.set(name, value);
    await this.secrets.store(secretName(name), value);
    await this.state.update(NAMES, [...this.names.filter((one) => !this.session.has(one)), name].sort());
  }

  async delete(name: string): Promise<void> {
    const kept = this.names.filter((one) => one !== name && !this.session.has(one));
    this.session.delete(name);
    await this.secrets.delete(secretName(name));
    await this.state.update(NAMES, kept);
  }
}

function secretName(name: string): string {
  return `bamlLive.key.${name}`;
}
