/**
 * Rules of the official runtime that are easily got wrong, each with texts that show it. What it answered is recorded beside
 * them in `test/fixtures/streaming/rules.json`; `UPDATE_GOLDENS=1` asks again.
 */
import * as assert from 'node:assert/strict';
import * as fs from 'node:fs';
import * as path from 'node:path';
import type { Json } from '../../../server/src/ir/json';
import { createEngine, type Final, type Snapshot } from '../../../server/src/runtime/stream/engine';
import { openOracle, type OracleAnswer } from '../../support/oracle';
import { outputOf, source, withDynamic } from './cases';
import { sameJson } from './sameJson';

interface Rule {
  readonly rule: string;
  /** Lines of BAML. */
  readonly types: readonly string[];
  readonly dynamic?: string;
  readonly returns: string;
  /** By text, the partial and the final value; `refused` when there is none. */
  readonly answers: Record<string, { partial?: { value: Json } | 'refused'; final?: { value: Json } | 'refused' }>;
}

const FILE = path.join(__TEST_ROOT__, 'fixtures/streaming/rules.json');
const rules = JSON.parse(fs.readFileSync(FILE, 'utf8')) as readonly Rule[];

if (process.env['UPDATE_GOLDENS'] === '1') {
  for (const { types, returns, dynamic, answers } of rules) {
    const oracle = openOracle(source(returns, types.join('\n')), 'Run', dynamic);
    for (const text of Object.keys(answers)) {
      answers[text] = { partial: recorded(oracle.partial(text)), final: recorded(oracle.final(text)) };
    }
  }
  fs.writeFileSync(FILE, `${JSON.stringify(rules, null, 2)}\n`);
}

describe('streaming: rules of the official runtime', () => {
  for (const { rule, types, returns, dynamic, answers } of rules) {
    it(rule, () => {
      const output = outputOf(withDynamic(source(returns, types.join('\n')), dynamic));
      for (const [text, { partial, final }] of Object.entries(answers)) {
        const engine = createEngine(output);
        engine.feed({ t: 0, batch: 0, text });
        check(`partial of ${JSON.stringify(text)}`, engine.snapshot(), partial!);
        check(`final of ${JSON.stringify(text)}`, engine.finish(), final!);
      }
    });
  }
});

function check(what: string, ours: Snapshot | Final, official: { value: Json } | 'refused'): void {
  const answer = ours.kind === 'value' ? { value: ours.value } : 'refused';
  const same =
    answer === 'refused' || official === 'refused' ? answer === official : sameJson(answer.value, official.value);
  if (!same) assert.deepEqual(answer, official, what);
}

function recorded(answer: OracleAnswer): { value: Json } | 'refused' {
  return 'refused' in answer ? 'refused' : { value: JSON.parse(JSON.stringify(answer.value)) as Json };
}
