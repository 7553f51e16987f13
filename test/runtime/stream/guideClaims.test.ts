/**
 * What guides say about streaming, and what is true: each claim with a schema, an answer, and all that code gets to see. Asked of
 * our engine and of the official runtime, at every prefix. `docs/streaming-facts.md` is the page for readers.
 */
import * as assert from 'node:assert/strict';
import * as fs from 'node:fs';
import * as path from 'node:path';
import { createEngine } from '../../../server/src/runtime/stream/engine';
import { openOracle } from '../../support/oracle';
import { outputOf, source } from './cases';

// The native parser writes refusals of parts of a text to stderr.
process.env['BAML_INTERNAL_LOG'] = 'off';

interface Claim {
  /** As a guide has it, in short. */
  readonly claim: string;
  /** What is true. */
  readonly truth: string;
  readonly returns: string;
  readonly types: string;
  /** The whole answer. */
  readonly text: string;
  /** The prefixes at which code sees something else than before, and what; `–` for nothing. */
  readonly seen: readonly (readonly [prefix: string, value: unknown])[];
  /** The final value; absent when it is refused. */
  readonly final?: unknown;
}

const FILE = path.join(__TEST_ROOT__, 'fixtures/guide-claims.json');
const PAGE = path.join(path.dirname(__TEST_ROOT__), 'docs/streaming-facts.md');
const NOTHING = '–';

const claims = JSON.parse(fs.readFileSync(FILE, 'utf8')) as Claim[];

/** What is seen at every prefix, each value once. `at` gives the value of a prefix, or undefined. */
function changes(text: string, at: (prefix: string) => unknown): [string, unknown][] {
  const seen: [string, unknown][] = [];
  let last: string | undefined;
  for (let length = 0; length <= text.length; length++) {
    const value = at(text.slice(0, length)) ?? NOTHING;
    const json = JSON.stringify(value);
    if (json !== last) seen.push([text.slice(0, length), JSON.parse(json)]);
    last = json;
  }
  return seen;
}

function officially({ returns, types, text }: Claim): Pick<Claim, 'seen' | 'final'> {
  const oracle = openOracle(source(returns, types), 'Run');
  const seen = changes(text, (prefix) => {
    const answer = oracle.partial(prefix);
    return 'value' in answer ? answer.value : undefined;
  });
  const final = oracle.final(text);
  return { seen, ...('value' in final ? { final: JSON.parse(JSON.stringify(final.value)) as unknown } : {}) };
}

function ours({ returns, types, text }: Claim): Pick<Claim, 'seen' | 'final'> {
  const output = outputOf(source(returns, types));
  const engine = createEngine(output);
  let fed = 0;
  const seen = changes(text, (prefix) => {
    engine.feed({ t: 0, batch: 0, text: prefix.slice(fed) });
    fed = prefix.length;
    const snapshot = engine.snapshot();
    return snapshot.kind === 'value' ? snapshot.value : undefined;
  });
  const final = engine.finish();
  return { seen, ...(final.kind === 'value' ? { final: JSON.parse(JSON.stringify(final.value)) as unknown } : {}) };
}

describe('what guides say about streaming', () => {
  if (process.env['UPDATE_GOLDENS']) {
    const written = claims.map((one) => ({ ...one, final: undefined, ...officially(one) }));
    fs.writeFileSync(FILE, `${JSON.stringify(written, null, 2)}\n`);
  }

  for (const one of claims) {
    it(one.claim, () => {
      const { seen, final } = one;
      const known = { seen, ...(final === undefined ? {} : { final }) };
      assert.deepEqual(officially(one), known, 'the official runtime');
      assert.deepEqual(ours(one), known, 'our engine');
    });
  }

  it('is all on the page for readers, with what is true', () => {
    const page = fs.readFileSync(PAGE, 'utf8').replaceAll(/\s+/g, ' ').replaceAll('`', '');
    const missing = claims.filter(({ truth }) => !page.includes(truth));
    assert.deepEqual(
      missing.map(({ truth }) => truth),
      [],
    );
  });
});
