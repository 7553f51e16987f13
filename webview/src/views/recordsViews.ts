/** Views that take the place of the timeline: two runs side by side. With them the keys and buttons that lead there. */
import { isLive, type State } from '../model';
import { keysOf } from './keyNames';
import { element, setHidden, setText, toggleClass } from '../ui/element';
import { lazily } from '../ui/lazily';
import type { Theme } from './theme';
import type { Panel, Shown, View } from './view';

export interface RecordsViews extends View {
  /** Buttons for the panel's last line. */
  readonly actions: HTMLElement;
  /** Asks how often to run, below the run bar. */
  readonly form: HTMLElement;
}

/** `root` is told by a class when one of them is open. */
export function recordsViews(panel: Panel, theme: () => Theme, root: HTMLElement): RecordsViews {
  const compare = lazily(panel, async () => (await import('./elsewhere')).compareView(panel, theme));
  const many = lazily(panel, async () => (await import('./elsewhere')).manyView(panel, theme));
  const form = lazily(
    panel,
    async () => (await import('./elsewhere')).manyForm(panel),
    ({ state }) => state.records.many.form,
  );
  const baselineName = element('span', { class: 'dim' });
  const button = (label: string, press: () => void): HTMLElement => {
    const made = element('button', { class: 'link', type: 'button' }, label);
    made.addEventListener('click', press);
    return made;
  };
  const set = button('Set as baseline', () => panel.dispatch({ type: 'act', action: 'setBaseline' }));
  const several = button('Run ×N…', () =>
    panel.dispatch({ type: 'recordsView', change: { kind: 'many', form: true } }),
  );
  several.title = 'Run several times, with one client or several';
  const open = button('Compare', () =>
    panel.dispatch({ type: 'recordsView', change: { kind: 'compare', open: true } }),
  );
  const actions = element('div', { class: 'records-actions' }, baselineName, open, set, several);
  set.title = `Other runs are compared with this one (${keysOf('setBaseline')})`;
  /** Several runs: as their own buttons say. Before those have come, what goes on is cancelled too, and nothing is closed unseen. */
  const leaveMany = (): void => {
    const press = many.element.querySelector<HTMLElement>('.on-escape:not([hidden])');
    if (press) return press.click();
    const goesOn = state?.records.many.batch?.lanes.some(({ timeline }) => !timeline.finished);
    panel.dispatch({ type: 'records', message: goesOn ? { type: 'cancelMany', run: null } : { type: 'closeMany' } });
  };
  let state: State | null = null;
  let wasOpen = false;
  /** Comparing has begun and its rows have not had the focus yet: their code may still be on its way. */
  let wantsFocus = false;
  document.addEventListener('keydown', (event) => {
    if (state && !event.defaultPrevented && recordsKey(event, panel, state, leaveMany)) event.preventDefault();
  });
  return {
    element: element('div', { class: 'records-views' }, compare.element, many.element),
    actions,
    form: form.element,
    render(shown: Shown) {
      state = shown.state;
      const { baseline, compare: settings } = state.records;
      const isMany = state.records.many.batch !== null;
      const isOpen = settings.open && state.timeline.started !== null && !isMany;
      toggleClass(root, 'elsewhere', isOpen || isMany);
      setHidden(many.element, !isMany);
      if (isMany) many.render(shown);
      form.render(shown);
      setHidden(compare.element, !isOpen);
      if (isOpen) compare.render(shown);
      wantsFocus = isOpen && (wantsFocus || !wasOpen);
      const rows = wantsFocus ? compare.element.querySelector<HTMLElement>('.rows') : null;
      if (rows) {
        rows.focus({ preventScroll: true });
        wantsFocus = false;
      }
      wasOpen = isOpen;
      setText(baselineName, baseline ? `A: ${baseline.label}` : '');
      setHidden(open, baseline === null || state.timeline.started === null);
      setHidden(set, shown.live || state.timeline.frames.length === 0);
    },
  };
}

/** Escape closes what took the place of the timeline. */
function recordsKey(event: KeyboardEvent, panel: Panel, state: State, leaveMany: () => void): boolean {
  if (event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return false;
  const at = event.target as Element | null;
  if (at?.closest('vscode-text-area, textarea, select, input:not([type=checkbox])')) return false;
  if (event.key === 'Escape' && state.records.many.batch) {
    // A key that is held down means one press.
    if (!event.repeat) leaveMany();
    return true;
  }
  if (event.key === 'Escape' && state.records.compare.open && !isLive(state)) {
    panel.dispatch({ type: 'recordsView', change: { kind: 'compare', open: false } });
    return true;
  }
  return false;
}
