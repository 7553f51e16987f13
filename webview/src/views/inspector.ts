/** Beside the timeline: the snapshot at the scrubber, the model's text, and how the run ended. */
import type { Json } from '../../../protocol/run';
import { formatMs } from '../../../protocol/words';
import { snapshotAfter } from '../../../protocol/snapshots';
import { frameAt, endOfRead } from '../../../protocol/timeline';
import { usageWords } from '../../../protocol/usage';
import { grouped } from '../format';
import { TABS, type Tab } from '../model';
import { element, icon, setAttribute, setHidden, setText } from '../ui/element';
import { snapshotAt, valueLines } from '../valueLines';
import { sourceLink } from './location';
import { diffTab } from './diffTab';
import { promptTab } from './promptTab';
import { rawTab } from './rawTab';
import { recordingsList } from './recordings';
import { typeTab } from './typeTab';
import { uiTab } from './uiTab';
import { valueTree } from './valueTree';
import type { Panel, Shown, View } from './view';

const LABELS: Readonly<Record<Tab, string>> = {
  tree: 'Tree',
  diff: 'Diff',
  raw: 'Raw',
  type: 'Type',
  ui: 'UI',
  final: 'Final',
  prompt: 'Prompt',
  recordings: 'Recordings',
};

export function inspector(panel: Panel): View {
  const where = element('span', { class: 'where' });
  const live = element(
    'button',
    { class: 'pill', type: 'button', title: 'Back to the end (End)' },
    icon('play'),
    'Live',
  );
  live.addEventListener('click', () => panel.dispatch({ type: 'seek', to: 'live' }));
  const buttons = new Map(
    TABS.map((tab) => {
      const made = element(
        'button',
        { role: 'tab', id: `tab-${tab}`, type: 'button', 'aria-controls': `pane-${tab}` },
        LABELS[tab],
      );
      made.addEventListener('click', () => panel.dispatch({ type: 'tab', tab }));
      return [tab, made] as const;
    }),
  );
  const bar = element('div', { class: 'tabs', role: 'tablist', 'aria-label': 'Inspector' }, ...buttons.values());
  const diff = diffTab(panel);
  const raw = rawTab(panel);
  const types = typeTab(panel);
  const ui = uiTab(panel);
  const tree = valueTree(panel, 'Snapshot');
  const treeNote = element('p', { class: 'note' });
  const final = finalPane(panel);
  const prompt = promptTab(panel);
  const recordings = recordingsList(panel);
  const panes: Record<Tab, HTMLElement> = {
    tree: element('div', { class: 'pane' }, tree.element, treeNote),
    diff: element('div', { class: 'pane' }, diff.element),
    raw: element('div', { class: 'pane' }, raw.element),
    type: element('div', { class: 'pane' }, types.element),
    ui: element('div', { class: 'pane' }, ui.element),
    final: element('div', { class: 'pane' }, final.element),
    prompt: element('div', { class: 'pane' }, prompt.element),
    recordings: element('div', { class: 'pane' }, recordings.element),
  };
  for (const tab of TABS)
    for (const [name, value] of Object.entries({
      role: 'tabpanel',
      id: `pane-${tab}`,
      'aria-labelledby': `tab-${tab}`,
    }))
      panes[tab].setAttribute(name, value);
  bar.addEventListener('keydown', (event) => {
    const step = event.key === 'ArrowRight' ? 1 : event.key === 'ArrowLeft' ? -1 : 0;
    const at = TABS.findIndex((tab) => buttons.get(tab) === event.target);
    const next = TABS[(at + step + TABS.length) % TABS.length];
    if (step === 0 || at < 0 || !next) return;
    panel.dispatch({ type: 'tab', tab: next });
    buttons.get(next)!.focus();
    event.preventDefault();
    event.stopPropagation();
  });
  const box = element(
    'aside',
    { class: 'inspector', 'aria-label': 'Inspector' },
    element('div', { class: 'inspector-head' }, where, element('span', { class: 'grow' }), live),
    bar,
    ...TABS.map((tab) => panes[tab]),
  );

  let treeOf: readonly unknown[] = [];
  return {
    element: box,
    render(shown: Shown) {
      const { state, frame } = shown;
      const { timeline, tab } = state;
      const record = frameAt(timeline, frame);
      const end = frameAt(timeline, timeline.frames.length - 1);
      const reached = record
        ? `snapshot ${grouped(record.snapshots)} / ${grouped(end!.snapshots)}`
        : end
          ? `snapshot 0 / ${grouped(end.snapshots)}`
          : 'no snapshot yet';
      setText(
        where,
        state.asArrived
          ? receivedText(timeline, frame)
          : record
            ? `${reached} · ${formatMs(record.frame.chunk.t)} · ${grouped(record.noOps)} no-op`
            : reached,
      );
      setHidden(live, state.cursor === null || timeline.frames.length === 0);
      const name = shown.live ? 'Live' : 'End';
      if (live.lastChild!.textContent !== name) live.lastChild!.textContent = name;
      for (const [key, at] of buttons) {
        setAttribute(at, 'aria-selected', String(key === tab));
        setAttribute(at, 'tabindex', key === tab ? '0' : '-1');
        setHidden(panes[key], key !== tab);
      }
      if (tab === 'raw') raw.render(shown);
      else if (tab === 'diff') diff.render(shown);
      else if (tab === 'type') types.render(shown);
      else if (tab === 'ui') ui.render(shown);
      else if (tab === 'final') final.render(shown);
      else if (tab === 'prompt') prompt.render(shown);
      else if (tab === 'recordings') recordings.render(shown);
      else {
        const now = [timeline, frame, state.toggled, state.selected];
        const snapshot = snapshotAt(timeline, frame);
        const lines =
          treeOf[0] === timeline && treeOf[1] === frame && treeOf[2] === state.toggled
            ? (treeOf[4] as ReturnType<typeof valueLines>)
            : snapshot
              ? valueLines(snapshot, state.toggled)
              : [];
        tree.render(lines, state.selected);
        treeOf = [...now, lines];
        setHidden(tree.element, lines.length === 0);
        setText(treeNote, treeText(shown, snapshot?.since ?? null));
      }
    },
  };
}

/** With the deliveries: how many of them had been handed over. */
function receivedText(timeline: Shown['state']['timeline'], frame: number): string {
  const { items, length } = timeline.handed;
  let [by, all] = [0, 0];
  for (let i = 0; i < length; i++) {
    if (items[i]!.kind !== 'partial') continue;
    all++;
    if (items[i]!.frame <= frame) by++;
  }
  const t = frameAt(timeline, frame)?.frame.chunk.t;
  return `received ${grouped(by)} / ${grouped(all)}${t === undefined ? '' : ` · ${formatMs(t)}`}`;
}

/** What the tree shows, in a sentence. */
function treeText({ state, frame, live }: Shown, since: number | null): string {
  const { timeline } = state;
  const record = frameAt(timeline, frame);
  if (!record)
    return timeline.frames.length > 0
      ? 'Before the first chunk your code holds nothing.'
      : live
        ? 'Your code holds nothing yet.'
        : 'Nothing was received.';
  if (record.refusal !== null)
    return `No snapshot can be read here: ${record.refusal}${snapshotAfter(timeline, frame) === undefined ? '' : '. The last one is shown.'}`;
  const outcome = timeline.finished?.outcome.kind;
  const atEnd = frame === timeline.frames.length - 1;
  if (atEnd && outcome === 'cancelled')
    return 'This is what your code last received. A cancelled run gives no final value.';
  if (atEnd && outcome === 'failed')
    return 'Last good snapshot, kept. Your code got it as a partial; the final call throws.';
  if (live && state.cursor === null) return '';
  if (record.changedAt < 0 || frameAt(timeline, record.changedAt)!.read !== record.read) {
    return 'This read changed nothing: the snapshot equals the one before.';
  }
  const read = timeline.reads.items[record.read]!;
  const chunks = endOfRead(timeline, record.read) - read.first;
  const before = since === null || since < 0 ? undefined : frameAt(timeline, since);
  const against = before
    ? `Changes against snapshot ${before.snapshots}, ${formatMs(read.t - before.frame.chunk.t)} earlier.`
    : 'The first snapshot.';
  return `${against}${chunks > 1 ? ` ${chunks} chunks came in one read.` : ''}`;
}

function finalPane(panel: Panel): View {
  const tree = valueTree(panel, 'Final value');
  const text = element('div', { class: 'note final-note' });
  const box = element('div', { class: 'final' }, text, tree.element);
  let of: unknown;
  let lines: ReturnType<typeof valueLines> = [];
  let toggled: ReadonlySet<string> | null = null;
  let drawn: unknown;
  return {
    element: box,
    render({ state }: Shown) {
      const { finished } = state.timeline;
      const outcome = finished?.outcome;
      const value: Json | undefined = outcome?.kind === 'completed' ? outcome.value : undefined;
      if (value !== undefined && (of !== outcome || toggled !== state.toggled)) {
        lines = valueLines({ value, base: undefined, timeline: null, frame: -1 }, state.toggled);
      }
      of = outcome;
      toggled = state.toggled;
      tree.render(value === undefined ? [] : lines, null);
      setHidden(tree.element, value === undefined);
      if (drawn === (outcome ?? state.timeline.run)) return;
      drawn = outcome ?? state.timeline.run;
      text.replaceChildren(...finalText(panel, state));
    },
  };
}

function finalText(panel: Panel, state: Shown['state']): (Node | string)[] {
  const outcome = state.timeline.finished?.outcome;
  if (!outcome)
    return [
      state.timeline.run === null ? 'Nothing was run yet.' : 'The final value is read when the answer has ended.',
    ];
  switch (outcome.kind) {
    case 'completed': {
      const reported = outcome.usage ? [`${usageWords(outcome.usage)}. `] : [];
      return [
        `The whole text, read by the declared type. ${outcome.finishReason ? `Stop reason “${outcome.finishReason}”. ` : ''}`,
        ...reported,
      ];
    }
    case 'cancelled':
      return ['A cancelled run gives no final value.'];
    case 'refused':
      return outcome.problems.map((problem) =>
        element('p', {}, problem.message, ' ', problem.at ? sourceLink(panel, problem.at) : ''),
      );
    case 'failed': {
      const { error } = outcome;
      return [
        element('h3', {}, error.kind === 'validation' ? 'Final value refused' : 'The run failed'),
        element('p', {}, error.message, ' ', error.at ? sourceLink(panel, error.at) : ''),
        error.hint ? element('p', {}, error.hint) : '',
        error.body ? element('pre', {}, error.body) : '',
      ];
    }
  }
}
