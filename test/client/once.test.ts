import assert from 'node:assert/strict';
import { Once } from '../../client/src/once';

describe('what is made once', () => {
  it('is the same for all who want it', async () => {
    let made = 0;
    const once = new Once(() => Promise.resolve({ number: ++made }));
    const [first, second] = await Promise.all([once.get(), once.get()]);
    assert.equal(first, second);
    assert.equal(await once.made(), first);
    assert.equal(made, 1);
  });

  it('is tried again by who asks after it could not be made', async () => {
    let tries = 0;
    const once = new Once(() => (++tries === 1 ? Promise.reject(new Error('offline')) : Promise.resolve('there')));
    await assert.rejects(once.get(), /offline/);
    assert.equal(await once.get(), 'there');
    assert.equal(tries, 2);
  });

  it('is not wanted by who only asks whether it is there, and a failure is none of theirs', async () => {
    const once = new Once(() => Promise.reject(new Error('offline')));
    assert.equal(await once.made(), undefined);
    const wanted = once.get();
    assert.equal(await once.made(), undefined);
    await assert.rejects(wanted, /offline/);
    assert.equal(await once.made(), undefined);
  });
});
