/** The list of snapshots, and what the chosen one changed: against the one before, or against one that is pinned. */
import { snapshotAfter } from '../../../protocol/snapshots';
import { frameAt, type Timeline } from '../../../protocol/timeline';
import { count, formatMs } from '../../../protocol/words';
import { diffLines, MOST_LINES, type DiffLine } from '../diffLines';
import { changeWords, listedFrames } from '../snapshotList';
import { element, icon, setAttribute, setHidden, setText, toggleClass } from '../ui/element';
import { RowList } from '../ui/rowList';
import type { Panel, Shown, View } from './view';

const ROW = 22;
const SIGNS: Readonly<Record<DiffLine['kind'], string>> = { '+': '+', '~': '~', grew: '+', retracted: '✗' };
const WORDS: Readonly<Record<DiffLine['kind'], string>> = {
  '+': 'new',
  '~': 'filled in',
  grew: 'grew',
  retracted: 'taken back',
};

interface Listed {
  readonly frame: number;
  readonly timeline: Timeline;
  /** Counts from 1: all snapshots, or with the deliveries those. */
  readonly number: number;
}

export function diffTab(panel: Panel): View {
  const noOps = toggle('no-ops', 'List snapshots that change nothing', () => panel.dispatch({ type: 'noOps' }));
  const unpin = element('button', { class: 'link', type: 'button' }, 'Unpin');
  unpin.addEventListener('click', () => panel.dispatch({ type: 'pin', frame: null }));
  const listNote = element('span', { class: 'dim grow' });
  const sizer = element('div', { class: 'value-sizer', role: 'presentation' });
  const scroller = element(
    'div',
    { class: 'snapshot-list', role: 'list', 'aria-label': 'Snapshots', tabindex: '0' },
    sizer,
  );
  const against = element('p', { class: 'note' });
  const diffSizer = element('div', { class: 'value-sizer', role: 'presentation' });
  const diff = element('div', { class: 'diff-lines', role: 'list', 'aria-label': 'Changes', tabindex: '0' }, diffSizer);
  const box = element(
    'div',
    { class: 'diff' },
    element('div', { class: 'diff-head', role: 'toolbar', 'aria-label': 'What is listed' }, listNote, unpin, noOps),
    scroller,
    against,
    diff,
  );
  let shown: Shown | null = null;
  let listed: readonly Listed[] = [];
  const list = new RowList<Listed>(
    {
      scroller,
      sizer,
      rowHeight: ROW,
      flows: true,
      keyOf: ({ frame }) => String(frame),
      create: () => element('div', { class: 'snapshot', role: 'listitem' }),
      update: (at, of) => drawSnapshot(panel, at, of, shown!),
    },
    () => panel.repaint(),
  );
  const lines = new RowList<DiffLine>(
    {
      scroller: diff,
      sizer: diffSizer,
      rowHeight: ROW,
      flows: true,
      keyOf: ({ key }) => key,
      create: () => element('div', { class: 'diff-line', role: 'listitem' }),
      update: (at, of) => {
        const on = of.row !== null && of.row === shown!.state.selected;
        toggleClass(at, 'on', on);
        if (drawnLines.get(at) === of) return;
        drawnLines.set(at, of);
        drawLine(panel, at, of);
      },
    },
    () => panel.repaint(),
  );
  const drawnLines = new WeakMap<HTMLElement, DiffLine>();
  scroller.addEventListener('keydown', (event) => {
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
    const at = listed.findIndex(({ frame }) => frame === chosen(listed, shown!.frame));
    const next = listed[at + step];
    if (event.key === 'p' && listed[at]) panel.dispatch({ type: 'pin', frame: listed[at].frame });
    else if (step !== 0 && next) panel.dispatch({ type: 'seek', to: { frame: next.frame } });
    else return;
    event.preventDefault();
    event.stopPropagation();
  });

  let framesOf: readonly unknown[] = [];
  let changesOf: readonly unknown[] = [];
  let changes: readonly DiffLine[] = [];
  let revealed: number | undefined;
  return {
    element: box,
    render(now) {
      shown = now;
      const { timeline, asArrived, noOps: all, pinned } = now.state;
      if (framesOf[0] !== timeline || framesOf[1] !== all) {
        framesOf = [timeline, all];
        listed = listedFrames(timeline, asArrived !== null, all).map((frame, i) => {
          const number = asArrived ? i + 1 : (frameAt(timeline, frame)?.snapshots ?? 0);
          return { frame, timeline, number };
        });
      }
      setAttribute(noOps, 'aria-pressed', String(all));
      setHidden(noOps, asArrived !== null);
      setHidden(unpin, pinned === null);
      setText(listNote, asArrived ? `handed over ${count(listed.length, 'time')}` : count(listed.length, 'snapshot'));
      const on = chosen(listed, now.frame);
      if (on !== revealed && list.viewport.height > 0) {
        revealed = on;
        const index = listed.findIndex(({ frame }) => frame === on);
        if (index >= 0) list.reveal(index);
      }
      list.render(listed, on === undefined ? null : String(on));

      const base = baseOf(now, listed);
      const asked = [timeline, now.frame, base.frame];
      if (asked.some((one, i) => one !== changesOf[i])) {
        changesOf = asked;
        const before = base.frame === null ? undefined : snapshotAfter(timeline, base.frame);
        changes = diffLines(before, snapshotAfter(timeline, now.frame), timeline);
      }
      lines.render(changes, null);
      setText(against, base.words + summary(changes));
    },
  };
}

/** The listed snapshot that is on screen: the last one not after the frame. */
function chosen(listed: readonly Listed[], frame: number): number | undefined {
  return listed.findLast((one) => one.frame <= frame)?.frame;
}

/** The frame the snapshot on screen is compared with; null: with nothing. */
function baseOf(
  { state, frame }: Shown,
  listed: readonly Listed[],
): { readonly frame: number | null; readonly words: string } {
  const { timeline, pinned } = state;
  const named = (at: number, words: string): string => {
    const record = frameAt(timeline, at);
    const number = listed.find((one) => one.frame === at)?.number ?? record?.snapshots ?? 0;
    return record ? `Against ${words} ${number}, ${formatMs(record.frame.chunk.t)}. ` : '';
  };
  if (pinned !== null) return { frame: pinned, words: named(pinned, 'the pinned snapshot') };
  const at = listed.findLastIndex((one) => one.frame <= frame);
  if (at <= 0) return { frame: null, words: at === 0 ? 'The first snapshot. ' : '' };
  const before = listed[at - 1]!.frame;
  return { frame: before, words: named(before, 'snapshot') };
}

function summary(lines: readonly DiffLine[]): string {
  const of = (kind: DiffLine['kind']): number => lines.filter((line) => line.kind === kind).length;
  const parts = [
    of('+') ? `${of('+')} new` : '',
    of('~') ? `${of('~')} filled in` : '',
    of('grew') ? `${of('grew')} grew` : '',
    of('retracted') ? `${of('retracted')} taken back` : '',
  ].filter((part) => part !== '');
  if (lines.length >= MOST_LINES) parts.push('more are not listed');
  return parts.length ? `${parts.join(', ')}.` : 'Nothing is different.';
}

function drawSnapshot(
  panel: Panel,
  at: HTMLElement,
  { frame, timeline, number }: Listed,
  { state, frame: now }: Shown,
): void {
  const record = frameAt(timeline, frame)!;
  const isOn =
    frame === now ||
    (state.cursor === null && frame === record.changedAt && now >= frame && isLastBefore(timeline, frame, now));
  toggleClass(at, 'on', isOn);
  setAttribute(at, 'aria-current', isOn ? 'true' : null);
  const isPinned = state.pinned === frame;
  toggleClass(at, 'pinned', isPinned);
  const key = `${frame} ${number} ${isPinned}`;
  if (at.dataset.drawn === key) return;
  at.dataset.drawn = key;
  const pin = element('button', {
    class: 'pin',
    type: 'button',
    tabindex: '-1',
    'aria-label': isPinned ? 'Unpin' : 'Compare others with this one',
    title: isPinned ? 'Unpin (P)' : 'Compare others with this one (P)',
  });
  pin.append(icon(isPinned ? 'pinned' : 'pin'));
  pin.addEventListener('click', (event) => {
    event.stopPropagation();
    panel.dispatch({ type: 'pin', frame: isPinned ? null : frame });
  });
  at.replaceChildren(
    element('span', { class: 'number' }, String(number)),
    element('span', { class: 'number dim' }, formatMs(record.frame.chunk.t)),
    element('span', { class: 'what' }, changeWords(timeline, frame)),
    pin,
  );
  at.onclick = () => panel.dispatch({ type: 'seek', to: { frame } });
}

/** Whether nothing changed between a frame and a later one. */
function isLastBefore(timeline: Timeline, frame: number, now: number): boolean {
  return frameAt(timeline, now)?.changedAt === frame;
}

function drawLine(panel: Panel, at: HTMLElement, line: DiffLine): void {
  setAttribute(at, 'class', `diff-line ${line.kind === '+' || line.kind === '~' ? 'new' : line.kind}`);
  setAttribute(at, 'aria-label', `${line.name}, ${WORDS[line.kind]}, ${line.after ?? 'gone'}`);
  at.replaceChildren(
    element('span', { class: 'change', 'aria-hidden': 'true' }, SIGNS[line.kind]),
    element('span', { class: 'key' }, line.name),
    ': ',
    ...value(line),
  );
  at.title = line.after ?? '';
  at.onclick = () => {
    if (line.row !== null) panel.dispatch({ type: 'pick', row: line.row });
  };
}

function value({ kind, before, after, added }: DiffLine): (Node | string)[] {
  if (kind === 'grew' && added !== null) {
    const old = before ?? '';
    return [
      element('span', { class: 'string head' }, `"${old.slice(-40)}`),
      element('span', { class: 'string added' }, added),
      '"',
    ];
  }
  return [
    before === null ? '' : element('s', {}, before),
    before === null ? '' : ' ',
    after === null ? element('em', { class: 'dim' }, 'gone') : element('span', { class: 'text' }, after),
  ];
}

function toggle(label: string, title: string, press: () => void): HTMLElement {
  const made = element('button', { class: 'toggle', type: 'button', title, 'aria-pressed': 'false' }, label);
  made.addEventListener('click', press);
  return made;
}
