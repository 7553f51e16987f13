import assert from 'node:assert/strict';
import type { QuirkNote } from '../../../protocol/insight';
import type { CheckChange, RunEvent } from '../../../protocol/run';
import { toMarkdown } from '../../../protocol/report/document';
import { runReport } from '../../../protocol/report/runReport';
import { summaryJson } from '../../../protocol/report/summaryJson';
import { EMPTY, foldAll, rowAtPath } from '../../../protocol/timeline';
import { eventsOf } from '../../webview/support';

const TIMELINE = foldAll(EMPTY, eventsOf('completed'));
const text = (quirks?: readonly QuirkNote[] | null): string =>
  toMarkdown(runReport(TIMELINE, quirks === undefined ? {} : { quirks }));

const NOTE: QuirkNote = {
  quirk: 'partial-number',
  advice: 'better',
  happens: 'A number shows before it is whole.',
  path: ['items', 0, 'price'],
  from: 3,
  to: 5,
  chars: 7,
  shown: '4',
  instead: '42',
};

describe('oddities in the text of a run', () => {
  it('say where and how long, and what a corrected reading shows', () => {
    const said = text([
      NOTE,
      { ...NOTE, path: [], advice: 'follow', to: null, chars: null, shown: 'null', instead: '1' },
    ]);
    assert.match(
      said,
      /## Oddities of the official runtime\n\n- From \d.* to \d.*, for 7 characters, `items\[0\]\.price`: A number shows before it is whole\. `4` where a corrected reading shows `42`\. \(`partial-number`\)/,
    );
    assert.match(said, /- At \d.* the answer: .* `null` became `1`\. Nobody could know better at that moment\./);
  });

  it('are told from none, from not known and from not asked', () => {
    assert.match(text([]), /## Oddities of the official runtime\n\nNone showed in this answer\./);
    assert.match(text(null), /not known of this run any more\. Replay it/);
    assert.doesNotMatch(text(), /Oddities/);
  });

  it('are in the summary for scripts', () => {
    assert.deepEqual((JSON.parse(summaryJson(TIMELINE, undefined, [NOTE])) as { quirks: unknown }).quirks, [NOTE]);
    assert.equal((JSON.parse(summaryJson(TIMELINE)) as { quirks: unknown }).quirks, null);
  });
});

describe('checks in the text of a run', () => {
  it('say when each was decided and how, and how often it turned before', () => {
    const { id } = rowAtPath(TIMELINE, ['items', 0, 'price'])!.row;
    const check = (holds: boolean, decided: boolean): CheckChange => ({
      id,
      name: 'positive',
      expression: 'this > 0',
      holds,
      decided,
    });
    let seen = 0;
    const changes = [check(false, false), check(true, false), check(true, true)];
    const events = eventsOf('completed').map((event): RunEvent => {
      if (event.type !== 'frames' || seen >= 3 || !event.frames.some(({ fields }) => fields.length > 0)) return event;
      return {
        ...event,
        frames: event.frames.map((frame, i) => (i > 0 ? frame : { ...frame, checks: [changes[seen++]!] })),
      };
    });
    const said = toMarkdown(runReport(foldAll(EMPTY, events)));
    assert.match(
      said,
      /## Checks and asserts\n\n- `items\[0\]\.price` passes `positive` \(`this > 0`\), decided at \d.*\. It turned 1 time before\./,
    );
    assert.doesNotMatch(text(), /## Checks/);
  });
});
