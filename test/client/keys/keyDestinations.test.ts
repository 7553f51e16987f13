import assert from 'node:assert/strict';
import { KeyDestinations } from '../../../client/src/keys/keyDestinations';
import { memento } from '../../support/storage';

describe('KeyDestinations', () => {
  it('remembers a key with a host, and neither alone', async () => {
    const state = memento();
    await new KeyDestinations(state).add(['A_KEY', 'B_KEY'], 'gateway.example');
    const destinations = new KeyDestinations(state);
    assert.ok(destinations.has('A_KEY', 'gateway.example'));
    assert.ok(!destinations.has('A_KEY', 'other.example'));
    assert.ok(!destinations.has('C_KEY', 'gateway.example'));
    await destinations.add(['A_KEY'], 'gateway.example');
    assert.equal(destinations.all.length, 2);
    await destinations.remove({ name: 'A_KEY', host: 'gateway.example' });
    assert.deepEqual(destinations.all, [{ name: 'B_KEY', host: 'gateway.example' }]);
  });

  it('leaves out what has another shape', async () => {
    const state = memento();
    await state.update('bamlLive.keyDestinations', [null, 'x', { name: 'A' }, { name: 'A', host: 'h' }]);
    assert.deepEqual(new KeyDestinations(state).all, [{ name: 'A', host: 'h' }]);
  });
});
