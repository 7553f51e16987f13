/** The model's text, exactly. What the scrubber has not reached is set back; the chosen field's part is marked. */
import { count } from '../../../protocol/words';
import { nameOf } from '../../../protocol/words';
import { frameAt, lengthAfter, rowOf } from '../../../protocol/timeline';
import { element, setText } from '../ui/element';
import type { Shown, View } from './view';

/** Lines in one block; blocks out of sight are not laid out. */
const BLOCK = 40;

interface Marked {
  readonly text: string;
  readonly at: number;
  readonly from: number;
  readonly to: number;
}

export function rawTab(): View {
  const note = element('p', { class: 'note' });
  const body = element('div', { class: 'raw-text', tabindex: '0', role: 'region', 'aria-label': 'Text of the model' });
  const box = element('div', { class: 'raw' }, note, body);
  let lines: { at: HTMLElement; start: number; end: number; drawn: string }[] = [];
  let known = '';
  let shownMark: Marked | null = null;

  /** Adds what the text has grown by; another text begins anew. */
  function grow(text: string): void {
    if (!text.startsWith(known) || text.length < known.length) {
      body.replaceChildren();
      lines = [];
      known = '';
    }
    if (text === known) return;
    let start = lines.at(-1)?.start ?? 0;
    if (lines.length > 0) lines.at(-1)!.end = -1;
    for (;;) {
      const newline = text.indexOf('\n', start);
      const end = newline < 0 ? text.length : newline + 1;
      const open = lines.at(-1);
      if (open?.end === -1) {
        open.end = end;
        open.drawn = '';
      } else lines.push(makeLine(lines.length, start, end));
      if (newline < 0) break;
      start = end;
    }
    known = text;
  }

  function makeLine(index: number, start: number, end: number): (typeof lines)[number] {
    if (index % BLOCK === 0) body.append(element('div', { class: 'raw-block' }));
    const at = element('div', { class: 'raw-line' });
    body.lastElementChild!.append(
      element('span', { class: 'line-number', 'aria-hidden': 'true' }, String(index + 1)),
      at,
    );
    return { at, start, end, drawn: '' };
  }

  function drawLine(line: (typeof lines)[number], mark: Marked): void {
    const cuts = [line.start, mark.at, mark.from, mark.to, line.end].map((p) =>
      Math.max(line.start, Math.min(line.end, p)),
    );
    const key = cuts.join();
    if (key === line.drawn) return;
    line.drawn = key;
    const points = [...new Set(cuts)].sort((a, b) => a - b);
    const pieces: (Node | string)[] = [];
    points.slice(0, -1).forEach((from, i) => {
      const to = points[i + 1]!;
      const names = [from >= mark.at ? 'after' : '', from >= mark.from && to <= mark.to ? 'span' : ''].filter(
        (n) => n !== '',
      );
      const text = mark.text.slice(from, to);
      pieces.push(names.length > 0 ? element('span', { class: names.join(' ') }, text) : text);
      if (to === mark.at) pieces.push(element('span', { class: 'caret', 'aria-hidden': 'true' }));
    });
    line.at.replaceChildren(...pieces);
  }

  return {
    element: box,
    render({ state, frame }: Shown) {
      const { timeline, selected } = state;
      const row = selected === null ? undefined : rowOf(timeline, selected);
      const at = frameAt(timeline, frame) ? lengthAfter(timeline, frame + 1) : 0;
      const from = row?.start?.offset ?? -1;
      const to = row?.start ? (row.end?.offset ?? timeline.text.length) : -1;
      const mark = { text: timeline.text, at, from, to };
      if (
        shownMark &&
        mark.text === shownMark.text &&
        at === shownMark.at &&
        from === shownMark.from &&
        to === shownMark.to
      )
        return;
      const before = shownMark;
      shownMark = mark;
      grow(timeline.text);
      if (lines.length > 0) {
        // Only lines between the old and the new places can look different.
        const places = [
          at,
          from,
          to,
          before?.at ?? 0,
          before?.from ?? 0,
          before?.to ?? 0,
          before?.text.length ?? 0,
        ].filter((p) => p >= 0);
        const [low, high] = before
          ? [Math.min(...places), Math.max(...places, mark.text.length === before.text.length ? 0 : mark.text.length)]
          : [0, Infinity];
        for (let i = lineAt(low); i < lines.length && lines[i]!.start <= high; i++) drawLine(lines[i]!, mark);
      }
      const total = timeline.text.length;
      const where = row?.start
        ? `${nameOf(timeline, row)} comes from line ${lineAt(from) + 1}, ${count(to - from, 'char')}. `
        : row
          ? `${nameOf(timeline, row)} has no text. `
          : '';
      setText(
        note,
        total === 0
          ? 'No text has arrived.'
          : `${where}${at === total ? `All ${count(total, 'char')}.` : `Upright: up to the scrubber, ${at} of ${count(total, 'char')}. Italic: not in this snapshot.`}`,
      );
    },
  };

  function lineAt(offset: number): number {
    let [low, high] = [0, lines.length];
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (lines[middle]!.start <= offset) low = middle + 1;
      else high = middle;
    }
    return Math.max(0, low - 1);
  }
}
