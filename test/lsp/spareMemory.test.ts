import assert from 'node:assert/strict';
import { collectGarbage, keepRoomForNew, SpareMemory } from '../../server/src/lsp/spareMemory';

const MB = 1024 * 1024;
const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

describe('spare memory', () => {
  it('is collected in a pause after much work, and not again without work', async () => {
    let used = 100 * MB;
    let collections = 0;
    let rests = 0;
    const spare = new SpareMemory(
      () => {
        collections++;
        used = 30 * MB;
      },
      () => used,
      () => rests++,
      20,
    );
    for (let i = 0; i < 5; i++) spare.worked();
    assert.equal(collections, 0, 'not while there is work');
    await pause(60);
    assert.equal(collections, 1);
    await pause(60);
    assert.equal(collections, 1);
    used += MB;
    spare.worked();
    await pause(60);
    assert.equal(collections, 1, 'a little garbage is left alone');
    used += 50 * MB;
    spare.worked();
    await pause(60);
    assert.equal(collections, 2);
    assert.equal(rests, 1, 'the first pause is told of');
    spare.dispose();
  });

  it('can be collected in any process', () => {
    assert.doesNotThrow(collectGarbage);
    assert.doesNotThrow(keepRoomForNew);
  });
});
