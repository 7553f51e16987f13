import assert from 'node:assert/strict';
import { snapshotAfter, KEPT_EVERY } from '../../protocol/snapshots';
import { VIEW_ACTIONS } from '../../protocol/viewActions';
import { applyChange, toJson, type Value } from '../../protocol/value';
import { actionOfKey } from '../../webview/src/actions';
import { FIRST_LOOK, measured } from '../../webview/src/look';
import { keep } from '../../webview/src/model';
import { restore } from '../../webview/src/restore';
import { sends } from '../../webview/src/sends';
import { update } from '../../webview/src/update';
import { after, eventsOf, init } from './support';

const shown = after(init(eventsOf('completed')));
const act = (state: typeof shown, ...actions: Parameters<typeof pressOne>[1][]): typeof shown =>
  actions.reduce(pressOne, state);
const pressOne = (
  state: typeof shown,
  action: Extract<Parameters<typeof update>[1], { type: 'act' }>['action'],
): typeof shown => update(state, { type: 'act', action });
const press = (key: string, more: Partial<KeyboardEvent> = {}, look = FIRST_LOOK): string | undefined =>
  actionOfKey({ key, shiftKey: false, ctrlKey: false, altKey: false, metaKey: false, ...more }, look);

describe('looking at a run', () => {
  it('zooms around the scrubber, pans within the run, and fits again', () => {
    const start = update(shown, { type: 'seek', to: { time: 1_000 } });
    const near = act(start, 'zoomIn', 'zoomIn');
    const { from, to } = near.look.part!;
    assert.ok(from < 1_000 && to > 1_000 && to - from < 800, JSON.stringify(near.look.part));
    let left = near;
    for (let i = 0; i < 30; i++) left = act(left, 'panLeft');
    assert.equal(left.look.part!.from, 0);
    assert.equal(Math.round(left.look.part!.to - left.look.part!.from), Math.round(to - from));
    assert.equal(act(near, 'fit').look.part, null);
    assert.equal(act(near, 'zoomOut', 'zoomOut', 'zoomOut').look.part, null);
    assert.equal(act(shown, 'panRight').look.part, null, 'there is nothing to pan to');
  });

  it('gives each key one meaning, zoomed in or not', () => {
    const key = (name: string, look: typeof FIRST_LOOK): string | undefined => press(name, {}, look);
    for (const { look } of [shown, act(shown, 'zoomIn')]) {
      assert.equal(key('d', look), 'showDiff');
      assert.equal(key('.', look), 'panRight');
      assert.equal(key('c', look), 'copySnapshot');
      assert.equal(key('b', look), 'setBaseline');
      assert.equal(key('c', { ...look, letters: false }), undefined);
    }
    // Left and right move in time, unless a field opens or closes with them: the list of fields says which.
    const elsewhere = VIEW_ACTIONS.filter(({ group }) => group !== 'Fields').flatMap(
      ({ keys }) => keys as readonly string[],
    );
    assert.equal(new Set(elsewhere).size, elsewhere.length);
  });

  it('keeps the scrubber on screen while it moves', () => {
    let state = act(update(shown, { type: 'seek', to: 'first' }), 'zoomIn', 'zoomIn', 'zoomIn');
    for (let i = 0; i < 25; i++) state = act(state, 'nextChange');
    const t = state.timeline.frames.items[state.cursor!]!.frame.chunk.t;
    assert.ok(t >= state.look.part!.from && t <= state.look.part!.to);
  });

  it('counts characters instead of time, and stops at chunks then', () => {
    const chars = act(shown, 'switchAxis');
    assert.equal(chars.look.axis, 'chars');
    const at = update(chars, { type: 'seek', to: { place: 100 } });
    const { length } = shown.timeline.frames.items[at.cursor!]!.frame;
    assert.ok(length <= 100 && shown.timeline.frames.items[at.cursor! + 1]!.frame.length > 100);
  });

  it('measures from where the scrubber is to where it goes, and forgets', () => {
    const from = update(shown, { type: 'seek', to: { time: 600 } });
    const open = update(act(from, 'measure'), { type: 'seek', to: { time: 1_500 } });
    assert.deepEqual(measured(open), [from.cursor, open.cursor]);
    const fixed = update(act(open, 'measure'), { type: 'seek', to: 'first' });
    assert.deepEqual(measured(fixed), [from.cursor, open.cursor]);
    assert.equal(act(fixed, 'measure').look.range, null);
  });

  it('plays at its speed by the clock of the page, and is at the end at last', () => {
    let state = act({ ...shown, speed: 2 }, 'play');
    const tick = (clock: number): void => void (state = update(state, { type: 'tick', clock }));
    tick(1_000);
    assert.equal(state.cursor, -1, 'it begins at the start');
    tick(1_500);
    assert.equal(Math.round(state.look.playing!.t), 1_000);
    const { t } = state.timeline.frames.items[state.cursor!]!.frame.chunk;
    assert.ok(t <= 1_000);
    const paused = act(state, 'play');
    assert.equal(paused.look.playing, null);
    assert.equal(paused.cursor, state.cursor);
    tick(60_000);
    assert.equal(state.look.playing, null);
    assert.equal(state.cursor, null);
  });

  it('loops what is measured', () => {
    const range = { from: 20, to: 60 };
    let state = act(update(shown, { type: 'look', set: { range } }), 'loop', 'play');
    const [a, b] = [20, 60].map((frame) => shown.timeline.frames.items[frame]!.frame.chunk.t) as [number, number];
    for (let clock = 0; clock < 20_000; clock += 170) {
      state = update(state, { type: 'tick', clock });
      const { t } = state.look.playing!;
      assert.ok(t >= a && t < b, `${t} in ${a} to ${b}`);
    }
  });

  it('counts what is pinned as first usable, for this function and after the page was destroyed', () => {
    const { root, rows } = shown.timeline;
    const note = [...rows].find((row) => row?.decl.key === 'note' && row.decl.parent === root)!;
    const pinned = act(update(shown, { type: 'pick', row: note.id }), 'pinField');
    assert.deepEqual(pinned.look.pinned, { function: 'ExtractReceipt', path: ['note'] });
    assert.deepEqual(restore(shown, JSON.parse(JSON.stringify(keep(pinned)))).look.pinned, pinned.look.pinned);
    assert.equal(act(pinned, 'pinField').look.pinned, null);
  });

  it('keeps nothing that is no look', () => {
    const odd = { look: { axis: 4, part: { from: 3, to: 1 }, filter: [], sort: 'up', pinned: { path: [{}] } } };
    assert.deepEqual(restore(shown, odd).look, FIRST_LOOK);
  });

  it('goes to a declaration by asking the editor', () => {
    const item = update(shown, { type: 'pick', row: 1 });
    assert.equal(sends(item, { type: 'act', action: 'goToDeclaration' })[0]?.type, 'reveal');
    assert.deepEqual(sends(shown, { type: 'act', action: 'goToDeclaration' }), []);
  });

  it('does nothing without a run, but shows the keys', () => {
    const empty = after(init());
    assert.equal(act(empty, 'zoomIn', 'play', 'measure', 'nextField'), empty);
    assert.equal(act(empty, 'help').look.help, true);
  });
});

describe('keys', () => {
  it('stand for one action each', () => {
    assert.equal(press('ArrowRight'), 'nextChange');
    assert.equal(press('ArrowRight', { shiftKey: true }), 'nextChunk');
    assert.equal(press('?', { shiftKey: true }), 'help');
    assert.equal(press('F1', { altKey: true }), 'help');
    assert.equal(press('W'), 'zoomIn');
    assert.equal(press('+', { shiftKey: true }), 'zoomIn');
    assert.equal(press('c', { ctrlKey: true }), undefined);
    assert.equal(press(']', { ctrlKey: true, altKey: true }), 'nextProblem', 'typed with AltGr');
  });
  it('of one character can be turned off', () => {
    const quiet = { ...FIRST_LOOK, letters: false };
    assert.equal(press('w', {}, quiet), undefined);
    assert.equal(press('ArrowLeft', {}, quiet), 'previousChange');
  });
});

describe('snapshots', () => {
  it('are what their changes make of nothing, in whatever order they are looked at', () => {
    const { timeline } = after(init(eventsOf('huge')));
    assert.ok(timeline.frames.length > 3 * KEPT_EVERY);
    const frames = [0, 5, KEPT_EVERY - 1, KEPT_EVERY, 700, 40, 701, timeline.frames.length - 1];
    for (const frame of frames) {
      let value: Value | undefined;
      for (let i = 0; i <= frame; i++) value = timeline.frames.items[i]!.frame.value.reduce(applyChange, value);
      assert.deepEqual(toJson(snapshotAfter(timeline, frame) ?? null), toJson(value ?? null), `frame ${frame}`);
    }
    assert.equal(snapshotAfter(timeline, -1), undefined);
    assert.equal(snapshotAfter(timeline, 1e9), undefined);
  });
});
