import assert from 'node:assert/strict';
import { openaiTranscriptions } from '../../../server/src/runtime/providers/openaiTranscriptions';
import type { MessagePart } from '../../../server/src/runtime/prompt/messages';
import { readForm } from '../../support/multipart';
import { ask, media, message, user } from '../../support/providerRequest';

const env = { OPENAI_API_KEY: 'sk-1' };
const audio = media('audio', 'data:audio/mpeg;base64,QUJD');

describe('openai-transcriptions', () => {
  it('is a form: known options as fields, the texts of the prompt a line each, then the sound', () => {
    const { headers, text } = ask(openaiTranscriptions, {
      env,
      options: { model: 'm', language: 'en', temperature: 0.5, metadata: { a: 1 }, input: 'x' },
      messages: [message('system', 'one'), user('two', audio)],
    });
    const [, boundary] = /^multipart\/form-data; boundary=(.+)$/.exec(headers['content-type']!)!;
    assert.deepEqual(readForm(text, `boundary=${boundary}`), [
      { name: 'model', value: 'm' },
      { name: 'prompt', value: 'one\ntwo' },
      { name: 'language', value: 'en' },
      { name: 'temperature', value: '0.5' },
      { name: 'stream', value: 'true' },
      {
        name: 'file',
        filename: 'audio.mp3',
        content_type: 'audio/mpeg',
        value: '<bytes of data:audio/mpeg;base64,QUJD>',
      },
    ]);
  });

  const image = media('image', 'http://h/a.png');
  const wrong: [parts: readonly MessagePart[], options: Record<string, string | boolean>, problem: RegExp][] = [
    [[], {}, /require exactly one audio media part, got 0/],
    [[audio, media('audio', 'http://h/b.wav')], {}, /got 2/],
    [[audio, image], {}, /only support audio media parts/],
    [[audio], { stream: true }, /reserved request field `stream`/],
    [[audio], { prompt: 'x' }, /`prompt` and rendered text/],
    [[audio], { response_format: 'text' }, /response_format `text` is not supported/],
  ];
  for (const [parts, options, problem] of wrong) {
    it(`says why it cannot be sent: ${problem.source}`, () => {
      const { problems } = ask(openaiTranscriptions, { env, options, messages: [user('words', ...parts)] });
      assert.match(problems[0] ?? '', problem);
    });
  }
});
