import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { RunEvent, SourceLocation } from '../../protocol/run';
import { restore } from '../../webview/src/restore';
import { canRun, sends } from '../../webview/src/sends';
import { update } from '../../webview/src/update';
import { rowAtPath } from '../../protocol/timeline';
import { outline } from '../../webview/src/outline';
import { INITIAL, isLive, keep, type Message, type State } from '../../webview/src/model';
import { after, eventsOf, host, init } from './support';

const events = eventsOf('completed');
const part = (n: number): Message => host({ type: 'events', events: events.slice(0, n) });

describe('update', () => {
  it('gives the same state however the events are split', () => {
    const whole = after(init(), part(events.length));
    let piecewise = after(init());
    for (const event of events) piecewise = update(piecewise, host({ type: 'events', events: [event] }));
    assert.equal(piecewise.timeline.text, whole.timeline.text);
    assert.equal(piecewise.timeline.nextSeq, whole.timeline.nextSeq);
    assert.equal(piecewise.now, whole.now);
  });

  it('rebuilds everything from an init, as after the page was destroyed', () => {
    const lived = after(init(), part(40));
    const reborn = after(init(events.slice(0, 40)));
    assert.equal(reborn.timeline.text, lived.timeline.text);
    assert.deepEqual(reborn.selection, lived.selection);
    assert.equal(isLive(reborn), true);
  });

  it('keeps the place of the person when the same run is shown again', () => {
    const placed = update(after(init(), part(40)), { type: 'seek', to: 'first' });
    assert.equal(update(placed, init(events.slice(0, 60))).cursor, -1);
  });

  it('begins a new run with nothing chosen and the scrubber at the end', () => {
    const placed = after(init(), part(40), { type: 'seek', to: 'first' }, { type: 'pick', row: 1 });
    const again = events.map((event): RunEvent => ({ ...event, run: 'another' }));
    const next = update(placed, host({ type: 'events', events: again.slice(0, 5) }));
    assert.deepEqual([next.cursor, next.selected, next.timeline.run], [null, null, 'another']);
  });

  describe('another speed while a replay goes on', () => {
    const replayed = (run: string, speed: number): RunEvent[] =>
      events.map((event) => {
        const own = { ...event, run };
        return own.type === 'started' ? { ...own, source: 'replay', speed } : own;
      });
    const heard = (some: readonly RunEvent[], clock = 0): Message => host({ type: 'events', events: some }, clock);
    const going = after(init(), heard(replayed('one', 1).slice(0, 60), 1_000), { type: 'pick', row: 1 });
    const faster = { type: 'speed', speed: 16 } as const;

    it('asks for all of it at once, and plays on from where it was, at the new speed', () => {
      assert.deepEqual(sends(going, faster), [{ type: 'replay', recording: null, speed: 0 }]);
      const asked = update(going, faster);
      assert.deepEqual([asked.speed, asked.asked], [16, true]);
      assert.deepEqual(sends(asked, { type: 'speed', speed: 8 }), [], 'once is enough');
      const whole = replayed('two', 0);
      // Its beginning, then the rest: nothing is played before all of it is here.
      const begun = update(asked, heard(whole.slice(0, 90), 2_000));
      assert.equal(begun.look.playing, null);
      const here = update(begun, heard(whole.slice(90), 2_000));
      assert.deepEqual(here.look.playing, { t: going.now, clock: null });
      assert.deepEqual([here.selected, here.asked, here.playOn], [1, false, null], 'what is chosen stays');
      const later = [2_000, 2_010].reduce((state, clock) => update(state, { type: 'tick', clock }), here);
      assert.ok(Math.abs(later.look.playing!.t - (going.now + 160)) < 1e-6);
    });

    it('goes on when the page is told all of it anew', () => {
      const asked = update(going, faster);
      const anew = update(update(asked, init()), heard(replayed('two', 0)));
      assert.deepEqual([anew.look.playing?.t, anew.selected], [going.now, 1]);
    });

    it('to its end shows its end; a run of one\u2019s own is shown from its beginning', () => {
      const atOnce = after(init(), heard(replayed('one', 1).slice(0, 60)), { type: 'speed', speed: 0 });
      const ended = update(atOnce, heard(replayed('two', 0)));
      assert.deepEqual([ended.look.playing, ended.cursor], [null, null]);
      const own = events.map((event): RunEvent => ({ ...event, run: 'own' }));
      const other = update(update(going, faster), heard(own));
      assert.deepEqual([other.look.playing, other.selected, other.playOn], [null, null, null]);
    });

    it('is only chosen when nothing is being replayed', () => {
      for (const state of [after(init(), part(40)), after(init(events))]) {
        assert.deepEqual(sends(state, faster), []);
        assert.deepEqual([update(state, faster).speed, update(state, faster).asked], [16, false]);
      }
    });
  });

  it('ignores events that come after the outcome', () => {
    const ended = after(init(eventsOf('cancelled')));
    const late: RunEvent = { run: 'run-1', seq: ended.timeline.nextSeq, type: 'headers', t: 9, status: 200 };
    assert.equal(update(ended, host({ type: 'events', events: [late] })).timeline, ended.timeline);
  });

  describe('a refusal', () => {
    const refused = (problem: { message: string; at?: SourceLocation }): RunEvent => ({
      run: 'run-9',
      seq: 0,
      type: 'finished',
      t: 0,
      fields: [],
      outcome: { kind: 'refused', problems: [problem] },
    });
    const at = { uri: 'file:///project/a.baml', line: 1, character: 0, endLine: 1, endCharacter: 3 };
    const shows = (state: State): boolean => state.timeline.finished?.outcome.kind === 'refused';

    it('goes when the arguments are changed', () => {
      const state = after(init(), host({ type: 'events', events: [refused({ message: 'expected string, got 5' })] }));
      assert.equal(shows(state), true);
      assert.equal(shows(update(state, { type: 'args', text: '{"receipt": "x"}' })), false);
    });

    it('goes when the function has no problem any more, and stays while it may be the arguments', () => {
      const functions = after(init()).functions;
      for (const [problem, stays] of [
        [{ message: 'no type named `strng`', at }, false],
        [{ message: 'expected string, got 5' }, true],
      ] as const) {
        const state = after(init(), host({ type: 'events', events: [refused(problem)] }));
        assert.equal(
          shows(update(state, host({ type: 'functions', functions, clients: [], serverReady: true }))),
          stays,
        );
      }
    });
  });

  describe('Run', () => {
    it('sends the arguments of the test', () => {
      const [said] = sends(after(init()), { type: 'run' });
      assert.equal(said?.type, 'run');
      assert.deepEqual(said?.type === 'run' && Object.keys(said.args), ['receipt']);
    });

    const blocked: [string, State][] = [
      ['while a run goes on', after(init(), part(10))],
      ['while one that was asked for has not begun', after(init(), { type: 'run' })],
      ['before the server is ready', after()],
      [
        'with a function that has problems',
        after(init(), { type: 'function', name: 'WriteResume', project: 'file:///project' }),
      ],
      ['with arguments that are no JSON', after(init(), { type: 'args', text: '{' })],
      ['with an argument missing', after(init(), { type: 'args', text: '{}' })],
    ];
    for (const [name, state] of blocked) {
      it(`does nothing ${name}`, () => {
        assert.deepEqual(sends(state, { type: 'run' }), []);
        assert.equal(update(state, { type: 'run' }), state);
      });
    }
  });

  describe('the client', () => {
    const choose = (client: string | null): State => after(init(), { type: 'client', client });

    it('is told with the selection and sent with a run', () => {
      const [told] = sends(after(init()), { type: 'client', client: 'Careful' });
      assert.ok(told?.type === 'select' && told.selection.client === 'Careful');
      const [run] = sends(choose('Careful'), { type: 'run' });
      assert.ok(run?.type === 'run' && run.selection.client === 'Careful');
    });

    it('stays with another function of the project, and is forgotten where there is none of it', () => {
      const other = { type: 'function', name: 'WriteResume', project: 'file:///project' } as const;
      assert.equal(update(choose('Careful'), other).selection?.client, 'Careful');
      assert.equal(update(choose('Gone'), other).selection?.client, null);
      assert.equal(update(choose('Careful'), { type: 'test', test: null }).selection?.client, 'Careful');
    });
  });

  describe('Show Request', () => {
    it('asks with the arguments a run would have, also while one goes on', () => {
      for (const state of [after(init()), after(init(), part(10))]) {
        const [said] = sends(state, { type: 'request', as: 'curl' });
        assert.ok(said?.type === 'request' && said.as === 'curl');
        assert.deepEqual(Object.keys(said.args), ['receipt']);
        assert.equal(update(state, { type: 'request', as: 'curl' }), state);
      }
      const broken = after(init(), { type: 'args', text: '{' });
      assert.deepEqual(sends(broken, { type: 'request', as: 'text' }), []);
    });
  });

  describe('Stop', () => {
    it('is said once while the run goes on, and is done when the outcome is there', () => {
      const live = after(init(), part(10));
      assert.deepEqual(sends(live, { type: 'stop' }), [{ type: 'cancel' }]);
      const stopping = update(live, { type: 'stop' });
      assert.equal(stopping.stopping, true);
      const end: RunEvent = {
        run: 'run-1',
        seq: stopping.timeline.nextSeq,
        type: 'finished',
        t: 900,
        outcome: { kind: 'cancelled' },
        fields: [],
      };
      assert.equal(update(stopping, host({ type: 'events', events: [end] })).stopping, false);
    });
    it('cancels a run that was asked for elsewhere and has not begun', () => {
      const begun = init();
      assert.ok(begun.type === 'host' && begun.message.type === 'init');
      const waiting = update(INITIAL, host({ ...begun.message, running: true }));
      assert.equal(waiting.asked, true);
      assert.deepEqual(sends(waiting, { type: 'stop' }), [{ type: 'cancel' }]);
      assert.equal(update(waiting, part(1)).asked, false, 'from its first event on it is going on');
    });
    it('is nothing when nothing runs', () => {
      assert.deepEqual(sends(after(init(events)), { type: 'stop' }), []);
    });
  });

  it('obeys commands of the editor as it does its own buttons', () => {
    const idle = after(init());
    assert.equal(sends(idle, host({ type: 'command', command: 'run' }))[0]?.type, 'run');
    const live = after(init(), part(10));
    assert.deepEqual(sends(live, host({ type: 'command', command: 'cancel' })), [{ type: 'cancel' }]);
    assert.equal(update(live, host({ type: 'command', command: 'cancel' })).stopping, true);
  });

  it('carries the time of a live run on between events, and stands still after it', () => {
    const live = update(after(init()), host({ type: 'events', events: events.slice(0, 10) }, 5_000));
    const later = update(live, { type: 'tick', clock: 5_100 });
    assert.ok(Math.abs(later.now - live.now - 100) < 1e-6);
    const ended = after(init(events));
    assert.equal(update(ended, { type: 'tick', clock: 9_999 }).now, ended.timeline.finished!.t);
  });

  it('chooses another function when the chosen one is gone, and another test when that is', () => {
    const gone = update(
      after(init()),
      host({
        type: 'functions',
        functions: [{ ...after(init()).functions[1]!, problems: [] }],
        clients: [],
        serverReady: true,
      }),
    );
    assert.equal(gone.selection?.function, 'WriteResume');
    assert.equal(canRun(gone), true);
  });

  it('takes the chosen function up again, with the arguments written for it, when it comes back', () => {
    const written = update(after(init()), { type: 'args', text: '{"receipt": "mine"}' });
    const { functions } = written;
    const others = host({ type: 'functions', functions: functions.slice(1), clients: [], serverReady: true });
    const all = host({ type: 'functions', functions, clients: [], serverReady: true });
    const away = update(update(written, others), others);
    assert.notEqual(away.selection?.function, 'ExtractReceipt');
    assert.deepEqual(update(away, all).selection, written.selection);
    const elsewhere = update(away, { type: 'test', test: null });
    assert.equal(update(elsewhere, all).selection, elsewhere.selection, 'not when something else was chosen since');
  });

  it('opens what hides a row that is chosen elsewhere', () => {
    const state = after(init(events));
    const price = rowAtPath(state.timeline, ['items', 1, 'price'])!.row.id;
    const chosen = update(state, { type: 'pick', row: price });
    const shown = outline(chosen.timeline, chosen.toggled).some((line) => line.kind === 'row' && line.id === price);
    assert.equal(shown, true);
    assert.equal(update(chosen, { type: 'pick', row: price }).toggled, chosen.toggled);
  });

  it('walks through the problems and goes to their time', () => {
    const first = update(after(init(events)), { type: 'pickProblem', step: 1 });
    assert.match(first.problem!, /^hold /);
    assert.notEqual(first.cursor, null);
    const last = update(after(init(events)), { type: 'pickProblem', step: -1 });
    assert.notEqual(last.problem, first.problem);
  });

  describe('what is kept of a page', () => {
    it('comes back for the same run', () => {
      const before = after(
        init(events),
        { type: 'seek', to: 'first' },
        { type: 'pick', row: 1 },
        { type: 'tab', tab: 'raw' },
        { type: 'speed', speed: 4 },
      );
      const back = restore(after(init(events)), JSON.parse(JSON.stringify(keep(before))));
      assert.deepEqual([back.cursor, back.selected, back.tab, back.speed], [-1, 1, 'raw', 4]);
    });
    it('is ignored when it is something else', () => {
      const whole = after(init(events));
      fc.assert(
        fc.property(fc.jsonValue(), (kept) => {
          const state = restore(whole, kept);
          assert.equal(state.timeline.run, 'run-1');
        }),
      );
      const wild = { run: 'run-1', tab: 7, selected: 1e9, cursor: 1e9, toggled: 'x', editing: 'yes', speed: 3 };
      const state = restore(after(init(events)), wild);
      assert.deepEqual([state.tab, state.selected, state.cursor, state.editing], [INITIAL.tab, null, null, false]);
      assert.equal(state.speed, INITIAL.speed);
    });
  });
});
