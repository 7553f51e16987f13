import assert from 'node:assert/strict';
import type { Announcements } from '../../protocol/records';
import { EMPTY, fold, foldAll } from '../../protocol/timeline';
import { announcement, milestones } from '../../webview/src/announce';
import { eventsOf } from './support';

function told(name: string, level?: Announcements): string[] {
  const said: string[] = [];
  let timeline = EMPTY;
  for (const event of eventsOf(name)) {
    const next = fold(timeline, event);
    said.push(...milestones(timeline, next, level));
    timeline = next;
  }
  return said;
}

describe('announcements', () => {
  it('tell the milestones of a run, never single chunks', () => {
    const said = told('completed');
    assert.deepEqual(
      said.map((sentence) => sentence.replace(/[\d.]+ m?s\b/, 'N')),
      [
        'Run started.',
        'First text after N.',
        'merchant complete at N.',
        'Stall.',
        'items complete at N.',
        'total complete at N.',
        'note complete at N.',
        said.at(-1)!.replace(/[\d.]+ m?s\b/, 'N'),
      ],
    );
    assert.match(said.at(-1)!, /^Completed at .*, \d+ snapshots, \d+ problems\.$/);
  });
  it('tell of every field when all is wanted, and nothing when nothing is', () => {
    const said = told('completed', 'all');
    for (const one of ['merchant visible.', 'items[0].price complete at', 'items[2] complete at', 'note complete at'])
      assert.equal(said.filter((sentence) => sentence.startsWith(one)).length, 1, `${one}\n${said.join('\n')}`);
    assert.ok(
      told('completed').every((sentence) => said.includes(sentence)),
      'the milestones are among it',
    );
    assert.deepEqual(told('completed', 'off'), []);
  });
  it('tell a cancel and a failure', () => {
    assert.match(told('cancelled').at(-1)!, /^Cancelled at 1\.58 s after \d+ characters\.$/);
    assert.match(told('failed').at(-1)!, /^Failed: The connection to/);
    assert.match(told('refused').at(-1)!, /^Not run: There is no client/);
  });
  it('tell a failed attempt, and the answer of the next one', () => {
    const said = told('retried');
    const at = said.findIndex((sentence) => sentence.startsWith('Attempt 1 failed: The connection'));
    assert.ok(at > 0);
    assert.match(said[at + 1]!, /^First text after/);
    assert.equal(said.filter((sentence) => sentence.startsWith('merchant complete')).length, 2);
    assert.match(said.at(-1)!, /^Completed/);
  });
  it('are counted when there are very many, as in a list that arrives at once', () => {
    const said = Array.from({ length: 500 }, (_, i) => `[${i}].`);
    assert.equal(announcement(said), '[0]. [1]. 494 more. [496]. [497]. [498]. [499].');
    assert.equal(announcement(said.slice(0, 7)), said.slice(0, 7).join(' '));
  });
  it('say nothing twice', () => {
    const timeline = foldAll(EMPTY, eventsOf('completed'));
    assert.deepEqual(milestones(timeline, timeline), []);
  });
});
