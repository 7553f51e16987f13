import assert from 'node:assert/strict';
import { getEventListeners } from 'node:events';
import { Socket } from 'node:net';
import { doneOrClosed, type Waiting } from '../../../server/src/lsp/network/settled';

describe('what is waited for on a socket', () => {
  /** A promise whose end the test decides, with two sockets. */
  function waited(signal?: AbortSignal) {
    const sockets = [new Socket(), new Socket()];
    let waiting!: Waiting<string>;
    let begun = 0;
    const promise = doneOrClosed<string>(
      sockets,
      signal,
      (one) => (waiting = one),
      () => begun++,
    );
    return {
      promise,
      waiting,
      begun: () => begun,
      closed: () => sockets.map(({ destroyed }) => destroyed),
    };
  }

  it('comes, and the sockets stay open whatever is said afterwards', async () => {
    const cancel = new AbortController();
    const { promise, waiting, begun, closed } = waited(cancel.signal);
    assert.equal(begun(), 1);
    waiting.done('here');
    waiting.fail(new Error('too late'));
    cancel.abort();
    assert.equal(await promise, 'here');
    assert.deepEqual(closed(), [false, false]);
    assert.equal(getEventListeners(cancel.signal, 'abort').length, 0);
  });

  it('fails with what was said, and all sockets are closed', async () => {
    const cancel = new AbortController();
    const { promise, waiting, closed } = waited(cancel.signal);
    waiting.fail('words');
    await assert.rejects(promise, new Error('words'));
    assert.ok(waiting.isOver);
    assert.deepEqual(closed(), [true, true]);
    assert.equal(getEventListeners(cancel.signal, 'abort').length, 0);
  });

  it('ends with the reason of the signal, and is not begun when that came before', async () => {
    const reason = new Error('enough');
    const cancel = new AbortController();
    const late = waited(cancel.signal);
    cancel.abort(reason);
    await assert.rejects(late.promise, reason);
    assert.deepEqual(late.closed(), [true, true]);
    const early = waited(cancel.signal);
    await assert.rejects(early.promise, reason);
    assert.equal(early.begun(), 0);
    assert.deepEqual(early.closed(), [true, true]);
  });
});
