import assert from 'node:assert/strict';
import { SIMULATIONS } from '../../../protocol/clients';
import type { FromView } from '../../../protocol/webview';
import { RememberedArguments, type RememberedFunction } from '../../../client/src/playground/rememberedArguments';
import { PROJECT, SELECTION, turn, readyPanel } from './relayWorld';

describe('What functions were given last', () => {
  const memory = (stored: unknown = []) =>
    new RememberedArguments({ store: { get: () => stored, set: () => {} }, redact: () => [] });
  const own = { ...SELECTION, args: '{"text": "mine"}' };

  it('is there again when the function is chosen again, and when the panel is opened anew', async () => {
    const remembered = memory();
    const { relay, world } = await readyPanel({ remembered });
    relay.receive({ type: 'select', selection: own, another: true } satisfies FromView);
    relay.receive({ type: 'select', selection: { ...SELECTION, function: 'Greet' }, another: true });
    relay.receive({ type: 'select', selection: SELECTION, another: true });
    assert.deepEqual(world.last('select').selection, own);
    const again = await readyPanel({ remembered });
    assert.deepEqual(again.world.last('init').selection, own);
  });

  it('does not come back while the person only empties what they wrote', async () => {
    const { relay, world } = await readyPanel({ remembered: memory([{ ...own }]) });
    relay.receive({ type: 'select', selection: SELECTION });
    assert.ok(!world.posted.some(({ type }) => type === 'select'));
  });

  it('is what a lens runs a function with that has no test', async () => {
    const remembered = memory([{ ...SELECTION, function: 'Greet', args: '{"name": "Ada"}' }]);
    const { relay, world } = await readyPanel({ remembered });
    await relay.runTarget({ function: 'Greet', project: PROJECT, uri: PROJECT });
    await turn();
    assert.deepEqual(world.runs[0]?.params.args, { name: 'Ada' });
  });
});

describe('Tags and stop rules', () => {
  const memory = () => {
    let stored: readonly RememberedFunction[] = [];
    const open = () =>
      new RememberedArguments({ store: { get: () => stored, set: (all) => (stored = all) }, redact: () => [] });
    return { open, stored: () => JSON.stringify(stored) };
  };
  const options = {
    tags: [{ name: 'tenant', value: 'acme' }],
    stop: [{ kind: 'items', path: 'items', count: 3 }],
  } as const;
  const greet = { ...SELECTION, function: 'Greet', test: null };

  it('stay those of their function while another one is chosen, in the panel or by a lens', async () => {
    const { relay, world } = await readyPanel();
    relay.receive({ type: 'select', selection: { ...SELECTION, options } } satisfies FromView);
    relay.receive({ type: 'select', selection: greet, another: true });
    assert.ok(!world.posted.some((message) => message.type === 'select'), 'the other one has none');
    relay.receive({ type: 'select', selection: SELECTION, another: true });
    assert.deepEqual(world.last('select').selection.options, options);
    relay.receive({ type: 'select', selection: SELECTION });
    relay.receive({ type: 'select', selection: greet, another: true });
    const before = world.posted.length;
    relay.receive({ type: 'select', selection: SELECTION, another: true });
    assert.equal(world.posted.length, before, 'taken away, they stay away');
  });

  it('are not lost while their function cannot be read and another one stands in', async () => {
    const { relay, world } = await readyPanel();
    relay.receive({ type: 'select', selection: { ...SELECTION, options } } satisfies FromView);
    relay.receive({ type: 'select', selection: greet });
    relay.receive({ type: 'select', selection: SELECTION });
    assert.deepEqual(world.last('select').selection.options, options);
  });

  it('of another window are the rules, never the tags', async () => {
    const { open, stored } = memory();
    const remembered = open();
    const { relay } = await readyPanel({ remembered });
    relay.receive({ type: 'select', selection: { ...SELECTION, options } } satisfies FromView);
    remembered.flush();
    assert.doesNotMatch(stored(), /acme/);
    const again = await readyPanel({ remembered: open() });
    assert.deepEqual(again.world.last('init').selection?.options, { tags: [], stop: options.stop });
    again.relay.receive({ type: 'select', selection: greet, another: true });
    again.relay.receive({ type: 'select', selection: SELECTION, another: true });
    assert.deepEqual(again.world.last('select').selection.options, { tags: [], stop: options.stop });
  });
});

describe('The client', () => {
  const chosen = async (client: string | null, isTrusted = true) => {
    const { relay, world } = await readyPanel({ isTrusted });
    relay.receive({ type: 'run', selection: { ...SELECTION, client }, args: {} });
    await turn();
    return world;
  };

  it('is the one that was chosen', async () => {
    assert.equal((await chosen(null)).runs[0]!.params.client, undefined);
    assert.equal((await chosen('Other')).runs[0]!.params.client, 'Other');
    assert.equal((await chosen('vscode-lm/gpt')).runs[0]!.params.client, 'vscode-lm/gpt');
    assert.equal((await chosen('Gone')).runs[0]!.params.client, undefined);
  });

  it('can be none at all: an example answer is played, also without trust', async () => {
    const { params } = (await chosen(SIMULATIONS[0]!.id, false)).runs[0]!;
    assert.deepEqual(params.source, { kind: 'simulated', playing: SIMULATIONS[0]!.playing });
    assert.equal(params.client, undefined);
    assert.equal((await chosen('Other', false)).runs.length, 0);
  });

  it('stays chosen when another function is run from its lens', async () => {
    const { relay, world } = await readyPanel();
    relay.receive({ type: 'select', selection: { ...SELECTION, client: 'Other' } });
    await relay.runTarget({ function: 'Greet', project: PROJECT, uri: PROJECT });
    await turn();
    assert.equal(world.last('select').selection.client, 'Other');
  });

  it('has no request to show when nothing is sent from here', async () => {
    const { relay, world } = await readyPanel();
    relay.receive({ type: 'request', selection: { ...SELECTION, client: 'vscode-lm/gpt' }, args: {}, as: 'text' });
    relay.receive({ type: 'request', selection: { ...SELECTION, client: 'Other' }, args: {}, as: 'text' });
    await turn();
    assert.deepEqual(world.requests, [{ as: 'text', function: 'Extract', uri: PROJECT, client: 'Other', args: {} }]);
    assert.match(world.last('notice').message, /no request to show/);
  });
});

describe('What a run is given', () => {
  const options = { tags: [{ name: 'tenant', value: 'acme' }], stop: [] };

  it('are the tags, also of a request that is looked at', async () => {
    const { relay, world } = await readyPanel();
    relay.receive({ type: 'run', selection: { ...SELECTION, options }, args: {} });
    relay.receive({ type: 'request', selection: { ...SELECTION, options }, args: {}, as: 'text' });
    await turn();
    assert.deepEqual(world.runs[0]!.params.tags, { tenant: 'acme' });
    assert.deepEqual(world.requests, [
      { as: 'text', function: 'Extract', uri: PROJECT, args: {}, tags: { tenant: 'acme' } },
    ]);
  });

  it('are variables whose values never come here: they are told by name and source', async () => {
    const { relay, world } = await readyPanel();
    relay.receive({ type: 'environment', selection: { ...SELECTION, client: 'Other' } });
    await turn();
    assert.deepEqual(world.requests, [{ function: 'Extract', uri: PROJECT, client: 'Other' }]);
    assert.deepEqual(world.last('environment').variables, [
      { name: 'TEAM_KEY', source: { kind: 'process' }, clients: ['Fast'] },
    ]);
    relay.receive({ type: 'override', selection: SELECTION, name: 'TEAM_KEY' });
    relay.receive({ type: 'override', selection: SELECTION, name: null });
    await turn();
    assert.deepEqual(
      world.last('environment').variables.map(({ name, source }) => `${name} ${source.kind}`),
      ['TEAM_KEY override', 'ASKED override'],
    );
    relay.receive({ type: 'removeOverride', selection: SELECTION, name: 'TEAM_KEY' });
    await turn();
    assert.equal(world.last('environment').variables[0]!.source.kind, 'process');
    assert.ok(!JSON.stringify([world.posted, world.runs]).includes('sk-typed'));
  });

  it('tells a view that is made anew what is set', async () => {
    const { relay, world } = await readyPanel();
    relay.receive({ type: 'select', selection: SELECTION });
    relay.receive({ type: 'override', selection: SELECTION, name: 'TEAM_KEY' });
    await turn();
    world.posted.length = 0;
    relay.receive({ type: 'ready' });
    await turn();
    assert.equal(world.last('environment').variables[0]!.source.kind, 'override');
  });

  it('sets no variable without trust, and asks the server for none', async () => {
    const { relay, world } = await readyPanel({ isTrusted: false });
    relay.receive({ type: 'override', selection: SELECTION, name: null });
    relay.receive({ type: 'environment', selection: SELECTION });
    await turn();
    assert.match(world.last('notice').message, /Restricted Mode/);
    assert.deepEqual([world.overrides.size, world.requests, world.last('environment').variables], [0, [], []]);
  });

  it('is shown as it was sent, of a run that has called a model', async () => {
    const { relay, world } = await readyPanel();
    relay.receive({ type: 'sentRequest', as: 'text' });
    await turn();
    assert.match(world.last('notice').message, /Nothing was sent/);
    relay.receive({ type: 'run', selection: SELECTION, args: { text: 'a' } });
    relay.receive({ type: 'sentRequest', as: 'curl' });
    await turn();
    assert.deepEqual(world.requests, [
      { as: 'curl', function: 'Extract', uri: PROJECT, args: { text: 'a' }, run: world.runs[0]!.params.run },
    ]);
  });

  it('does not log what a message that is none holds', async () => {
    const { relay, world } = await readyPanel();
    relay.receive({ type: 'override', name: 7, value: 'sk-in-a-message' });
    assert.deepEqual(world.logged, ['unknown message of the panel: "override"']);
  });
});

describe('Show Request and Copy as cURL', () => {
  it('ask for the request of what is chosen, with the arguments as edited; nothing is run', async () => {
    const { relay, world } = await readyPanel();
    const selection = { ...SELECTION, args: '{}' };
    relay.receive({ type: 'request', selection, args: { text: 'a' }, as: 'text' } satisfies FromView);
    relay.receive({ type: 'request', selection, args: { text: 'b' }, as: 'curl' } satisfies FromView);
    await turn();
    const of = { function: 'Extract', uri: PROJECT };
    assert.deepEqual(world.requests, [
      { as: 'text', ...of, args: { text: 'a' } },
      { as: 'curl', ...of, args: { text: 'b' } },
    ]);
    assert.equal(world.runs.length, 0);
  });
});
