/** A run that a rule has ended says so wherever it is named, and has no tail where its text was held. */
import assert from 'node:assert/strict';
import { runFigures } from '../../client/src/playground/lastRun';
import { tailFrom } from '../../protocol/metrics';
import { outcomeWord, ruleName } from '../../protocol/outcomeWords';
import { recordingFromEvents, writeRecording } from '../../protocol/recording';
import { glance } from '../../protocol/recordingReader';
import { toMarkdown } from '../../protocol/report/document';
import { manySummary } from '../../protocol/report/manyRuns';
import { phasesOf, runReport } from '../../protocol/report/runReport';
import { summaryJson } from '../../protocol/report/summaryJson';
import type { RunEvent } from '../../protocol/run';
import type { StopRule } from '../../protocol/runOptions';
import { EMPTY, foldAll } from '../../protocol/timeline';
import { milestones } from '../../webview/src/announce';
import { answerRun, returning } from '../support/answerRun';

const RULE: StopRule = { kind: 'items', path: 'items', count: 2 };
const TYPES = 'class Item {\n  name string\n  @@stream.done\n}\nclass Order {\n  items Item[]\n  note string\n}';
const TEXT = '{"items": [{"name": "a"}, {"name": "b"}, {"name": "a long text that is held until the run is over';

const stoppedBy = (rule: StopRule | undefined, text = TEXT): Promise<readonly RunEvent[]> =>
  answerRun({
    baml: returning('Order', TYPES),
    text,
    end: { kind: 'cancelled', ...(rule && { stopped: rule }) },
  });

describe('a run that a rule has ended', () => {
  const NAMES: readonly (readonly [StopRule, string])[] = [
    [RULE, '2 items'],
    [{ kind: 'items', path: '', count: 3 }, '3 items'],
    [{ kind: 'items', path: 'order.lines', count: 1 }, '1 order.lines'],
    [{ kind: 'complete', path: 'total' }, 'total complete'],
    [{ kind: 'complete', path: '' }, 'answer complete'],
    [{ kind: 'stall', seconds: 4 }, 'nothing for 4 s'],
    [{ kind: 'size', characters: 500 }, '500 characters'],
    [{ kind: 'cost', amount: 0.05, price: 10 }, 'cost of 0.05'],
    [{ kind: 'check' }, 'failed check'],
  ];
  for (const [rule, name] of NAMES) {
    it(`says ${name}`, () => {
      assert.equal(ruleName(rule), name);
      assert.equal(outcomeWord({ kind: 'cancelled', stopped: rule }), `stopped by rule: ${name}`);
    });
  }

  it('is told from one that somebody cancelled: in texts, over the function, among recordings and several runs', async () => {
    const events = await stoppedBy(RULE);
    const timeline = foldAll(EMPTY, events);
    const text = toMarkdown(runReport(timeline));
    assert.match(text, /^# `Run`: stopped by rule: 2 items after /);
    assert.match(text, /A rule ended the run \(`items` had 2 complete items\) after \d+ characters/);
    assert.ok(!/[Cc]ancelled/.test(text), text);
    assert.match(runFigures(events)!.title, / · stopped by rule: 2 items$/);
    const file = writeRecording(recordingFromEvents(events)!);
    const seen = glance(file, file.slice(-300));
    assert.ok(typeof seen !== 'string');
    assert.deepEqual(seen.stopped, RULE);
    const { groups } = manySummary([{ label: 'A', timeline }]);
    assert.deepEqual([groups[0]!.cancelled, groups[0]!.stopped], [0, 1]);
    assert.match(summaryJson(timeline), /"stopped": \{\s+"kind": "items"/);

    const cancelled = foldAll(EMPTY, await stoppedBy(undefined));
    assert.equal(outcomeWord(cancelled.finished!.outcome), 'cancelled');
    assert.match(toMarkdown(runReport(cancelled)), /Cancelled after \d+ characters/);
  });

  it('is announced as such', async () => {
    const events = await stoppedBy(RULE);
    const before = foldAll(EMPTY, events.slice(0, -1));
    const said = milestones(before, foldAll(EMPTY, events)).join(' ');
    assert.match(said, /Stopped by rule, 2 items, at .* after \d+ characters\./);
  });
});

describe('the tail of a run', () => {
  it('is what came after the last visible change, when the stream ended by itself', async () => {
    const text = '```json\n{"items": [], "note": "short"}\n```\nThat is all there is to say about it.';
    const timeline = foldAll(EMPTY, await answerRun({ baml: returning('Order', TYPES), text }));
    const tail = tailFrom(timeline)!;
    assert.ok(tail < timeline.finished!.t);
    assert.equal(phasesOf(timeline).find(({ name }) => name === 'tail')!.from, tail);
  });

  it('is not text that was held, nor what a run that was stopped was waiting for', async () => {
    for (const end of [
      { kind: 'cancelled' },
      { kind: 'failed', error: { kind: 'connection', message: 'lost' } },
    ] as const) {
      const timeline = foldAll(EMPTY, await answerRun({ baml: returning('Order', TYPES), text: TEXT, end }));
      assert.equal(tailFrom(timeline), null, end.kind);
      assert.ok(!phasesOf(timeline).some(({ name }) => name === 'tail'));
    }
    const open = foldAll(EMPTY, await stoppedBy(RULE, '{"items": [{"name": "a"}, {"name": "b"}], "note": "text"'));
    assert.equal(tailFrom(open), null);
  });
});
