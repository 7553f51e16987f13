import assert from 'node:assert/strict';
import type { EditorModelParams, EditorModelResult } from '../../protocol/editorModels';
import { ClientsRequest, EditorModelProgress, EditorModelRequest } from '../../protocol/lsp';
import type { RunEvent, RunParams } from '../../protocol/run';
import { connect, eventually, temporaryFolder, type TemporaryFolder, type TestClient } from '../support/connection';

const SOURCE = `class Said {
  text string
}

function Say(what: string) -> Said {
  client Own
  prompt #"
    {{ _.role("system") }}
    Be brief.
    {{ _.role("user") }}
    Say {{ what }}. {{ ctx.output_format }}
  "#
}

client<llm> Own {
  provider openai
  options { model "m" }
}

client<llm> Another {
  provider anthropic
  options { model "m" }
}
`;

describe('runs with a model of the editor', () => {
  let folder: TemporaryFolder;
  let client: TestClient;
  let asked: EditorModelParams[];
  let cancelled: boolean;
  beforeEach(() => {
    folder = temporaryFolder({ 'baml_src/a.baml': SOURCE });
    asked = [];
    cancelled = false;
  });
  afterEach(async () => {
    await client.stop();
    folder.remove();
  });
  const start = async (
    answer: (send: (piece: string) => void, isCancelled: Promise<void>) => Promise<EditorModelResult>,
  ) => {
    client = await connect(
      [folder.path],
      { env: () => undefined },
      {
        prepare: (connection) =>
          connection.onRequest(EditorModelRequest, (params: EditorModelParams, token) => {
            asked.push(params);
            const isCancelled = new Promise<void>((resolve) =>
              token.onCancellationRequested(() => {
                cancelled = true;
                resolve();
              }),
            );
            const send = (piece: string) =>
              void connection.sendProgress(EditorModelProgress, params.partialResultToken, [piece]);
            return answer(send, isCancelled);
          }),
      },
    );
  };
  const params = (): RunParams => ({
    run: 'r1',
    function: 'Say',
    uri: folder.uri('baml_src'),
    args: { what: 'hello' },
    client: 'vscode-lm/copilot-gpt',
    source: { kind: 'live' },
  });
  const outcome = (events: readonly RunEvent[]) => {
    const last = events.at(-1);
    assert.ok(last?.type === 'finished');
    return last.outcome;
  };

  it('stream as a provider does, with no key; the system text goes first as the user’s', async () => {
    await start(async (send) => {
      for (const piece of ['{"te', 'xt": "hel', 'lo"}']) send(piece);
      return { kind: 'done' };
    });
    const run = client.run(params());
    await run.result;
    const end = outcome(run.events);
    assert.ok(end.kind === 'completed', JSON.stringify(end));
    assert.deepEqual(end.value, { text: 'hello' });
    assert.equal(end.usage, undefined, 'the editor reports none');
    assert.equal(asked[0]!.model, 'copilot-gpt');
    assert.equal(asked[0]!.messages.length, 1);
    assert.match(asked[0]!.messages[0]!.text, /^Be brief\.\n\nSay hello\. Answer in JSON/);
    const head = run.events[0];
    assert.ok(head?.type === 'started' && head.header.client.provider === 'vscode-lm');
  });

  it('are cancelled in the editor, and keep what had arrived', async () => {
    await start(async (send, isCancelled) => {
      send('{"text": "hel');
      await isCancelled;
      return { kind: 'done' };
    });
    const run = client.run(params());
    await eventually(() => run.events.some((event) => event.type === 'frames'), 'frames');
    run.cancel();
    await run.result;
    assert.equal(outcome(run.events).kind, 'cancelled');
    await eventually(() => cancelled, 'the model is told');
  });

  for (const [code, says] of [
    ['NoPermissions', /You have not allowed/],
    ['NotFound', /does not have this model any more/],
    ['Blocked', /refuses more requests.*quota/],
    [undefined, /quota/],
  ] as const) {
    it(`say in words what went wrong: ${code ?? 'another error'}`, async () => {
      await start(async (send) => {
        send('{"text": "h');
        return { kind: 'failed', message: 'quota', ...(code && { code }) };
      });
      const run = client.run(params());
      await run.result;
      const end = outcome(run.events);
      assert.ok(end.kind === 'failed' && says.test(end.error.message), JSON.stringify(end));
      assert.ok(
        run.events.some((event) => event.type === 'frames'),
        'what had arrived is kept',
      );
    });
  }

  it('can be chosen beside the clients of the project', async () => {
    await start(async () => ({ kind: 'done' }));
    client.open(folder.uri('baml_src/a.baml'), SOURCE);
    assert.deepEqual(await client.connection.sendRequest(ClientsRequest), [
      { project: folder.uri('baml_src'), name: 'Another', provider: 'anthropic' },
      { project: folder.uri('baml_src'), name: 'Own', provider: 'openai' },
    ]);
  });
});
