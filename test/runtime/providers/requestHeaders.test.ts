import assert from 'node:assert/strict';
import { requestHeaders, takeKey } from '../../../server/src/runtime/providers/requestHeaders';
import { optionsOf } from '../../support/providerRequest';

describe('the headers of a request', () => {
  it('are the usual ones, then the client’s, then what has the last word', () => {
    const options = optionsOf({ headers: { 'X-Version': '2', Authorization: 'mine', Accept: 'x' } });
    const { headers } = requestHeaders(options, {
      streaming: true,
      basic: 'Basic abc',
      usual: { 'x-version': '1', 'x-own': '1' },
      fixed: { authorization: 'Bearer k' },
    });
    assert.deepEqual(Object.fromEntries(headers), {
      'content-type': 'application/json',
      accept: 'x',
      authorization: 'Bearer k',
      'x-version': '2',
      'x-own': '1',
    });
  });

  it('tell which of their values are secret', () => {
    const options = optionsOf({ headers: { 'x-api-key': 'one', 'x-team': 'two' } });
    const { secrets } = requestHeaders(options, { streaming: false, fixed: { authorization: 'Bearer three' } });
    assert.deepEqual(secrets, ['one', 'Bearer three', 'three']);
  });

  it('hold the client’s own key, or that of the provider’s variable', () => {
    assert.deepEqual(takeKey(optionsOf({ api_key: { env: 'MINE' } }, { MINE: 'k' }), 'THEIRS'), {
      value: 'k',
      variables: ['MINE'],
    });
    assert.deepEqual(takeKey(optionsOf({}, { THEIRS: 't' }), 'THEIRS'), { value: 't', variables: ['THEIRS'] });
    assert.deepEqual(takeKey(optionsOf({})), { value: undefined, variables: [] });
    const missing = optionsOf({});
    takeKey(missing, 'THEIRS');
    assert.match(missing.problems[0]!, /'Main' requires environment variable 'THEIRS'/);
  });
});
