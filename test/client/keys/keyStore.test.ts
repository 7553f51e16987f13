import assert from 'node:assert/strict';
import { KeyStore } from '../../../client/src/keys/keyStore';
import { memento, secretStorage } from '../../support/storage';

describe('KeyStore', () => {
  it('keeps keys in secret storage, and only their names beside it', async () => {
    const [secrets, state] = [secretStorage(), memento()];
    const store = new KeyStore(secrets, state);
    await store.set('B_KEY', 'sk-b', 'deleted');
    await store.set('A_KEY', 'sk-a', 'deleted');
    assert.deepEqual(store.names, ['A_KEY', 'B_KEY']);
    assert.deepEqual(await store.values(['A_KEY', 'NONE']), { A_KEY: 'sk-a' });
    assert.ok(!JSON.stringify([...state.entries]).includes('sk-'), 'no value outside of secret storage');

    const afterReload = new KeyStore(secrets, state);
    assert.deepEqual(afterReload.names, ['A_KEY', 'B_KEY']);
    await afterReload.delete('A_KEY');
    assert.deepEqual(await afterReload.values(['A_KEY', 'B_KEY']), { B_KEY: 'sk-b' });
    assert.deepEqual(afterReload.names, ['B_KEY']);
  });

  it('forgets a key of the session with the window, and stores nothing of it', async () => {
    const [secrets, state] = [secretStorage(), memento()];
    const store = new KeyStore(secrets, state);
    await store.set('A_KEY', 'old', 'deleted');
    await store.set('A_KEY', 'sk-a', 'windowCloses');
    assert.ok(store.isForSession('A_KEY'));
    assert.deepEqual(await store.values(['A_KEY']), { A_KEY: 'sk-a' });
    assert.deepEqual(store.names, ['A_KEY']);
    assert.deepEqual([...secrets.entries.keys()], [], 'the older one is gone');
    const afterReload = new KeyStore(secrets, state);
    assert.deepEqual([afterReload.names, await afterReload.values(['A_KEY'])], [[], {}]);
  });

  it('takes a stored list that is none for an empty one', () => {
    const state = memento();
    void state.update('bamlLive.storedKeys', { not: 'a list' });
    assert.deepEqual(new KeyStore(secretStorage(), state).names, []);
  });
});
