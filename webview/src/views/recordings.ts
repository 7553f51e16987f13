/** What was recorded, by the extension and in the project: one press plays it; it can be pinned, renamed, saved, deleted. */
import type { RecordingAction } from '../../../protocol/records';
import type { RecordingInfo } from '../../../protocol/webview';
import { formatMs } from '../../../protocol/words';
import { element, icon } from '../ui/element';
import type { Panel, Shown, View } from './view';

export function recordingsList(panel: Panel): View {
  const box = element('div', { class: 'recordings', 'data-region': '' });
  let of: unknown = null;
  box.addEventListener('keydown', (event) => {
    if (recordingKey(event, panel)) {
      event.preventDefault();
      event.stopPropagation();
    }
  });
  return {
    element: box,
    render({ state }: Shown) {
      if (of === state.recordings) return;
      of = state.recordings;
      const kept = state.recordings.filter((r) => r.origin === 'run');
      const clear = action('Clear…', 'Delete the runs that the editor keeps', () =>
        panel.dispatch({ type: 'records', message: { type: 'clearRecordings' } }),
      );
      const open = action('Open a .bamlrun file…', '', () => panel.dispatch({ type: 'open' }));
      box.replaceChildren(
        ...group(panel, 'Recent runs', kept, 'Every run is recorded here.', kept.length > 0 ? clear : null),
        element('div', { class: 'divider' }),
        ...group(
          panel,
          'In the project',
          state.recordings.filter((r) => r.origin === 'project'),
          'Save a recording into the project to share it.',
          null,
        ),
        element('p', { class: 'note', 'data-row': '' }, open, ' or drop one here.'),
      );
    },
  };
}

function group(
  panel: Panel,
  title: string,
  list: readonly RecordingInfo[],
  none: string,
  beside: HTMLElement | null,
): HTMLElement[] {
  const badge = list.length > 0 ? element('span', { class: 'badge' }, String(list.length)) : '';
  return [
    element('h2', { 'data-row': '' }, title, ' ', badge, element('span', { class: 'grow' }), beside),
    list.length > 0
      ? element('ul', { class: 'recording-list', 'aria-label': title }, ...list.map((r) => recording(panel, r)))
      : element('p', { class: 'note' }, none),
  ];
}

const OUTCOME_ICONS: Readonly<Record<RecordingInfo['outcome'], string>> = {
  completed: 'record',
  cancelled: 'circle-slash',
  stopped: 'stop-circle',
  failed: 'error',
  cut: 'debug-disconnect',
};

function recording(panel: Panel, info: RecordingInfo): HTMLElement {
  const name = info.label ?? info.function;
  const play = element(
    'button',
    { class: 'recording', type: 'button', title: 'Replay', 'data-stop': `${info.id} play` },
    icon(info.pinned ? 'pinned' : (OUTCOME_ICONS[info.outcome] ?? 'record')),
    element(
      'span',
      { class: 'way-text' },
      element('span', {}, name, info.pinned ? element('span', { class: 'unseen' }, ', pinned') : ''),
      element('span', { class: 'dim' }, info.label ? `${info.function} · ${info.detail}` : info.detail),
    ),
    element('span', { class: 'dim number' }, formatMs(info.durationMs)),
  );
  play.addEventListener('click', () => panel.dispatch({ type: 'replay', recording: info.id }));
  const act = (label: string, iconName: string, what: RecordingAction | 'compare'): HTMLElement => {
    const made = element(
      'button',
      {
        class: 'step',
        type: 'button',
        'aria-label': `${label}: ${name}`,
        title: label,
        'data-stop': `${info.id} ${what}`,
      },
      icon(iconName),
    );
    made.addEventListener('click', () => (what === 'compare' ? compare(panel, info.id) : send(panel, info.id, what)));
    return made;
  };
  return element(
    'li',
    { class: 'recording-row', 'data-recording': info.id },
    play,
    element(
      'div',
      { class: 'recording-actions' },
      info.origin === 'run'
        ? info.pinned
          ? act('Unpin', 'pinned-dirty', 'unpin')
          : act('Pin: never let go of it', 'pin', 'pin')
        : act('Show in the Explorer', 'go-to-file', 'reveal'),
      act('Compare the run on screen with it', 'git-compare', 'compare'),
      act('Rename (F2)', 'edit', 'rename'),
      info.origin === 'run' ? act('Save into the project', 'save', 'save') : '',
      act('Delete (Delete)', 'trash', 'delete'),
    ),
  );
}

/** The keys of a recording; up and down lead from one to the next, left and right through what can be done with it. */
function recordingKey(event: KeyboardEvent, panel: Panel): boolean {
  const row = (event.target as Element).closest<HTMLElement>('[data-recording]');
  if (!row || event.ctrlKey || event.metaKey || event.altKey) return false;
  if (event.key !== 'F2' && event.key !== 'Delete') return false;
  send(panel, row.dataset.recording!, event.key === 'F2' ? 'rename' : 'delete');
  return true;
}

function send(panel: Panel, id: string, what: RecordingAction): void {
  panel.dispatch({ type: 'records', message: { type: 'recording', id, action: what } });
}

function compare(panel: Panel, recording: string): void {
  panel.dispatch({ type: 'records', message: { type: 'setBaseline', recording } });
}

function action(label: string, title: string, press: () => void): HTMLElement {
  const made = element('button', { class: 'link', type: 'button', ...(title && { title }) }, label);
  made.addEventListener('click', press);
  return made;
}
