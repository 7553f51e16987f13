/** What the text of a run says of checks and of oddities of the official runtime. */
import { isOfDropped } from '../dropped';
import type { QuirkNote } from '../insight';
import { frameAt, lastTime, rowOf, type Timeline } from '../timeline';
import { count, formatMs, formatPath, nameOf, type Sentence } from '../words';
import type { Block } from './document';

/** More than this are counted, not listed. */
const MOST_LISTED = 200;

/** `quirks`: undefined when nobody has asked, null when nobody knows any more. */
export function oddityBlocks(timeline: Timeline, quirks: readonly QuirkNote[] | null | undefined): Block[] {
  const { finished } = timeline;
  if (quirks === undefined || !finished || finished.outcome.kind === 'refused') return [];
  const heading: Block = { kind: 'heading', level: 2, text: ['Oddities of the official runtime'] };
  if (quirks === null) {
    const text = 'They are not known of this run any more. Replay it and open it as text again.';
    return [heading, { kind: 'paragraph', text: [text] }];
  }
  const shown = quirks.filter((note) => !isOfDropped(timeline, note));
  if (shown.length === 0) return [heading, { kind: 'paragraph', text: ['None showed in this answer.'] }];
  return [heading, listed(shown.map((note) => quirkSentence(timeline, note)))];
}

/** What your program saw, from when to when, and what a corrected reading shows. */
function quirkSentence(timeline: Timeline, note: QuirkNote): Sentence {
  const { path, from, to, chars, shown, instead, advice, happens, quirk } = note;
  const timeOf = (chunk: number): number => frameAt(timeline, chunk)?.frame.chunk.t ?? lastTime(timeline);
  const when =
    chars === null
      ? `At ${formatMs(timeOf(from))} `
      : `From ${formatMs(timeOf(from))} ${to === null ? 'to the end' : `to ${formatMs(timeOf(to))}`}, for ${count(chars, 'character')}, `;
  const name = formatPath(path);
  const subject: Sentence = name === '' ? ['the answer'] : [{ code: name }];
  const compared: Sentence =
    shown === undefined || instead === undefined
      ? []
      : advice === 'better' && chars !== null
        ? [' ', { code: shown }, ' where a corrected reading shows ', { code: instead }, '.']
        : [' ', { code: shown }, ' became ', { code: instead }, '.'];
  const better = advice === 'better' ? '' : ' Nobody could know better at that moment.';
  return [when, ...subject, ': ', happens, ...compared, `${better} (`, { code: quirk }, ')'];
}

/** The checks and asserts of the answer: when each was decided, and how. */
export function checkBlocks(timeline: Timeline): Block[] {
  const known = new Map<string, { last: Timeline['checks']['items'][number]; turns: number }>();
  for (let i = 0; i < timeline.checks.length; i++) {
    const check = timeline.checks.items[i]!;
    const key = JSON.stringify([check.row, check.name, check.expression]);
    const before = known.get(key);
    known.set(key, {
      last: check,
      turns: (before?.turns ?? 0) + Number(before !== undefined && before.last.holds !== check.holds),
    });
  }
  if (known.size === 0) return [];
  const sentences = [...known.values()].map(({ last, turns }): Sentence => {
    const row = rowOf(timeline, last.row);
    const turned = turns === 0 ? '' : ` It turned ${count(turns, 'time')} before.`;
    const when = last.decided ? `decided at ${formatMs(last.t)}` : 'not decided';
    return [
      { code: row ? nameOf(timeline, row) : '?' },
      last.holds ? ' passes ' : ' fails ',
      last.level === 'assert' ? 'the assert ' : '',
      { code: last.name || last.expression },
      ...(last.name ? [' (', { code: last.expression }, ')'] : []),
      `, ${when}.${turned}`,
    ];
  });
  return [{ kind: 'heading', level: 2, text: ['Checks and asserts'] }, listed(sentences)];
}

function listed(items: readonly Sentence[]): Block {
  const more = items.length - MOST_LISTED;
  return { kind: 'list', items: more > 0 ? [...items.slice(0, MOST_LISTED), [`and ${more} more`]] : items };
}
