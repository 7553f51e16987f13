import assert from 'node:assert/strict';
import { needMessages, splitSystem } from '../../../server/src/runtime/providers/systemMessage';
import { message, optionsOf, user } from '../../support/providerRequest';

describe('the system prompt', () => {
  const shown = (...roles: readonly string[]) => {
    const { system, messages } = splitSystem(roles.map((role) => message(role, role)));
    return [system ? 'system' : '', ...messages.map(({ role }) => role)].join(' ').trim();
  };

  it('is a first system message that another follows; all others are the user’s', () => {
    assert.equal(shown('system', 'user'), 'system user');
    assert.equal(shown('system'), 'user');
    assert.equal(shown('user', 'system', 'assistant'), 'user user assistant');
    assert.equal(shown('system', 'system'), 'system user');
    assert.equal(shown('developer', 'user'), 'developer user');
    assert.deepEqual(splitSystem([user('a')]), { messages: [user('a')] });
  });

  it('needs somebody to speak', () => {
    const options = optionsOf({});
    needMessages([], options);
    assert.match(options.problems[0]!, /nothing to send/);
  });
});
