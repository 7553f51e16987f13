import assert from 'node:assert/strict';
import { ProcessLife } from '../../server/src/lsp/processLife';
import { eventually } from '../support/connection';

/** A process without an end, and the two ways in which a client ends it. */
function life(isAlive = () => true) {
  const ends: number[] = [];
  const told = { exit: () => assert.fail('not listened to'), close: () => assert.fail('not listened to') };
  const connection = {
    onNotification: (_: unknown, handler: () => void) => Object.assign(told, { exit: handler }),
    onClose: (handler: () => void) => Object.assign(told, { close: handler }),
  };
  const kill = () => {
    if (!isAlive()) throw new Error('no such process');
  };
  const one = new ProcessLife(connection as never, { exit: (code) => void ends.push(code), kill }, 1);
  return { one, told: told as { exit(): void; close(): void }, ends };
}

describe('the life of the process', () => {
  it('ends well behind shutdown, and badly without', () => {
    const { one, told, ends } = life();
    told.exit();
    told.close();
    one.shutDown();
    told.exit();
    told.close();
    assert.deepEqual(ends, [1, 1, 0, 0]);
  });

  it('ends when its client is no more', async () => {
    let isAlive = true;
    const { one, ends } = life(() => isAlive);
    one.follow(1);
    await new Promise((resolve) => setTimeout(resolve, 10));
    assert.deepEqual(ends, []);
    isAlive = false;
    await eventually(() => ends.length > 0, 'end');
    assert.deepEqual(ends, [1]);
  });
});
