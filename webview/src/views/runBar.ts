/** What to run, with which arguments; Run, Stop and Replay. */
import type { FunctionInfo } from '../../../protocol/functions';
import { readArguments } from '../arguments';
import { canRun } from '../sends';
import { RECORDING_CLIENT } from '../../../protocol/clients';
import { chosenFunction, isRunnable, playsRecording } from '../model';
import { element, setAttribute, setHidden, setText, toggleClass } from '../ui/element';
import { button, dropdown } from '../ui/controls';
import { setup } from './setup/index';
import type { Panel, Shown, View } from './view';

const OWN = '(own)';
/** A cancelled run that has not ended by then can be ended by force, in milliseconds. */
const LINGERS = 2_000;

export function runBar(panel: Panel): View {
  const functions = dropdown('Function', (value) => {
    const [project = '', name = ''] = value.split('\n');
    panel.dispatch({ type: 'function', project, name });
  });
  const tests = dropdown('Arguments', (value) =>
    panel.dispatch({ type: 'test', test: value === OWN ? null : value.slice(1) }),
  );
  const clients = dropdown('Client', (value) =>
    panel.dispatch({ type: 'client', client: value === OWN ? null : value.slice(1) }),
  );
  const apple = /Mac/.test(navigator.platform);
  const stop = button('Stop', 'debug-stop', () => panel.dispatch({ type: lingers ? 'forceCancel' : 'stop' }), 'Esc');
  const beside = button('Run beside', 'run-all', () => panel.dispatch({ type: 'runBeside' }));
  let wasBusy = false;
  let stoppingSince: number | null = null;
  let lingers = false;
  const run = button('Run', 'play', () => panel.dispatch({ type: 'run' }), apple ? '⌘⏎' : 'Ctrl+Enter');
  const replay = button('Replay', 'debug-restart', () => panel.dispatch({ type: 'replay', recording: null }));
  const edit = button('Set up the run', 'settings', () =>
    panel.dispatch({ type: 'edit', open: edit.element.getAttribute('aria-expanded') !== 'true' }),
  );
  edit.element.classList.add('icon-only');
  stop.element.classList.add('stop');
  run.element.classList.add('run');

  const bar = element(
    'div',
    { class: 'bar', role: 'toolbar', 'aria-label': 'Run' },
    functions.element,
    tests.element,
    edit.element,
    clients.element,
    element('span', { class: 'grow' }),
    stop.element,
    beside.element,
    run.element,
    replay.element,
  );
  const editor = setup(panel);
  const box = element('header', { class: 'run-bar' }, bar, editor.element);

  return {
    element: box,
    render(shown: Shown) {
      const { state, live } = shown;
      const info = chosenFunction(state);
      const { started } = state.timeline;
      // Two projects may each have a function of the same name.
      const isShared = (name: string): boolean => state.functions.filter((f) => f.name === name).length > 1;
      const label = (f: FunctionInfo): string =>
        isShared(f.name) ? `${f.name} · ${f.project.replace(/\/+$/, '').split('/').slice(-2).join('/')}` : f.name;
      functions.set(
        state.functions.length > 0
          ? state.functions.map((f) => ({ value: `${f.project}\n${f.name}`, label: label(f) }))
          : [{ value: '', label: state.serverReady ? 'no function found' : 'starting…' }],
        state.selection ? `${state.selection.project}\n${state.selection.function}` : '',
      );
      tests.set(
        [
          ...(info?.tests ?? []).map((t) => ({ value: `=${t.name}`, label: t.name })),
          { value: OWN, label: 'own arguments' },
        ],
        state.selection?.test === null || state.selection?.test === undefined || state.selection.args !== null
          ? OWN
          : `=${state.selection.test}`,
      );
      const others = state.clients.filter((one) => one.project === null || one.project === info?.project);
      clients.set(
        [
          { value: OWN, label: info ? info.client : 'own client' },
          ...others
            .filter((one) => one.label !== info?.client)
            .map((one) => ({ value: `=${one.id}`, label: one.label })),
          ...(started?.source === 'replay'
            ? [{ value: `=${RECORDING_CLIENT}`, label: `Recording · ${started.header.client.name}` }]
            : []),
        ],
        (state.selection?.client && others.some((one) => one.id === state.selection?.client)) || playsRecording(state)
          ? `=${state.selection!.client}`
          : OWN,
      );
      const args = readArguments(info, state.selection);
      const busy = live || state.asked;
      const runnable = canRun(state) && (args.ok || playsRecording(state));
      run.element.disabled = !runnable;
      setAttribute(
        run.element,
        'title',
        runnable || busy || args.ok ? `Run (${apple ? '⌘⏎' : 'Ctrl+Enter'})` : args.message,
      );
      stoppingSince = state.stopping ? (stoppingSince ?? performance.now()) : null;
      lingers = stoppingSince !== null && performance.now() - stoppingSince >= LINGERS;
      setText(stop.element.querySelector('.label')!, lingers ? 'Force' : 'Stop');
      setAttribute(stop.element, 'aria-label', lingers ? 'Force: wait no longer for the connection to close' : 'Stop');
      setAttribute(
        stop.element,
        'title',
        state.stopping ? 'Esc again: wait no longer for the connection to close' : 'Stop (Esc)',
      );
      stop.element.disabled = !busy || (state.stopping && !lingers);
      setHidden(beside.element, !live || !isRunnable(state) || !args.ok);
      run.setPrimary(runnable);
      stop.setPrimary(busy && (!state.stopping || lingers));
      toggleClass(stop.element, 'gone', !busy);
      replay.element.disabled = live || state.timeline.frames.length === 0;
      if (busy !== wasBusy) {
        wasBusy = busy;
        // What stops a run stands in for what began it, and the other way round. The editor keeps its focus.
        const [from, to] = busy ? [[run, replay], stop] : [[stop], runnable ? run : replay];
        if (document.hasFocus() && from.some((one) => one.element === document.activeElement)) to.element.focus();
      }
      setAttribute(edit.element, 'aria-expanded', String(state.editing));
      setHidden(edit.element, !info);
      setHidden(clients.element, !info);
      setHidden(tests.element, !info || (info.parameters.length === 0 && info.tests.length === 0));
      editor.render(shown);
    },
  };
}
