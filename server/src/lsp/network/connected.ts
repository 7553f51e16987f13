/**
 * The moment a request has its connection, which `fetch` has no word for. Who waits for it may be several wrappers of fetch away
 * from who makes the connection.
 */
import { AsyncLocalStorage } from 'node:async_hooks';

const asking = new AsyncLocalStorage<() => void>();

/**
 * Does what `act` does. `connected` is called for every request sent by it over `httpFetch`, when its connection is there, a
 * secure one and one through a proxy included; never for one that gets none.
 */
export function watchConnection<T>(connected: () => void, act: () => Promise<T>): Promise<T> {
  return asking.run(connected, act);
}

/** Whom to tell that the request that is being sent has its connection. */
export function whoWaits(): (() => void) | undefined {
  return asking.getStore();
}
