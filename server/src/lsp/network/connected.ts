/**
 * The moment a request has its connection, which `fetch` itself does not tell. Node's fetch and the library that knows
 * proxies both announce on Node's diagnostics channels when they make a request and when they begin to send it.
 */
import { AsyncLocalStorage } from 'node:async_hooks';
import { subscribe } from 'node:diagnostics_channel';

const asking = new AsyncLocalStorage<() => void>();
const waiting = new WeakMap<object, () => void>();
let isListening = false;

/**
 * Does what `act` does. `connected` is called for every request sent by it, when its connection is there, a secure one
 * included; never for one that gets none.
 */
export function watchConnection<T>(connected: () => void, act: () => Promise<T>): Promise<T> {
  listen();
  return asking.run(connected, act);
}

function listen(): void {
  if (isListening) return;
  isListening = true;
  subscribe('undici:request:create', (message) => {
    const connected = asking.getStore();
    const request = requestOf(message);
    if (connected && request) waiting.set(request, connected);
  });
  subscribe('undici:client:sendHeaders', (message) => {
    const request = requestOf(message);
    if (!request) return;
    waiting.get(request)?.();
    waiting.delete(request);
  });
}

function requestOf(message: unknown): object | undefined {
  if (typeof message !== 'object' || message === null) return undefined;
  const request: unknown = Reflect.get(message, 'request');
  return typeof request === 'object' && request !== null ? request : undefined;
}
