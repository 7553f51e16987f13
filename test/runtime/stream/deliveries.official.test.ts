/** The deliveries that are derived from times, beside those of the official stream over HTTP. */
import * as assert from 'node:assert/strict';
import { deliveries, type Broken, type Delivery } from '../../../server/src/runtime/stream/deliveries';
import { streamOfficially, type Act, type StreamedOfficially } from '../../support/officialStream';
import { outputOf, source } from './cases';
import { generate, randomFrom } from './generate';
import { sameJson } from './sameJson';

// The native parser writes refusals of parts of a text to stderr.
process.env['BAML_INTERNAL_LOG'] = 'off';

const RECEIPT = `enum Kind {
  FOOD
  TOOL
}
class Item {
  name string
  price float @stream.not_null
  kind Kind?
}
class Receipt {
  shop string @stream.with_state
  items Item[]
  total int? @stream.with_state @check(positive, {{ this > 0 }})
  note Note?
}
class Note {
  text string @stream.with_state
  tags string[] @stream.with_state
  @@stream.done
}`;

const TEXT =
  '{"shop": "Corner", "items": [{"name": "Tea", "price": 3.5, "kind": "FOOD"}, {"name": "Saw", "price": 12.0}], ' +
  '"total": 15, "note": {"text": "paid", "tags": ["a", "b"]}}';

/** The pieces of a text, `every` ms apart, the first `after` ms behind the headers. */
function pieces(text: string, size: number, every: number, after = 0): Act[] {
  const acts: Act[] = [];
  for (let at = 0; at < text.length; at += size)
    acts.push({ t: after + acts.length * every, text: text.slice(at, at + size) });
  return acts;
}
const stop = (acts: readonly Act[], later = 20): Act[] => [...acts, { t: acts.at(-1)!.t + later, stop: 'stop' }];

const SCRIPTS: readonly { name: string; type: string; types?: string; acts: readonly Act[]; broken?: Broken }[] = [
  { name: 'text, a word every 17 ms', type: 'string', acts: stop(pieces('one two three four five six ', 3, 17, 30)) },
  { name: 'a receipt every 9 ms', type: 'Receipt', types: RECEIPT, acts: stop(pieces(TEXT, 4, 9, 25)) },
  { name: 'a receipt in slow lumps', type: 'Receipt', types: RECEIPT, acts: stop(pieces(TEXT, 40, 75, 25)) },
  { name: 'everything at once', type: 'Receipt', types: RECEIPT, acts: stop(pieces(TEXT, 7, 0), 0) },
  {
    name: 'prose first',
    type: 'Item[]',
    types: RECEIPT,
    acts: stop(pieces('Here you are: [{"name": "Tea", "price": 3}]', 6, 30, 20)),
  },
  {
    name: 'an event without text first',
    type: 'Item[]',
    types: RECEIPT,
    acts: stop([{ t: 20, text: '' }, ...pieces('[]', 1, 60, 90)]),
  },
  { name: 'a number', type: 'int', acts: stop(pieces('1234', 1, 60, 20)) },
  {
    name: 'an answer cut short by the model',
    type: 'Receipt',
    types: RECEIPT,
    acts: stop(pieces(TEXT.slice(0, 60), 9, 40, 20)),
  },
  {
    name: 'an answer that does not fit',
    type: 'Item',
    types: RECEIPT,
    acts: stop(pieces('{"name": "Tea"}', 5, 60, 20)),
  },
  {
    name: 'a lost connection',
    type: 'string',
    acts: [
      { t: 20, text: 'a' },
      { t: 80, text: 'b' },
      { t: 125, cut: true },
    ],
    broken: { kind: 'failed', message: 'lost' },
  },
];

describe('deliveries, beside those of the official stream over HTTP', () => {
  for (const { name, type, types, acts, broken } of SCRIPTS) {
    it(name, async () => {
      const baml = source(type, types).replace('"openai/gpt-4o"', 'Local');
      const output = outputOf(source(type, types));
      // What is delivered hangs on milliseconds: a busy machine gets more tries. A wrong rule fails them all.
      for (let tries = 5; ; tries--) {
        const official = await streamOfficially(baml, acts);
        const ours = [
          ...deliveries(output, {
            headersAt: 0,
            chunks: official.sent.map(({ t, text }, batch) => ({ t, batch, text })),
            end: { t: official.endedAt, how: broken ?? { kind: 'complete' } },
          }),
        ];
        if (tries > 1 && !agrees(official, ours)) continue;
        assert.deepEqual(
          ours.map(valueOf),
          official.events.map(({ value }) => value ?? 'error'),
        );
        assert.ok(agrees(official, ours), `times differ: ${times(official.events)} officially, ${times(ours)} ours`);
        return;
      }
    }).timeout(60_000);
  }
});

describe('the last event of the official stream', () => {
  it('carries the final value of random answers with random attributes', async () => {
    let compared = 0;
    for (let seed = 1; seed <= 60; seed++) {
      const random = randomFrom(seed);
      const { baml, text } = generate(random, 'attributes');
      // Answers cut short as well: states then tell what is unfinished.
      const answer = seed % 3 === 0 ? text.slice(0, Math.ceil(text.length * 0.8)) : text;
      const official = await streamOfficially(
        baml.replace('"openai/gpt-4o"', 'Local').replace('{{ ctx.output_format }}', ''),
        [
          { t: 0, text: answer },
          { t: 0, stop: 'stop' },
        ],
      ).catch(() => undefined);
      if (!official) continue; // a schema that the official compiler does not take
      compared++;
      const chunks = [{ t: 0, batch: 0, text: answer }];
      const ours = [...deliveries(outputOf(baml), { chunks, end: { t: 0, how: { kind: 'complete' } } })].at(-1)!;
      const theirs = official.events.at(-1)!.value;
      const message = `seed ${seed}\n${baml}\n${answer}\n${theirs ?? 'error'}\n${valueOf(ours)}`;
      assert.ok(theirs === undefined ? ours.kind === 'error' : ours.kind === 'final', message);
      if (ours.kind === 'final') assert.ok(sameJson(ours.value, JSON.parse(theirs!)), message);
    }
    assert.ok(compared > 40);
  }).timeout(60_000);
});

const valueOf = (one: Delivery): string => (one.kind === 'error' ? 'error' : JSON.stringify(one.value));
const times = (all: readonly { readonly t: number }[]): string => all.map(({ t }) => t.toFixed(0)).join(' ');

/** The same values in the same order, each at about the same time. */
function agrees({ events }: StreamedOfficially, ours: readonly Delivery[]): boolean {
  return (
    events.length === ours.length &&
    events.every(({ t, value }, i) => (value ?? 'error') === valueOf(ours[i]!) && Math.abs(t - ours[i]!.t) < 25)
  );
}
