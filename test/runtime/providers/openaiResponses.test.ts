import assert from 'node:assert/strict';
import { openaiResponses } from '../../../server/src/runtime/providers/openaiResponses';
import { ask, media, message, text, user } from '../../support/providerRequest';

const env = { OPENAI_API_KEY: 'sk-1' };

describe('openai-responses', () => {
  it('tells what is put in from what was put out, with the metadata of the roles', () => {
    const messages = [user(text('a', { x: 1 })), message('assistant', 'b'), message('system', 'c')];
    const { url, json } = ask(openaiResponses, { env, messages });
    assert.equal(url, 'https://api.openai.com/v1/responses');
    assert.deepEqual(json(), {
      input: [
        { role: 'user', content: [{ type: 'input_text', text: 'a', x: 1 }] },
        { role: 'assistant', content: [{ type: 'output_text', text: 'b' }] },
        { role: 'system', content: [{ type: 'input_text', text: 'c' }] },
      ],
      stream: true,
    });
  });

  const wrong: [messages: Parameters<typeof ask>[1]['messages'], options: object, problem: RegExp][] = [
    [
      [message('assistant', media('image', 'http://h/a.png'))],
      {},
      /assistant holds image, but assistant messages must be text/,
    ],
    [[user(media('video', 'http://h/a.mp4'))], {}, /Video is not yet supported/],
    [[user(media('audio', 'http://h/a.wav'))], { media_url_handler: { audio: 'send_url' } }, /must be base64/],
  ];
  for (const [messages, options, problem] of wrong) {
    it(`refuses what it cannot send: ${problem.source}`, () => {
      const asked = ask(openaiResponses, { env, options: options as Record<string, string>, messages: messages! });
      assert.match(asked.problems[0]!, problem);
    });
  }
});
