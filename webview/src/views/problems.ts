/** Holds, stalls, retractions and cuts as a list of sentences; each leads to its row, its time and its source. */
import { type Problem } from '../../../protocol/problems';
import { plain, type Sentence } from '../../../protocol/words';
import { seconds } from '../format';
import { element, icon, setAttribute, setHidden, setText, toggleClass } from '../ui/element';
import { sourceLink } from './location';
import type { Panel, View } from './view';

/** More are counted, not listed. */
const MOST = 300;

export function problemsList(panel: Panel): View {
  const badge = element('span', { class: 'badge' });
  const list = element('div', { class: 'problem-list', role: 'list', 'aria-label': 'Problems' });
  const none = element('p', { class: 'note' }, 'Nothing was held back, nothing stalled, nothing was retracted.');
  const head = element('h2', {}, 'Problems ', badge);
  const box = element('section', { class: 'problems' }, head, list, none);
  const shown = new Map<string, { at: HTMLElement; of: Problem }>();
  let current: readonly Problem[] = [];

  const open = (at: Element | null, go: boolean): void => {
    const problem = current.find((p) => p.key === at?.getAttribute('data-key'));
    if (problem) panel.dispatch({ type: 'openProblem', key: problem.key, row: problem.row, frame: problem.frame, go });
  };
  list.addEventListener('click', (event) => open((event.target as Element).closest('.problem'), false));
  list.addEventListener('dblclick', (event) => open((event.target as Element).closest('.problem'), true));
  list.addEventListener('keydown', (event) => {
    const at = (event.target as Element).closest<HTMLElement>('.problem');
    if (!at || event.target !== at) return;
    const to =
      event.key === 'ArrowDown' ? at.nextElementSibling : event.key === 'ArrowUp' ? at.previousElementSibling : null;
    if (event.key === 'Enter') open(at, true);
    else if (to instanceof HTMLElement) {
      open(to, false);
      to.focus();
    } else return;
    event.preventDefault();
    event.stopPropagation();
  });

  return {
    element: box,
    render({ state, problems }) {
      const { selected, problem: chosen } = state;
      setHidden(none, problems.length > 0 || !state.timeline.finished);
      setHidden(list, problems.length === 0);
      setText(badge, String(problems.length));
      setHidden(badge, problems.length === 0);
      if (problems !== current) {
        current = problems;
        draw(panel, list, shown, problems.slice(0, MOST));
      }
      let stop = chosen;
      if (!shown.has(stop ?? '')) stop = problems[0]?.key ?? null;
      for (const [key, { at, of }] of shown) {
        const on = chosen === key || (chosen === null && of.row !== null && of.row === selected);
        toggleClass(at, 'on', on);
        setAttribute(at, 'aria-current', on ? 'true' : null);
        setAttribute(at, 'tabindex', key === stop ? '0' : '-1');
      }
    },
  };
}

function draw(
  panel: Panel,
  list: HTMLElement,
  shown: Map<string, { at: HTMLElement; of: Problem }>,
  problems: readonly Problem[],
): void {
  const keys = new Set(problems.map((p) => p.key));
  for (const [key, { at }] of shown) {
    if (keys.has(key)) continue;
    at.remove();
    shown.delete(key);
  }
  problems.forEach((problem, i) => {
    const old = shown.get(problem.key);
    let at = old?.at;
    if (!at) at = row(panel, problem);
    else if (old!.of.title !== problem.title || plain(old!.of.why) !== plain(problem.why)) {
      setText(at.querySelector('.title')!, problem.title);
      const why = at.querySelector('.why')!;
      why.replaceChildren(...sentence(problem.why));
      setAttribute(why, 'title', plain(problem.why));
    }
    shown.set(problem.key, { at, of: problem });
    if (list.children[i] !== at) list.insertBefore(at, list.children[i] ?? null);
  });
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
  } else if (problem.kind === 'stall') {
    const link = element('button', { class: 'link', type: 'button', tabindex: '-1' }, 'show in Raw');
    link.addEventListener('click', (event) => {
      event.stopPropagation();
      panel.dispatch({ type: 'openProblem', key: problem.key, row: null, frame: problem.frame, go: true });
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
    case 'quirk':
      return element('span', { class: 'sign bad' }, icon('bug'));
    case 'check':
      return element('span', { class: 'sign bad' }, icon('checklist'));
    case 'refused':
      return element('span', { class: 'sign bad' }, icon('error'));
  }
}
