/** The snapshots of a run as a list: one for each read that changed what your code holds, or for each time it was handed over. */
import type { ValueChange } from '../../protocol/run';
import { endOfRead, frameAt, rowAtPath, type Timeline } from '../../protocol/timeline';
import { count, formatPath, nameOf } from '../../protocol/words';

/** Frames to list, oldest first. `noOps`: those of reads that change nothing, too. */
export function listedFrames(timeline: Timeline, received: boolean, noOps: boolean): readonly number[] {
  const frames: number[] = [];
  if (received) {
    for (let i = 0; i < timeline.handed.length; i++) {
      const { frame } = timeline.handed.items[i]!;
      if (frame < timeline.frames.length) frames.push(frame);
    }
    return frames;
  }
  for (let read = 0; read < timeline.reads.length; read++) {
    const frame = endOfRead(timeline, read) - 1;
    const record = frameAt(timeline, frame);
    if (!record || record.snapshots === 0) continue;
    if (noOps || record.changedAt >= timeline.reads.items[read]!.first) frames.push(frame);
  }
  return frames;
}

/** What a listed snapshot changed, in a few words: `items[0].name +12 chars, 2 more`. */
export function changeWords(timeline: Timeline, frame: number): string {
  const record = frameAt(timeline, frame);
  if (!record) return '';
  const first = timeline.reads.items[record.read]!.first;
  const changes: ValueChange[] = [];
  for (let i = first; i <= frame; i++) changes.push(...timeline.frames.items[i]!.frame.value);
  if (changes.length === 0) return 'no change';
  const names = new Map<string, number>();
  for (const change of changes) {
    const key = nameAt(timeline, change);
    names.set(key, (names.get(key) ?? 0) + (change.op === 'append' ? change.text.length : 0));
  }
  const [[name, chars]] = [...names] as [[string, number]];
  const grown = chars > 0 ? ` +${count(chars, 'char')}` : '';
  return `${name}${grown}${names.size > 1 ? `, ${names.size - 1} more` : ''}`;
}

function nameAt(timeline: Timeline, change: ValueChange): string {
  const found = rowAtPath(timeline, change.path);
  return found ? nameOf(timeline, found.row) : formatPath(change.path) || 'value';
}
