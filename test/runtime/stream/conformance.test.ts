import * as assert from 'node:assert/strict';
import type { Json } from '../../../server/src/ir/json';
import { createEngine } from '../../../server/src/runtime/stream/engine';
import { allCases, answers, knownDifferences, outputOf, sourceOf, type Answer, type Case } from './cases';
import { foldChanges } from './foldChanges';
import { sameJson } from './sameJson';

/** Runs a case at every sampled prefix; the first difference, or null. */
function firstDifference(one: Case): string | null {
  const engine = createEngine(outputOf(sourceOf(one), one.function));
  const characters = [...one.transcript];
  let folded: Json | undefined;
  let fed = 0;
  for (const [length, want] of answers(one)) {
    const frame = engine.feed({ t: 0, batch: 0, text: characters.slice(fed, length).join('') });
    fed = length;
    folded = foldChanges(folded, frame.value);
    const got = engine.snapshot();
    const answer: Answer = got.kind === 'value' ? { value: got.value } : { refused: got.message };
    if (!agrees(answer, want)) return report(`after ${length} characters`, want, answer);
    if ('value' in answer && !sameJson(folded, answer.value)) {
      return report(`folded changes after ${length} characters`, answer, { value: folded! });
    }
  }
  const final = engine.finish();
  const answer: Answer = final.kind === 'value' ? { value: final.value } : { refused: final.message };
  const { golden } = one;
  const want: Answer = 'v' in golden.final ? { value: golden.final.v } : { refused: golden.final.m };
  if (!agrees(answer, want)) return report('at the end', want, answer);
  return 'refused' in want && 'refused' in answer && answer.refused !== want.refused
    ? report('in the words of the final refusal', want, answer)
    : null;
}

const agrees = (got: Answer, want: Answer): boolean =>
  'value' in want ? 'value' in got && sameJson(got.value, want.value) : 'refused' in got;

const report = (where: string, want: Answer, got: Answer): string =>
  `${where}\n  official: ${JSON.stringify(want)}\n  ours:     ${JSON.stringify(got)}`;

describe('streaming: what the official runtime returns', () => {
  const known = knownDifferences();
  const cases = allCases();

  for (const tier of ['clean', 'attributes', 'messy'] as const) {
    describe(tier, () => {
      for (const one of cases.filter((each) => each.tier === tier)) {
        const differs = known[one.id];
        it(differs === undefined ? one.id : `${one.id} (differs: ${differs})`, () => {
          const difference = firstDifference(one);
          if (differs === undefined) assert.equal(difference, null, difference ?? '');
          else assert.notEqual(difference, null, 'agrees now: take it off differences.json');
        });
      }
    });
  }

  it('lists only differences of existing cases', () => {
    const ids = new Set(cases.map((one) => one.id));
    assert.deepEqual(
      Object.keys(known).filter((id) => !ids.has(id)),
      [],
    );
  });
});
