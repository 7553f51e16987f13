import assert from 'node:assert/strict';
import type { Json, RunEvent } from '../../../protocol/run';
import { EMPTY, foldAll, type Timeline } from '../../../protocol/timeline';
import { toMarkdown } from '../../../protocol/report/document';
import { differingValues, manyReport, manySummary, validity, valuesWords } from '../../../protocol/report/manyRuns';
import { eventsOf } from '../../webview/support';

/** The completed run, so many times as slow, with another merchant at the end. */
function run(factor: number, merchant = 'Index'): Timeline {
  return foldAll(
    EMPTY,
    eventsOf('completed').map((event): RunEvent => {
      if (event.type === 'frames') {
        return { ...event, frames: event.frames.map((f) => ({ ...f, chunk: { ...f.chunk, t: f.chunk.t * factor } })) };
      }
      if (event.type === 'finished' && event.outcome.kind === 'completed') {
        const value = { ...(event.outcome.value as Record<string, Json>), merchant };
        return { ...event, t: event.t * factor, outcome: { ...event.outcome, value } };
      }
      return event;
    }),
  );
}

describe('several runs', () => {
  const runs = [1, 2, 3, 4, 5].map((factor) => ({ label: 'A', timeline: run(factor, factor < 3 ? 'Index' : 'Café') }));
  const failed = { label: 'B', timeline: foldAll(EMPTY, eventsOf('failed')) };
  const cancelled = { label: 'B', timeline: foldAll(EMPTY, eventsOf('cancelled')) };
  const waiting = { label: 'B', timeline: EMPTY };

  it('have medians, quartiles and differing values by client', () => {
    const { groups, fields } = manySummary([...runs, failed, cancelled, waiting]);
    assert.deepEqual(
      groups.map(({ label, runs: n, going }) => [label, n, going]),
      [
        ['A', 5, 0],
        ['B', 3, 1],
      ],
    );
    const [a] = groups;
    assert.equal(a!.firstText!.median, 412 * 3);
    assert.deepEqual(a!.firstText!.quartiles, [412 * 2, 412 * 4]);
    const merchant = fields.find(({ name }) => name === 'merchant')!;
    assert.equal(merchant.groups[0]!.firsts.length, 5);
    assert.equal(valuesWords(merchant.groups[0]!), '2 different of 5');
    assert.match(differingValues(merchant.groups[0]!), /^".*" ×\d, ".*"( ×\d)?$/);
    const total = fields.find(({ name }) => name === 'total')!;
    assert.equal(valuesWords(total.groups[0]!), 'same in all 5');
    assert.equal(differingValues(total.groups[0]!), '');
    assert.equal(total.groups[1]!.values, null, 'a run that did not complete has no value to compare');
  });

  it('count as valid only what ended by itself', () => {
    const [a, b] = manySummary([...runs, failed, cancelled, waiting]).groups;
    assert.equal(validity(a!), '5 of 5 valid');
    assert.equal(validity(b!), '0 of 1 valid');
    assert.equal(validity(manySummary([cancelled]).groups[0]!), 'none ended yet');
  });

  it('say less of few runs', () => {
    const text = toMarkdown(manyReport(manySummary(runs.slice(0, 2)), 'F'));
    assert.match(text, /^# `F`: 2 runs/);
    assert.match(text, /median .*, from .* to .* \(2 runs\)/);
    assert.doesNotMatch(text.split('Median:')[0]!, /p25/);
  });

  it('are nothing when there are none', () => {
    assert.deepEqual(manySummary([]), { groups: [], fields: [] });
    assert.deepEqual(manySummary([waiting]).fields, []);
  });
});
