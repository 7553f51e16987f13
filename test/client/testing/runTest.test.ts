import assert from 'node:assert/strict';
import { runTest, type TestOutcome } from '../../../client/src/testing/runTest';
import type { RunSource } from '../../../protocol/run';
import { FunctionsRequest } from '../../../protocol/lsp';
import { connect, temporaryFolder, type TemporaryFolder, type TestClient } from '../../support/connection';
import { answersWith, chatEvent, EVENT_STREAM, startProvider, type LoopbackProvider } from '../../support/provider';
import { testServer } from './testServer';

const SOURCE = `class Person {
  name string
  age int
}
function Describe(text: string) -> Person {
  client Fast
  prompt #"{{ text }} {{ ctx.output_format }}"#
}
test Ada {
  functions [Describe]
  args {
    text "Ada"
  }
  @@check(named, {{ this.name == "Ada" }})
  @@assert(old, {{ this.age > 40 }})
}
`;
const clients = (url: string) =>
  `client<llm> Fast {\n  provider "openai-generic"\n  options {\n    base_url "${url}/v1"\n    model "m"\n  }\n}\n`;

describe('a test of the Test Explorer', () => {
  let client: TestClient;
  let folder: TemporaryFolder;
  let provider: LoopbackProvider;
  const start = async (answer: Parameters<typeof startProvider>[0]): Promise<void> => {
    provider = await startProvider(answer);
    folder = temporaryFolder({ 'baml_src/a.baml': SOURCE, 'baml_src/clients.baml': clients(provider.url) });
    client = await connect([folder.path]);
  };
  afterEach(async () => {
    await client.stop();
    await provider.close();
    folder.remove();
  });
  const run = async (
    source: RunSource = { kind: 'live' },
    signal = new AbortController().signal,
  ): Promise<TestOutcome> => {
    const [called] = await client.connection.sendRequest(FunctionsRequest);
    return runTest(testServer(client), { id: 'one', function: called!, test: called!.tests[0]!, source }, signal);
  };

  it('passes when every check and assert holds', async () => {
    await start(answersWith('{"name": "Ada", ', '"age": 41}'));
    const { state, failures, text } = await run();
    assert.deepEqual([state, failures, text], ['passed', [], '{"name": "Ada", "age": 41}']);
  });

  it('fails at the line of each constraint that does not hold, with both sides', async () => {
    await start(answersWith('{"name": "Bea", "age": 36}'));
    const { state, failures, recording } = await run();
    assert.equal(state, 'failed');
    assert.deepEqual(
      failures.map(({ at, expected, actual }) => [at?.line, expected, actual]),
      [
        [13, '"Ada"', '"Bea"'],
        [14, '> 40', '36'],
      ],
    );
    // The same answer again, from its recording and under an edited test: no model is asked.
    const uri = folder.uri('baml_src/a.baml');
    client.open(uri, SOURCE.replace('> 40', '> 30').replace('"Ada" }})', '"Bea" }})'));
    const again = await run({ kind: 'replay', recording: recording!, speed: 0 });
    assert.deepEqual([again.state, again.failures], ['passed', []]);
    assert.equal(provider.requests.length, 1);
  });

  it('has no value to judge when the model’s answer cannot be read, and says why', async () => {
    await start(answersWith('no person at all'));
    const { state, failures } = await run();
    assert.equal(state, 'errored');
    assert.ok(failures[0]!.message.length > 10);
  });

  it('can be cancelled, and keeps what had come', async () => {
    await start((response) => {
      response.writeHead(200, EVENT_STREAM);
      response.write(chatEvent('{"name": "A'));
    });
    const cancellation = new AbortController();
    const outcome = run({ kind: 'live' }, cancellation.signal);
    const { hungUp } = await provider.request(0);
    cancellation.abort();
    assert.equal((await outcome).state, 'cancelled');
    await hungUp;
  });
});
