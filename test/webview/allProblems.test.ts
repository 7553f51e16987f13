import assert from 'node:assert/strict';
import { plain } from '../../protocol/words';
import { allProblems } from '../../webview/src/allProblems';
import { NO_INSIGHTS, withInsight } from '../../webview/src/insights';
import { realTimeline } from './realTimeline';

const note = {
  quirk: 'null-letters',
  advice: 'better' as const,
  happens: 'The first letters of an unquoted `null` show as text.',
  chars: 3,
  shown: '"n"',
  instead: 'null',
};

describe('everything the list of problems tells', () => {
  it('has quirks with what showed and what a corrected reading shows, those of items once', async () => {
    const timeline = await realTimeline('receipt');
    const quirks = [
      { ...note, path: ['items', 0, 'name'], from: 3, to: 5 },
      { ...note, path: ['items', 1, 'name'], from: 9, to: 12 },
      { ...note, path: ['merchant'], from: 4, to: null },
    ];
    const run = timeline.run!;
    const insights = withInsight(NO_INSIGHTS, { type: 'quirks', run, quirks }, timeline);
    const found = allProblems({ timeline, insights }, 0).filter(({ kind }) => kind === 'quirk');
    assert.deepEqual(
      found.map(({ title, why, t, quirk }) => [title, plain(why), t, quirk]),
      [
        [
          'items[*].name shown oddly for 6 chars, 2 times',
          '"n" where a corrected reading shows null. The first letters of an unquoted `null` show as text.',
          timeline.frames.items[3]!.frame.chunk.t,
          'null-letters',
        ],
        [
          'merchant shown oddly for 3 chars',
          '"n" where a corrected reading shows null. The first letters of an unquoted `null` show as text.',
          timeline.frames.items[4]!.frame.chunk.t,
          'null-letters',
        ],
      ],
    );
    assert.deepEqual(withInsight(NO_INSIGHTS, { type: 'quirks', run: 'another', quirks }, timeline), NO_INSIGHTS);
  });
});
