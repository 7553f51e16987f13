import assert from 'node:assert/strict';
import type { ToView } from '../../protocol/webview';
import { overridden } from '../../webview/src/doing';
import { sends } from '../../webview/src/sends';
import { after, host, init } from './support';

const TAGS = [{ name: 'tenant', value: 'acme' }];
const ENVIRONMENT: ToView = {
  type: 'environment',
  project: 'file:///project',
  variables: [
    { name: 'TEAM_KEY', source: { kind: 'override' }, clients: ['FastModel'] },
    { name: 'BASE', source: { kind: 'process' }, clients: ['FastModel'] },
  ],
};

describe('what a run is given', () => {
  it('are tags, which go with the selection', () => {
    const [told] = sends(after(init()), { type: 'tags', tags: TAGS });
    assert.deepEqual(told?.type === 'select' && told.selection.options, { tags: TAGS, stop: [] });
    const state = after(init(), { type: 'tags', tags: TAGS });
    const [run] = sends(state, { type: 'run' });
    assert.deepEqual(run?.type === 'run' && run.selection.options?.tags, TAGS);
    const none = after(init(), { type: 'tags', tags: TAGS }, { type: 'tags', tags: [] });
    assert.ok(!('options' in none.selection!), 'without tags and rules there are no options');
  });

  it('are variables, told by name; what is set counts for the project of the chosen function only', () => {
    const state = after(init(), host(ENVIRONMENT));
    assert.deepEqual(overridden(state), ['TEAM_KEY']);
    assert.deepEqual(overridden(after(init(), host({ ...ENVIRONMENT, project: 'file:///other' }))), []);
    assert.deepEqual(sends(state, { type: 'override', name: 'BASE' }), [
      { type: 'override', selection: state.selection, name: 'BASE' },
    ]);
  });

  it('opens at the part a command of the editor names', () => {
    const state = after(init(), host({ type: 'command', command: 'editTags' }));
    assert.deepEqual([state.editing, state.doing.setup], [true, 'tags']);
  });
});
