import assert from 'node:assert/strict';
import { untilStarted, type ServerWorker } from '../../client/src/serverWorker';

/** A worker of a browser, as far as the client sees it. */
class FakeWorker implements ServerWorker {
  terminated = 0;
  private readonly listeners: [type: string, listener: (event: unknown) => void][] = [];
  postMessage(): void {}
  terminate(): void {
    this.terminated++;
  }
  addEventListener(type: string, listener: (event: unknown) => void): void {
    this.listeners.push([type, listener]);
  }
  fire(type: string, event: unknown = {}): void {
    for (const [of, listener] of this.listeners) if (of === type) listener(event);
  }
}

describe('the worker with the language server', () => {
  it('has started with its first message', async () => {
    const worker = new FakeWorker();
    const starting = untilStarted(worker);
    worker.fire('message', { data: { ready: true } });
    await starting;
    assert.equal(worker.terminated, 0);
  });

  it('that cannot be loaded is no server: the start fails, with the words there are', async () => {
    for (const [event, words] of [
      [{ message: 'Uncaught SyntaxError' }, /worker failed: Uncaught SyntaxError$/],
      [{}, /worker failed$/],
      [undefined, /worker failed$/],
    ] as const) {
      const worker = new FakeWorker();
      const starting = untilStarted(worker);
      worker.fire('error', event);
      await assert.rejects(starting, words);
      assert.equal(worker.terminated, 1);
    }
  });

  it('that says nothing is given up', async () => {
    const worker = new FakeWorker();
    await assert.rejects(untilStarted(worker, 5), /did not start within 0\.005 seconds/);
    assert.equal(worker.terminated, 1);
  });

  for (const type of ['error', 'messageerror']) {
    it(`is gone after its ${type}, once`, async () => {
      const worker = new FakeWorker();
      const starting = untilStarted(worker);
      worker.fire('message');
      const { gone } = await starting;
      worker.fire(type, { message: 'out of memory' });
      worker.fire(type);
      assert.match((await gone).message, /out of memory|unreadable/);
      assert.equal(worker.terminated, 1);
    });
  }
});
