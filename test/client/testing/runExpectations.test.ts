import assert from 'node:assert/strict';
import * as path from 'node:path';
import { runExpectations } from '../../../client/src/testing/runExpectations';
import { FunctionsRequest } from '../../../protocol/lsp';
import { recordingNamed } from '../../examples/exampleRun';
import { connect, type TestClient } from '../../support/connection';
import { testServer } from './testServer';

const EXAMPLES = path.join(path.dirname(__TEST_ROOT__), 'examples');
const TEXT = `# comment
items visible within 40 characters

items visible within 2 characters
what is this
`;

describe('expectations of the Test Explorer', () => {
  let client: TestClient;
  before(async () => {
    client = await connect([EXAMPLES]);
  });
  after(() => client.stop());

  it('are judged line by line, by the types as they are typed now', async () => {
    const functions = await client.connection.sendRequest(FunctionsRequest);
    const { at } = functions.find(({ name }) => name === 'ExtractReceiptInfo')!;
    const judge = () =>
      runExpectations(
        testServer(client),
        `r${Math.random()}`,
        recordingNamed('receipt'),
        at.uri,
        TEXT,
        new AbortController().signal,
      );
    const judged = await judge();
    assert.ok(typeof judged !== 'string');
    assert.deepEqual(
      judged.map(({ line, failure }) => [line, failure?.actual.replace(/\d+/, 'n') ?? null]),
      [
        [1, null],
        [3, 'items became visible after n characters'],
      ],
    );
  });

  it('say why when nothing can be judged', async () => {
    const cancelled = new AbortController();
    cancelled.abort();
    const said = await runExpectations(
      testServer(client),
      'c',
      recordingNamed('receipt'),
      'file:///nowhere',
      TEXT,
      cancelled.signal,
    );
    assert.equal(said, 'It was cancelled.');
  });
});
