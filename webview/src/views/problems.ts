/**
 * Holds, stalls, retractions and cuts as a list of sentences; each leads to its row, its time and its source. Holds that are no problem
 * are folded away behind their number.
 */
import { type Problem } from '../../../protocol/problems';
import { count, plain, type Sentence } from '../../../protocol/words';
import { seconds } from '../format';
import { element, icon, setAttribute, setHidden, setText, toggleClass } from '../ui/element';
import { RowList } from '../ui/rowList';
import { sourceLink } from './location';
import type { Panel, View } from './view';

const ROW = 22;

export function problemsList(panel: Panel): View {
  const badge = element('span', { class: 'badge' });
  const sizer = element('div', { class: 'problem-sizer', role: 'presentation' });
  const list = element('div', { class: 'problem-list', role: 'list', 'aria-label': 'Problems' }, sizer);
  const none = element(
    'p',
    { class: 'note' },
    'Nothing was held back for long, nothing stalled, nothing was retracted.',
  );
  const fold = element('button', {
    class: 'link minor',
    type: 'button',
    title: 'Holds that come from nothing but the type (a number comes in one piece), or are over with the next chunk',
  });
  const head = element('div', { class: 'problems-head' }, element('h2', {}, 'Problems ', badge), fold);
  const box = element('section', { class: 'problems' }, head, list, none);
  let all: readonly Problem[] = [];
  let current: readonly Problem[] = [];
  let majors: readonly Problem[] = [];
  let isOpen = false;
  let chosen: string | null = null;
  let selected: number | null = null;
  let stop: string | null = null;
  const shown = new WeakMap<HTMLElement, Problem>();
  const rows = new RowList<Problem>(
    {
      scroller: list,
      sizer,
      rowHeight: ROW,
      flows: true,
      keyOf: (problem) => problem.key,
      create: (problem) => row(panel, problem),
      update: (at, problem, index) => {
        const old = shown.get(at);
        if (old !== problem) {
          if (old) changed(at, old, problem);
          shown.set(at, problem);
        }
        setAttribute(at, 'aria-posinset', String(index + 1));
        setAttribute(at, 'aria-setsize', String(current.length));
        const on = chosen === problem.key || (chosen === null && problem.row !== null && problem.row === selected);
        toggleClass(at, 'on', on);
        setAttribute(at, 'aria-current', on ? 'true' : null);
        setAttribute(at, 'tabindex', problem.key === stop ? '0' : '-1');
      },
    },
    () => panel.repaint(),
  );

  fold.addEventListener('click', () => {
    isOpen = !isOpen;
    panel.repaint();
  });

  const problemOf = (at: Element | null): Problem | undefined =>
    current.find((p) => p.key === at?.getAttribute('data-key'));
  const open = (problem: Problem | undefined, go: boolean): void => {
    if (!problem) return;
    panel.dispatch({ type: 'openProblem', key: problem.key, row: problem.row, frame: problem.frame, go });
    // What was left out is only to be seen in the text.
    if (problem.kind === 'dropped') panel.dispatch({ type: 'tab', tab: 'raw' });
  };
  list.addEventListener('click', (event) => open(problemOf((event.target as Element).closest('.problem')), false));
  list.addEventListener('dblclick', (event) => open(problemOf((event.target as Element).closest('.problem')), true));
  list.addEventListener('keydown', (event) => {
    const at = (event.target as Element).closest<HTMLElement>('.problem');
    const problem = problemOf(at);
    if (!at || !problem || event.target !== at) return;
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
    const index = current.indexOf(problem) + step;
    const to = step === 0 ? undefined : current[index];
    if (event.key === 'Enter') open(problem, true);
    else if (to) {
      stop = to.key;
      rows.reveal(index);
      open(to, false);
      rows.render(current, stop);
      rows.elementOf(to.key)?.focus({ preventScroll: true });
    } else return;
    event.preventDefault();
    event.stopPropagation();
  });

  let revealed: string | null = null;
  return {
    element: box,
    render({ state, problems }) {
      [chosen, selected] = [state.problem, state.selected];
      if (all !== problems) majors = problems.filter(({ minor }) => !minor);
      all = problems;
      const minors = problems.reduce((sum, { minor = 0 }) => sum + minor, 0);
      // One that is chosen otherwise, by a key, is shown.
      if (chosen !== revealed && problems.some(({ key, minor }) => minor && key === chosen)) isOpen = true;
      current = isOpen ? problems : majors;
      setHidden(none, majors.length > 0 || !state.timeline.finished);
      setHidden(list, current.length === 0);
      setText(badge, String(majors.length));
      setHidden(badge, majors.length === 0);
      setHidden(fold, minors === 0);
      setText(fold, `${isOpen ? 'Hide' : 'Show'} ${count(minors, 'minor hold')}`);
      setAttribute(fold, 'aria-expanded', String(isOpen));
      if (chosen !== revealed) {
        revealed = chosen;
        const index = chosen === null ? -1 : current.findIndex((one) => one.key === chosen);
        if (index >= 0) {
          stop = chosen;
          rows.reveal(index);
        }
      }
      if (!rows.has(current, stop)) stop = current[rows.window(current.length).first]?.key ?? null;
      rows.render(current, stop);
    },
  };
}

/** The words of a problem that goes on, such as how long it has lasted. */
function changed(at: HTMLElement, old: Problem, problem: Problem): void {
  setText(at.querySelector('.title')!, problem.title);
  if (plain(old.why) === plain(problem.why)) return;
  const why = at.querySelector('.why')!;
  why.replaceChildren(...sentence(problem.why));
  setAttribute(why, 'title', plain(problem.why));
}

function row(panel: Panel, problem: Problem): HTMLElement {
  const made = element(
    'div',
    { class: `problem of-${problem.kind}`, role: 'listitem', 'data-key': problem.key, tabindex: '-1' },
    sign(problem.kind),
    element('span', { class: 'dim time' }, `${seconds(problem.t)} s`),
    element('span', { class: 'title' }, problem.title),
    element('span', { class: 'dim why', title: plain(problem.why) }, ...sentence(problem.why)),
  );
  if (problem.at) {
    const link = sourceLink(panel, problem.at);
    link.tabIndex = -1;
    made.append(link);
  } else if (problem.quirk !== undefined) {
    const { quirk } = problem;
    const link = element('button', { class: 'link', type: 'button', tabindex: '-1' }, quirk);
    link.addEventListener('click', (event) => {
      event.stopPropagation();
      panel.send({ type: 'showQuirk', quirk });
    });
    made.append(link);
  } else if (problem.kind === 'stall' || problem.kind === 'dropped') {
    const link = element('button', { class: 'link', type: 'button', tabindex: '-1' }, 'show in Raw');
    link.addEventListener('click', (event) => {
      event.stopPropagation();
      panel.dispatch({ type: 'openProblem', key: problem.key, row: problem.row, frame: problem.frame, go: true });
      panel.dispatch({ type: 'tab', tab: 'raw' });
    });
    made.append(link);
  }
  return made;
}

export function sentence(parts: Sentence): (Node | string)[] {
  return parts.map((part) => (typeof part === 'string' ? part : element('code', {}, part.code)));
}

/** The mark of a problem, as in the timeline. */
export function sign(kind: Problem['kind']): HTMLElement {
  switch (kind) {
    case 'hold':
      return element('span', { class: 'sign mark-hold', 'aria-hidden': 'true' });
    case 'cut':
      return element('span', { class: 'sign mark-cut', 'aria-hidden': 'true' });
    case 'stall':
      return element('span', { class: 'sign' }, icon('debug-pause'));
    case 'retraction':
      return element('span', { class: 'sign mark-retraction' }, icon('close'));
    case 'invalid':
      return element('span', { class: 'sign bad' }, icon('warning'));
    case 'dropped':
      return element('span', { class: 'sign bad' }, icon('trash'));
    case 'quirk':
      return element('span', { class: 'sign bad' }, icon('bug'));
    case 'check':
      return element('span', { class: 'sign bad' }, icon('checklist'));
    case 'refused':
      return element('span', { class: 'sign bad' }, icon('error'));
  }
}
