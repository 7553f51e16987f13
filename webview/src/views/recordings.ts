/** What was recorded, by the extension and in the project: one press plays it; it can be pinned, renamed, saved, deleted. */
import type { RecordingAction } from '../../../protocol/records';
import type { RecordingInfo } from '../../../protocol/webview';
import { formatMs } from '../../../protocol/words';
import { element, icon } from '../ui/element';
import type { Panel, Shown, View } from './view';

export function recordingsList(panel: Panel): View {
  const box = element('div', { class: 'recordings' });
  let of: unknown = null;
  /** Where the focus was, for when the list is made anew. */
  let focused = '';
  box.addEventListener('focusin', (event) => {
    const at = (event.target as Element).closest<HTMLElement>('[data-stop]');
    if (!at) return;
    focused = at.dataset.stop ?? '';
    for (const one of stops(box)) one.tabIndex = one === at ? 0 : -1;
  });
  box.addEventListener('keydown', (event) => {
    if (recordingKey(event, box, panel)) {
      event.preventDefault();
      event.stopPropagation();
    }
  });
  return {
    element: box,
    render({ state }: Shown) {
      if (of === state.recordings) return;
      of = state.recordings;
      const hadFocus = box.contains(document.activeElement);
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
        element('p', { class: 'note' }, open, ' or drop one here.'),
      );
      const all = stops(box);
      const here = all.find((one) => one.dataset.stop === focused) ?? all[0];
      if (here) here.tabIndex = 0;
      if (hadFocus) here?.focus();
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
    element('h2', {}, title, ' ', badge, element('span', { class: 'grow' }), beside),
    list.length > 0
      ? element('ul', { class: 'recording-list', 'aria-label': title }, ...list.map((r) => recording(panel, r)))
      : element('p', { class: 'note' }, none),
  ];
}

const OUTCOME_ICONS: Readonly<Record<RecordingInfo['outcome'], string>> = {
  completed: 'record',
  cancelled: 'circle-slash',
  failed: 'error',
  cut: 'debug-disconnect',
};

function recording(panel: Panel, info: RecordingInfo): HTMLElement {
  const name = info.label ?? info.function;
  const play = element(
    'button',
    { class: 'recording', type: 'button', title: 'Replay', 'data-stop': `${info.id} play`, tabindex: '-1' },
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
        tabindex: '-1',
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

/** Up and down go from recording to recording, left and right through what can be done with one. */
function recordingKey(event: KeyboardEvent, box: HTMLElement, panel: Panel): boolean {
  const at = (event.target as Element).closest<HTMLElement>('[data-stop]');
  const row = at?.closest<HTMLElement>('[data-recording]');
  if (!at || !row || event.ctrlKey || event.metaKey || event.altKey) return false;
  const rows = [...box.querySelectorAll<HTMLElement>('[data-recording]')];
  const inRow = stops(row);
  const go = (to: HTMLElement | undefined): boolean => {
    to?.focus();
    return true;
  };
  const index = inRow.indexOf(at);
  switch (event.key) {
    case 'ArrowDown':
    case 'ArrowUp': {
      const next = rows[rows.indexOf(row) + (event.key === 'ArrowDown' ? 1 : -1)];
      return go(next && stops(next)[Math.min(index, stops(next).length - 1)]);
    }
    case 'ArrowRight':
    case 'ArrowLeft':
      return go(inRow[index + (event.key === 'ArrowRight' ? 1 : -1)]);
    case 'Home':
    case 'End': {
      const end = event.key === 'Home' ? rows[0] : rows.at(-1);
      return go(end && stops(end)[0]);
    }
    case 'F2':
      send(panel, row.dataset.recording!, 'rename');
      return true;
    case 'Delete':
      send(panel, row.dataset.recording!, 'delete');
      return true;
    default:
      return false;
  }
}

function stops(within: HTMLElement): HTMLElement[] {
  return [...within.querySelectorAll<HTMLElement>('[data-stop]')];
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
