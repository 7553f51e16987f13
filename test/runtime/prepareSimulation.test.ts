import assert from 'node:assert/strict';
import { SIMULATIONS } from '../../protocol/clients';
import { prepareSimulation } from '../../server/src/runtime/prepareSimulation';
import { executeRun } from '../../server/src/runtime/run';
import type { RunStep } from '../../server/src/runtime/step';
import { runnableOf } from '../support/prompts';
import { virtualHost } from '../support/virtualHost';

const SOURCE = `class Person {
  name string
  tags string[]
}
function F(text: string) -> Person {
  client "openai/x"
  prompt #"{{ text }}"#
}
`;

describe('prepareSimulation', () => {
  for (const { id, playing } of SIMULATIONS) {
    it(`${id}: streams an example answer that fits, with nobody asked`, async () => {
      const prepared = prepareSimulation(runnableOf(SOURCE), { args: {} }, playing, '2026-01-01T00:00:00Z');
      assert.ok(prepared.ok);
      const host = virtualHost();
      const steps: RunStep[] = [];
      for await (const step of executeRun(prepared.plan, host, new AbortController().signal)) steps.push(step);
      const [first] = steps;
      assert.ok(first?.type === 'started' && first.source === 'simulated');
      assert.equal(first.header.client.provider, 'simulated');
      const last = steps.at(-1);
      assert.ok(last?.type === 'finished' && last.outcome.kind === 'completed', JSON.stringify(last));
      assert.ok(last.t >= playing.wait, 'it takes its time');
      assert.ok(steps.filter((step) => step.type === 'frames').length > 2, 'it streams');
    });
  }
});
