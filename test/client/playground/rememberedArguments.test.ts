import assert from 'node:assert/strict';
import { RememberedArguments, type RememberedFunction } from '../../../client/src/playground/rememberedArguments';
import type { Selection } from '../../../protocol/webview';

const OF = { function: 'F', project: 'file:///p', test: null, client: null };
const own = (args: string, more: Partial<Selection> = {}): Selection => ({ ...OF, args, ...more });

class Store {
  written: readonly RememberedFunction[] | undefined;
  constructor(
    private readonly stored: unknown = undefined,
    /** Named in the setting; may change. */
    public paths: readonly string[] = [],
  ) {}
  open(): RememberedArguments {
    return new RememberedArguments({
      store: { get: () => this.written ?? this.stored, set: (all) => (this.written = all) },
      redact: () => this.paths,
    });
  }
}

describe('remembered arguments', () => {
  it('are what a function was given last, of each project its own, also in another window', () => {
    const store = new Store();
    const memory = store.open();
    memory.remember(own('{"a": 1}'));
    memory.remember(own('{"a": 2}', { project: 'file:///q' }));
    memory.remember({ ...OF, function: 'G', test: 'T', args: null });
    memory.remember(own('{"a": 3}'));
    memory.flush();
    const again = store.open();
    assert.equal(again.of(OF)?.args, '{"a": 3}');
    assert.equal(again.of({ ...OF, project: 'file:///q' })?.args, '{"a": 2}');
    assert.equal(again.of({ ...OF, function: 'G' })?.test, 'T');
    assert.equal(again.last()?.function, 'F');
    assert.equal(again.of({ ...OF, function: 'H' }), undefined);
  });

  it('hold nothing that is named as not to be written, nor tags and variables', () => {
    const store = new Store(undefined, ['user.email']);
    const memory = store.open();
    memory.remember(own('{"user": {"email": "ada@example.com"}}'));
    memory.remember(own('{"user": {"email": "half', { function: 'G' }));
    memory.remember(own('{"user": {"name": "Ada"}}', { function: 'H' }));
    memory.remember(own('{}', { function: 'T', options: { tags: [{ name: 'k', value: 'secret' }], stop: [] } }));
    memory.flush();
    assert.doesNotMatch(JSON.stringify(store.written), /example\.com|half|secret/);
    assert.equal(store.open().of({ ...OF, function: 'H' })?.args, '{"user": {"name": "Ada"}}');
  });

  it('let go what is named as not to be written later, also in the store', () => {
    const before = new Store();
    const memory = before.open();
    memory.remember(own('{"user": {"email": "ada@example.com"}}'));
    memory.remember(own('{"user": {"name": "Ada"}}', { function: 'H', test: 'T' }));
    memory.flush();
    // Named while this was not open, and while it is.
    const later = new Store(before.written, ['user.email']);
    assert.equal(later.open().of(OF)?.args, null);
    assert.doesNotMatch(JSON.stringify(later.written), /example\.com/);
    assert.equal(later.open().of({ ...OF, function: 'H' })?.args, '{"user": {"name": "Ada"}}');
    before.paths = ['user.name'];
    memory.settingsChanged();
    assert.match(JSON.stringify(before.written), /example\.com/);
    assert.doesNotMatch(JSON.stringify(before.written), /Ada"/);
    assert.deepEqual([memory.last()?.function, memory.last()?.test, memory.last()?.args], ['H', 'T', null]);
  });

  it('are bounded, in number and in size', () => {
    const store = new Store();
    const memory = store.open();
    for (let i = 0; i < 250; i++) memory.remember(own('{}', { function: `F${i}` }));
    memory.remember(own(`{"a": "${'x'.repeat(70_000)}"}`, { function: 'Long' }));
    memory.flush();
    assert.equal(store.written!.length, 100);
    assert.equal(store.open().of({ ...OF, function: 'Long' })?.args, null);
    assert.equal(store.open().of({ ...OF, function: 'F0' }), undefined);
  });

  it('ignore what somebody else has written into the store', () => {
    for (const stored of [null, 'x', {}, [null, 1, { function: 1 }, { ...OF, args: 3 }]]) {
      assert.equal(new Store(stored).open().last(), undefined);
    }
  });
});
