import assert from 'node:assert/strict';
import { readBody, readExcerpt } from '../../../server/src/runtime/transport/reads';

describe('reading a body', () => {
  it('gives every read with the time it arrived, however late it is taken', async () => {
    let clock = 0;
    const { body, push, end } = controlled();
    const reads = readBody(
      body,
      () => clock,
      () => undefined,
    );
    const first = reads.next();
    push('a');
    assert.deepEqual(brief((await first).value), ['a', 0]);
    clock = 10;
    push('b');
    await settled();
    clock = 500;
    end();
    assert.deepEqual(brief((await reads.next()).value), ['b', 10]);
    assert.equal((await reads.next()).done, true);
  });

  it('gives what had arrived when the connection broke, then rejects', async () => {
    let broken = 0;
    const { body, push, fail } = controlled();
    const reads = readBody(
      body,
      () => 0,
      () => broken++,
    );
    const first = reads.next();
    for (const text of ['a', 'b', 'c']) push(text);
    await first;
    await settled();
    fail(new Error('lost'));
    await settled();
    assert.equal(broken, 1);
    assert.deepEqual([brief((await reads.next()).value)[0], brief((await reads.next()).value)[0]], ['b', 'c']);
    await assert.rejects(reads.next(), /lost/);
  });

  it('does not read far ahead of a slow user', async () => {
    let pulled = 0;
    const body = new ReadableStream<Uint8Array>(
      { pull: (controller) => controller.enqueue(new Uint8Array(++pulled && 64 * 1024)) },
      { highWaterMark: 0 },
    );
    const reads = readBody(
      body,
      () => 0,
      () => undefined,
    );
    await reads.next();
    await settled();
    assert.ok(pulled < 10, `${pulled} reads`);
    for (let count = 0; count < 20; count++) await reads.next();
    assert.ok(pulled >= 20 && pulled < 30, `${pulled} reads`);
    await reads.return();
  });

  it('closes the body when it is left', async () => {
    let cancelled = false;
    const body = new ReadableStream<Uint8Array>({
      start: (controller) => controller.enqueue(new Uint8Array(1)),
      cancel: () => void (cancelled = true),
    });
    for await (const _ of readBody(
      body,
      () => 0,
      () => undefined,
    ))
      break;
    await settled();
    assert.ok(cancelled);
  });
});

describe('the beginning of a body', () => {
  it('is cut at the limit', async () => {
    const { body, push, end } = controlled();
    push('x'.repeat(50));
    push('é');
    end();
    assert.equal(await readExcerpt(body, 10, new AbortController().signal), 'x'.repeat(10));
    assert.equal(await readExcerpt(null, 10, new AbortController().signal), '');
  });

  it('is what has come when the time is up or the connection breaks', async () => {
    const patience = new AbortController();
    const slow = controlled();
    slow.push('some');
    const excerpt = readExcerpt(slow.body, 100, patience.signal);
    await settled();
    patience.abort();
    assert.equal(await excerpt, 'some');

    const broken = controlled();
    const rest = readExcerpt(broken.body, 100, new AbortController().signal);
    broken.push('half');
    await settled();
    broken.fail(new Error('lost'));
    assert.equal(await rest, 'half');
  });
});

function controlled() {
  let controller!: ReadableStreamDefaultController<Uint8Array>;
  const body = new ReadableStream<Uint8Array>({ start: (one) => void (controller = one) });
  return {
    body,
    push: (text: string) => controller.enqueue(Buffer.from(text)),
    end: () => controller.close(),
    fail: (error: Error) => controller.error(error),
  };
}

function brief(read: { bytes: Uint8Array; at: number } | void): [string, number] {
  assert.ok(read);
  return [Buffer.from(read.bytes).toString(), read.at];
}

/** Everything that was waiting for its turn has had it. */
function settled(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
