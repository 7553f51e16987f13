/** Beside the timeline: the snapshot at the scrubber, the model's text, and how the run ended. */
import { formatMs } from '../../../protocol/words';
import { snapshotAfter } from '../../../protocol/snapshots';
import { frameAt, endOfRead } from '../../../protocol/timeline';
import { grouped } from '../format';
import { TABS, type Tab } from '../model';
import { element, icon, setAttribute, setHidden, setText } from '../ui/element';
import { lazily } from '../ui/lazily';
import { snapshotAt, valuePlaces } from '../valueLines';
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
  const diff = lazily(panel, async () => (await import('./tabs')).diffTab(panel));
  const raw = lazily(panel, async () => (await import('./tabs')).rawTab(panel));
  const types = lazily(panel, async () => (await import('./tabs')).typeTab(panel));
  const ui = lazily(panel, async () => (await import('./tabs')).uiTab(panel));
  const tree = valueTree(panel, 'Snapshot');
  const treeNote = element('p', { class: 'note' });
  const final = lazily(panel, async () => (await import('./tabs')).finalTab(panel));
  const prompt = lazily(panel, async () => (await import('./tabs')).promptTab(panel));
  const recordings = lazily(panel, async () => (await import('./occasional')).recordingsList(panel));
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
  const box = element(
    'aside',
    { class: 'inspector', 'aria-label': 'Inspector' },
    element('div', { class: 'inspector-head' }, where, element('span', { class: 'grow' }), live),
    bar,
    ...TABS.map((tab) => panes[tab]),
  );

  let treeOf: {
    readonly timeline: unknown;
    readonly frame: number;
    readonly toggled: unknown;
    readonly snapshot: ReturnType<typeof snapshotAt>;
    readonly places: ReturnType<typeof valuePlaces>;
  } = { timeline: null, frame: -1, toggled: null, snapshot: null, places: [] };
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
        if (treeOf.timeline !== timeline || treeOf.frame !== frame || treeOf.toggled !== state.toggled) {
          const snapshot = snapshotAt(timeline, frame);
          const places = snapshot ? valuePlaces(snapshot, state.toggled) : [];
          treeOf = { timeline, frame, toggled: state.toggled, snapshot, places };
        }
        const { snapshot, places } = treeOf;
        tree.render(snapshot, places, state.selected);
        setHidden(tree.element, places.length === 0);
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
      : live || state.asked
        ? 'Your code holds nothing yet.'
        : 'Nothing was received.';
  if (record.refusal !== null)
    return `No snapshot can be read here: ${record.refusal}${snapshotAfter(timeline, frame) === undefined ? '' : '. The last one is shown.'}`;
  const outcome = timeline.finished?.outcome.kind;
  const atEnd = frame === timeline.frames.length - 1;
  if (atEnd && outcome === 'cancelled')
    return 'This is what your code last received. A run that was stopped gives no final value.';
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
