import assert from 'node:assert/strict';
import { EnvironmentOverrides } from '../../../client/src/keys/environmentOverrides';

describe('environment overrides', () => {
  it('belong to one project, and are given out by name only to who asks for it', () => {
    const overrides = new EnvironmentOverrides();
    overrides.set('file:///a', 'KEY', '1');
    overrides.set('file:///a', 'BASE', '');
    assert.deepEqual(overrides.names('file:///a'), ['BASE', 'KEY']);
    assert.deepEqual(overrides.names('file:///b'), []);
    assert.deepEqual(overrides.values('file:///a', ['KEY', 'OTHER']), { KEY: '1' });
    assert.deepEqual(overrides.values('file:///a', ['BASE']), { BASE: '' }, 'an empty value is one');
    assert.deepEqual(overrides.values('file:///b', ['KEY']), {});
    overrides.delete('file:///a', 'KEY');
    assert.deepEqual(overrides.names('file:///a'), ['BASE']);
  });
});
