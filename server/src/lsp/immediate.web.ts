/**
 * `setImmediate` for browsers: a turn of the event loop without the pause that timers take. Bundles for the web put it in the place
 * of Node's own.
 */
const { port1: here, port2: there } = new MessageChannel();
const waiting = new Map<number, () => void>();
let last = 0;

// Assigning also starts the port.
Object.assign(here, {
  onmessage({ data }: { readonly data: number }) {
    const act = waiting.get(data);
    waiting.delete(data);
    act?.();
  },
});

export function setImmediate(act: () => void): number {
  waiting.set(++last, act);
  there.postMessage(last);
  return last;
}

export function clearImmediate(handle: number | undefined): void {
  if (handle !== undefined) waiting.delete(handle);
}
