/** What was recorded, by the extension and in the project: one press plays it. */
import type { RecordingInfo } from '../../../protocol/webview';
import { formatMs } from '../../../protocol/words';
import { element, icon } from '../ui/element';
import type { Panel, Shown, View } from './view';

export function recordingsList(panel: Panel): View {
  const box = element('div', { class: 'recordings' });
  let of: unknown = null;
  return {
    element: box,
    render({ state }: Shown) {
      if (of === state.recordings) return;
      of = state.recordings;
      const group = (title: string, list: readonly RecordingInfo[], none: string): HTMLElement[] => [
        element('h2', {}, title, ' ', list.length > 0 ? element('span', { class: 'badge' }, String(list.length)) : ''),
        ...(list.length > 0 ? list.map((r) => recording(panel, r)) : [element('p', { class: 'note' }, none)]),
      ];
      const open = element('button', { class: 'link', type: 'button' }, 'Open a .bamlrun file…');
      open.addEventListener('click', () => panel.dispatch({ type: 'open' }));
      box.replaceChildren(
        ...group(
          'Recent recordings',
          state.recordings.filter((r) => r.origin === 'run'),
          'Every run is recorded here.',
        ),
        element('div', { class: 'divider' }),
        ...group(
          'In the project',
          state.recordings.filter((r) => r.origin === 'project'),
          'Save a recording into the project to share it.',
        ),
        element('p', { class: 'note' }, open),
      );
    },
  };
}

const OUTCOME_ICONS: Readonly<Record<RecordingInfo['outcome'], string>> = {
  completed: 'record',
  cancelled: 'circle-slash',
  failed: 'error',
  cut: 'debug-disconnect',
};

function recording(panel: Panel, info: RecordingInfo): HTMLElement {
  const made = element(
    'button',
    { class: 'recording', type: 'button', title: 'Replay' },
    icon(OUTCOME_ICONS[info.outcome] ?? 'record'),
    element(
      'span',
      { class: 'way-text' },
      element('span', {}, info.function),
      element('span', { class: 'dim' }, info.detail),
    ),
    element('span', { class: 'dim number' }, formatMs(info.durationMs)),
  );
  made.addEventListener('click', () => panel.dispatch({ type: 'replay', recording: info.id }));
  return made;
}
