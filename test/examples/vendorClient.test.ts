import assert from 'node:assert/strict';
import OpenAI from 'openai';
import { startExampleProvider, type ExampleProvider } from '../support/exampleProvider';
import { recordingNamed } from './exampleRun';

/** The example model is not judged by ourselves alone: the vendor's own client reads what it streams. */
describe('the example model and the client of OpenAI', () => {
  let provider: ExampleProvider;
  let client: OpenAI;
  before(async () => {
    provider = await startExampleProvider({ speed: 200, port: 0 });
    client = new OpenAI({ baseURL: `${provider.url}/v1`, apiKey: 'none', maxRetries: 0 });
  });
  after(() => provider.close());

  const recording = recordingNamed('person');
  const messages = recording.header.prompt.messages.map(({ role, text }) => ({
    role: role as 'system' | 'user',
    content: text,
  }));
  const wanted = recording.chunks.map((chunk) => chunk.text).join('');

  it('streams a whole answer with its finish reason and usage', async () => {
    const stream = await client.chat.completions.create({
      model: 'example-model',
      messages,
      stream: true,
      stream_options: { include_usage: true },
    });
    let text = '';
    let finish: string | null = null;
    let tokens = 0;
    for await (const chunk of stream) {
      text += chunk.choices[0]?.delta.content ?? '';
      finish = chunk.choices[0]?.finish_reason ?? finish;
      tokens = chunk.usage?.completion_tokens ?? tokens;
    }
    assert.equal(text, wanted);
    assert.equal(finish, 'stop');
    assert.ok(tokens > 0);
  });

  it('answers in one piece when it is not asked to stream', async () => {
    const answer = await client.chat.completions.create({ model: 'example-model', messages });
    assert.equal(answer.choices[0]?.message.content, wanted);
  });

  it('sees the connection close when it stops reading', async () => {
    const asked = { model: 'example-model', messages, stream: true } as const;
    const stream = await client.chat.completions.create(asked, { headers: { 'x-speed': '1' } });
    const entry = provider.log.at(-1)!;
    stream.controller.abort();
    while (entry.closedByClientAt === null && !entry.finished) await new Promise((resolve) => setTimeout(resolve, 5));
    assert.ok(entry.closedByClientAt !== null);
  });

  for (const [model, status] of [
    ['error-401', 401],
    ['error-429', 429],
    ['error-500', 500],
  ] as const) {
    it(`${model} is an error of the API with its status`, async () => {
      await assert.rejects(
        client.chat.completions.create({ model, messages, stream: true }),
        (error) => error instanceof OpenAI.APIError && error.status === status,
      );
    });
  }
});
