/** The editor's stores for tests: what was written is to be seen. */

export function memento() {
  const entries = new Map<string, unknown>();
  return {
    entries: entries as ReadonlyMap<string, unknown>,
    get<T>(key: string, fallback?: T): T {
      return (entries.get(key) ?? fallback) as T;
    },
    update(key: string, value: unknown): Promise<void> {
      entries.set(key, value);
      return Promise.resolve();
    },
  };
}

export function secretStorage() {
  const entries = new Map<string, string>();
  return {
    entries: entries as ReadonlyMap<string, string>,
    get: (key: string) => Promise.resolve(entries.get(key)),
    store(key: string, value: string): Promise<void> {
      entries.set(key, value);
      return Promise.resolve();
    },
    delete(key: string): Promise<void> {
      entries.delete(key);
      return Promise.resolve();
    },
  };
}
