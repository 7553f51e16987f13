/**
 * The deliveries that are derived from times, beside those of the official stream over HTTP. To the millisecond beside those that
 * are recorded in `test/fixtures/deliveries.json` (`UPDATE_GOLDENS=1` records again: on a machine that does nothing else); beside
 * the official runtime itself as far as no busy machine can change it.
 */
import * as assert from 'node:assert/strict';
import * as fs from 'node:fs';
import * as path from 'node:path';
import { createEngine, type OutputType } from '../../../server/src/runtime/stream/engine';
import { deliveries, SAMPLING_MS, type Broken, type Delivery } from '../../../server/src/runtime/stream/deliveries';
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

/** Between the clock here and the runtime's, and within its timer. */
const EARLY_MS = 5;
/** So late may a text be sent for a recording. */
const LATE_MS = 5;

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

const FILE = path.join(__TEST_ROOT__, 'fixtures/deliveries.json');
type Recorded = Pick<StreamedOfficially, 'events' | 'sent' | 'endedAt'>;
const recorded = JSON.parse(fs.readFileSync(FILE, 'utf8')) as Record<string, Recorded>;

for (const { name, type, types, acts, broken } of SCRIPTS) {
  const output = outputOf(source(type, types));
  const stream = (): Promise<StreamedOfficially> =>
    streamOfficially(source(type, types).replace('"openai/gpt-4o"', 'Local'), acts);

  describe(`deliveries of ${name}`, () => {
    if (process.env['UPDATE_GOLDENS'] === '1')
      before(async function () {
        this.timeout(60_000);
        // Another process may have come between: then what was sent came late. A wrong rule fails with each.
        for (let tries = 12; tries > 0; tries--) {
          const { events, sent, endedAt } = await stream();
          recorded[name] = { events, sent, endedAt };
          if (!sent.every(({ t }, i) => t < acts[i]!.t + LATE_MS)) continue;
          if (agrees(events, derived(output, recorded[name], broken))) break;
        }
        fs.writeFileSync(FILE, asText(recorded));
      });

    it('are the recorded ones, each at its time', () => {
      const official = recorded[name]!;
      const ours = derived(output, official, broken);
      assert.deepEqual(
        ours.map(valueOf),
        official.events.map(({ value }) => value ?? 'error'),
      );
      assert.ok(
        agrees(official.events, ours),
        `times differ: ${times(official.events)} officially, ${times(ours)} ours`,
      );
    });

    it('of the official runtime keep to the rules', async () => {
      const official = await stream();
      const last = official.events.at(-1)!;
      const partials = official.events.slice(0, -1);
      assert.equal(last.value ?? 'error', valueOf(derived(output, official, broken).at(-1)!));

      // What could be delivered: a value for each text so far, none where the parser refuses.
      const values = valuesOf(output, official.sent);
      let at = 0;
      partials.forEach(({ t, value }, i) => {
        assert.notEqual(value, partials[i - 1]?.value, 'no value twice in a row');
        while (at < values.length && values[at]!.value !== value) at++;
        const found = values[at++];
        assert.ok(found, `${value} is none of ${JSON.stringify(values)}, in this order`);
        assert.ok(found.t <= t, `${value} was delivered at ${t}, and its text sent at ${found.t}`);
        // A busy machine's timer is late, never early: so often it has rung until then, first with the headers, if not at the end.
        assert.ok(t > i * SAMPLING_MS - EARLY_MS || t >= official.endedAt, `delivery ${i + 1} at ${t} is one too many`);
      });
      // What is waiting at the end is delivered. What a broken connection still brought nobody knows.
      if (!broken && values.at(-1)?.value !== undefined) assert.equal(partials.at(-1)?.value, values.at(-1)!.value);
    }).timeout(60_000);
  });
}

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

/** Ours, of what was sent when. */
function derived(output: OutputType, { sent, endedAt }: Recorded, broken: Broken | undefined): Delivery[] {
  const chunks = sent.map(({ t, text }, batch) => ({ t, batch, text }));
  return [...deliveries(output, { headersAt: 0, chunks, end: { t: endedAt, how: broken ?? { kind: 'complete' } } })];
}

/** The value of each text so far, as JSON text, and when the text was sent; without a value where the parser refuses. */
function valuesOf(output: OutputType, sent: Recorded['sent']): { readonly t: number; readonly value?: string }[] {
  const engine = createEngine(output);
  return sent.map(({ t, text }, batch) => {
    engine.feed({ t, batch, text });
    const snapshot = engine.snapshot();
    return snapshot.kind === 'value' ? { t, value: JSON.stringify(snapshot.value) } : { t };
  });
}

const valueOf = (one: Delivery): string => (one.kind === 'error' ? 'error' : JSON.stringify(one.value));
const times = (all: readonly { readonly t: number }[]): string => all.map(({ t }) => t.toFixed(0)).join(' ');

/** The same values in the same order, each at about the same time. */
function agrees(events: Recorded['events'], ours: readonly Delivery[]): boolean {
  return (
    events.length === ours.length &&
    events.every(({ t, value }, i) => (value ?? 'error') === valueOf(ours[i]!) && Math.abs(t - ours[i]!.t) < 25)
  );
}

/** As JSON, a line for each text and each event; hundredths of a millisecond say enough. */
function asText(all: Readonly<Record<string, Recorded>>): string {
  const rounded = (_: string, value: unknown): unknown =>
    typeof value === 'number' ? Math.round(value * 100) / 100 : value;
  const lines = (list: readonly unknown[]): string =>
    `[\n${list.map((one) => `      ${JSON.stringify(one, rounded)}`).join(',\n')}\n    ]`;
  const entries = Object.entries(all).map(
    ([name, { sent, events, endedAt }]) =>
      `  ${JSON.stringify(name)}: {\n    "sent": ${lines(sent)},\n    "events": ${lines(events)},\n    "endedAt": ${JSON.stringify(endedAt, rounded)}\n  }`,
  );
  return `{\n${entries.join(',\n')}\n}\n`;
}
