import assert from 'node:assert/strict';
import { collectNew, collectNewAlone, NewSpace, newSpaceFill } from '../../server/src/lsp/newSpace';

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

describe('the room for new objects', () => {
  it('is made when it is nearly full and nothing is done', async () => {
    let fill = 0.9;
    let collections = 0;
    const room = new NewSpace(
      () => {
        collections++;
        fill = 0;
      },
      () => fill,
      10,
    );
    for (let i = 0; i < 5; i++) room.worked();
    assert.equal(collections, 0, 'not while there is work');
    await pause(40);
    assert.equal(collections, 1);
    room.worked();
    await pause(40);
    assert.equal(collections, 1, 'there is room');
    fill = 0.7;
    room.worked();
    await pause(40);
    assert.equal(collections, 2);
    fill = 1;
    await pause(40);
    assert.equal(collections, 2, 'not without work');
    room.dispose();
  });

  it('can be seen and made in any process', () => {
    const objects = Array.from({ length: 20_000 }, (_, i) => ({ i }));
    assert.ok(newSpaceFill() >= 0 && newSpaceFill() <= 1);
    collectNewAlone();
    collectNew();
    assert.equal(objects.length, 20_000);
  });
});
