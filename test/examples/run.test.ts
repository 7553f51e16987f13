/** The whole path without an editor: project → prompt → provider over HTTP → engine → what the README promises. */
import assert from 'node:assert/strict';
import type { Provider } from '../../examples/provider.mjs';
import { eventually } from '../support/connection';
import { execute, openExample, planLive, planReplay, recordingNamed, type Moment, type RunReport } from './exampleRun';
import { parseOfficially } from './official';
import { loadProvider, withProvider } from './provider';

/** The final value of a run that has one. */
function valueOf({ outcome }: RunReport['finished']): unknown {
  assert.equal(outcome.kind, 'completed');
  return outcome.kind === 'completed' ? outcome.value : undefined;
}

const TESTS: readonly (readonly [recording: string, test: string])[] = [
  ['receipt', 'GardenCentre'],
  ['person', 'LighthouseKeeper'],
  ['message', 'NightOutage'],
  ['blog-post', 'Sourdough'],
  ['next-steps', 'RoundingBug'],
  ['stocks', 'WindAndWater'],
  ['resume', 'BridgeEngineer'],
  ['resume-lost', 'TrainWifi'],
];

describe('the example project, run by BAML Live', function () {
  this.timeout(60_000);
  let provider: Provider;
  before(async () => {
    provider = await (await loadProvider()).startProvider({ port: 0, speed: 0 });
  });
  after(() => provider.close());

  const official = (functionName: string, { text }: Moment): unknown => {
    try {
      return parseOfficially(functionName, text, true);
    } catch {
      return 'refused';
    }
  };

  for (const [name, test] of TESTS) {
    it(`${test}: every snapshot, live and replayed, is the official runtime's`, async () => {
      const recording = recordingNamed(name);
      const live = await execute(planLive('baml_src', provider.url, test));
      const replay = await execute(planReplay(recording));

      for (const moment of replay.moments) {
        const ours = moment.refused ? 'refused' : moment.snapshot;
        assert.deepEqual(
          ours,
          official(recording.header.function, moment),
          `after ${JSON.stringify(moment.text.slice(-40))}`,
        );
      }
      assert.deepEqual(
        live.moments.map(({ text }) => text),
        replay.moments.map(({ text }) => text),
      );
      assert.deepEqual(live.moments.at(-1), replay.moments.at(-1));
      assert.deepEqual(live.completions, replay.completions);
      assert.ok(live.completions.length > 5);

      for (const { finished, moments } of [live, replay]) {
        if (name === 'resume-lost') {
          assert.equal(finished.outcome.kind, 'failed');
          assert.equal(finished.outcome.kind === 'failed' && finished.outcome.error.kind, 'connection');
        } else {
          const value = parseOfficially(recording.header.function, moments.at(-1)!.text);
          assert.deepEqual(valueOf(finished), value);
        }
      }
    });
  }

  const holdsOf = async (name: string) => (await execute(planReplay(recordingNamed(name)))).holds;

  it('receipt: without attributes, only numbers wait', async () => {
    const holds = await holdsOf('receipt');
    assert.deepEqual([...new Set([...holds.values()].flat())], ['atomic']);
    assert.deepEqual(holds.get('items[3].price'), ['atomic']);
  });

  it('person: fields with @stream.done are held, the nickname and the biography are not', async () => {
    const holds = await holdsOf('person');
    for (const path of ['name', 'languages']) assert.deepEqual(holds.get(path), ['done'], path);
    assert.deepEqual(holds.get('home'), ['done ← home.country']);
    assert.equal(holds.get('nickname'), undefined);
    assert.equal(holds.get('biography'), undefined);
  });

  it('message: the third waits for its type, and so does all its text', async () => {
    const holds = await holdsOf('message');
    assert.deepEqual(holds.get('[2]'), ['not-null ← [2].type']);
    assert.deepEqual(holds.get('[2].text'), ['parent ← [2].type']);
    assert.equal(holds.get('[1].text'), undefined);
  });

  it('blog-post: nothing before the whole title, then a content with its state', async () => {
    const { moments, holds } = await execute(planReplay(recordingNamed('blog-post')));
    assert.deepEqual(holds.get(''), ['not-null ← title']);
    const first = moments.find(({ snapshot, refused }) => !refused && snapshot !== undefined)!;
    assert.equal((first.snapshot as { title: string }).title, 'The Bread That Will Not Be Hurried');
    const states = moments.flatMap(
      ({ snapshot }) => (snapshot as { content: { state: string } } | undefined)?.content.state ?? [],
    );
    assert.deepEqual([...new Set(states)], ['Pending', 'Incomplete', 'Complete']);
  });

  it('next-steps: a step is in the list when it is whole, never before', async () => {
    const { moments, finished } = await execute(planReplay(recordingNamed('next-steps')));
    const whole = valueOf(finished) as unknown[];
    assert.equal(whole.length, 8);
    for (const { snapshot } of moments) {
      const steps = (snapshot ?? []) as unknown[];
      assert.deepEqual(steps, whole.slice(0, steps.length));
    }
  });

  it('stocks: messages grow, recommendations come whole', async () => {
    const { moments, finished } = await execute(planReplay(recordingNamed('stocks')));
    const whole = valueOf(finished) as object[];
    const partial = new Set<number>();
    for (const { snapshot } of moments) {
      for (const [index, item] of ((snapshot ?? []) as object[]).entries()) {
        if ('company' in item) assert.deepEqual(item, whole[index]);
        else if ((item as { message: { state: string } }).message.state === 'Incomplete') partial.add(index);
      }
    }
    assert.deepEqual([...partial], [0, 2, 6]);
  });

  it('resume: no field moves before the brace behind the fence', async () => {
    const { moments } = await execute(planReplay(recordingNamed('resume')));
    for (const { text, snapshot } of moments.filter(({ text }) => !text.includes('{'))) {
      const values = Object.values((snapshot ?? {}) as object).flat();
      assert.ok(
        values.every((value) => value === null),
        JSON.stringify(text),
      );
    }
  });

  it('cancelled in the middle: the provider sees the close, and the partial stays', async () => {
    // How soon is counted in test/lsp/cancelPhases.test.ts. At its own pace the answer would go on for seconds.
    const { finished, moments, sent } = await withProvider(1, async ({ url, log }) => {
      const cancel = new AbortController();
      const report = await execute(planLive('baml_src', url, 'GardenCentre'), cancel.signal, () => {
        if (log[0]!.chunksSent >= 30) cancel.abort();
      });
      await eventually(() => log[0]?.closedByClientAt !== null, 'close');
      return { ...report, sent: log[0]!.chunksSent };
    });
    assert.equal(finished.outcome.kind, 'cancelled');
    assert.ok(sent < recordingNamed('receipt').chunks.length, `${sent} chunks were sent`);
    const { items } = moments.at(-1)!.snapshot as { items: { name: string }[] };
    assert.equal(items[0]!.name, 'Terracotta pot');
  });

  it('first-mistake: two errors, no run; mended, it reads the receipt', async () => {
    const broken = openExample('first-mistake/baml_src');
    assert.deepEqual(
      broken.uris
        .flatMap((uri) => broken.diagnostics(uri))
        .map(({ severity, span }) => [severity, broken.text(broken.uris[0]!)!.slice(span.start, span.end)]),
      [
        ['error', 'stream.dnoe'],
        ['error', 'ReceiptItm'],
      ],
    );
    assert.equal(broken.runnable('ReadReceipt').ok, false);

    const mend = (text: string) =>
      text.replace('string @stream.dnoe', 'string @stream.done').replace('ReceiptItm[]', 'ReceiptItem[]');
    const { finished } = await execute(planLive('first-mistake/baml_src', provider.url, 'CornerShop', mend));
    assert.equal((valueOf(finished) as { total_cost: number }).total_cost, 200.25);
  });
});

describe('trouble with the provider, as BAML Live tells it', function () {
  this.timeout(60_000);
  let provider: Provider;
  before(async () => {
    provider = await (await loadProvider()).startProvider({ port: 0, speed: 0 });
  });
  after(() => provider.close());

  const run = (model: string, signal?: AbortSignal) =>
    execute(
      planLive('baml_src', provider.url, 'GardenCentre', (text) => text.replace('"example-model"', `"${model}"`)),
      signal,
    );

  const FAILURES: readonly (readonly [model: string, kind: string, message: RegExp, partial: boolean])[] = [
    ['error-401', 'http', /401/, false],
    ['error-429', 'http', /429/, false],
    ['error-500', 'http', /500/, false],
    ['html', 'protocol', /web page/, false],
    ['empty', 'protocol', /without any content/, false],
    ['garbage', 'protocol', /not a stream/, false],
    ['half-event', 'protocol', /middle of an event/, true],
    ['reset', 'connection', /lost in the middle/, true],
  ];
  for (const [model, kind, message, partial] of FAILURES) {
    it(`${model}: a failure of kind ${kind}${partial ? ', with what had arrived' : ''}`, async () => {
      const { finished, moments } = await run(model);
      assert.equal(finished.outcome.kind, 'failed');
      if (finished.outcome.kind !== 'failed') return;
      assert.equal(finished.outcome.error.kind, kind);
      assert.match(finished.outcome.error.message, message);
      assert.equal(
        moments.some(({ text }) => text.includes('Terracotta')),
        partial,
      );
    });
  }

  it('hang: nothing, until it is cancelled', async () => {
    const { finished, moments } = await run('hang', AbortSignal.timeout(150));
    assert.deepEqual([finished.outcome.kind, moments], ['cancelled', []]);
  });

  it('a provider that is not there: a failed connection that names the address', async () => {
    const gone = await withProvider(0, async ({ url, port }) => ({ url, port }));
    const { finished } = await execute(planLive('baml_src', gone.url, 'GardenCentre'));
    assert.ok(finished.outcome.kind === 'failed' && finished.outcome.error.kind === 'connection');
    assert.ok(finished.outcome.error.message.includes(`127.0.0.1:${gone.port}`), finished.outcome.error.message);
  });
});
