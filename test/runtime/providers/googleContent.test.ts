import assert from 'node:assert/strict';
import { GOOGLE_AI, googleContent, VERTEX } from '../../../server/src/runtime/providers/googleContent';
import { MediaShelf } from '../../../server/src/runtime/request/requestText';
import { media, message, optionsOf, text, user, type Parts } from '../../support/providerRequest';

describe('contents for Gemini', () => {
  const build = (spelling: typeof VERTEX, ...parts: Parts) => {
    const options = optionsOf({});
    const { contents } = googleContent([user(...parts)], spelling, options, new MediaShelf());
    return { parts: (contents as unknown as { parts: unknown[] }[])[0]!.parts, problems: options.problems };
  };

  it('have each spelling of a file’s address', () => {
    const file = media('image', 'gs://b/a.png', 'image/png');
    assert.deepEqual(build(GOOGLE_AI, file).parts, [
      { file_data: { file_uri: 'gs://b/a.png', mime_type: 'image/png' } },
    ]);
    assert.deepEqual(build(VERTEX, file).parts, [{ fileData: { fileUri: 'gs://b/a.png', mimeType: 'image/png' } }]);
  });

  it('have each spelling of bytes', () => {
    const inline = media('image', 'data:image/png;base64,QUJD');
    assert.deepEqual(build(GOOGLE_AI, inline).parts, [{ inline_data: { mime_type: 'image/png', data: 'QUJD' } }]);
    assert.deepEqual(build(VERTEX, inline).parts, [{ inlineData: { mimeType: 'image/png', data: 'QUJD' } }]);
  });

  it('take a video for an MP4 on Vertex, when nobody says', () => {
    assert.deepEqual(build(VERTEX, media('video', 'http://h/a.mov')).parts, [
      { fileData: { fileUri: 'http://h/a.mov', mimeType: 'video/mp4' } },
    ]);
  });

  it('have the system prompt apart, and metadata on the parts', () => {
    const messages = [message('system', text('s', { x: 1 })), user('u')];
    assert.deepEqual(googleContent(messages, GOOGLE_AI, optionsOf({}), new MediaShelf()), {
      system: { parts: [{ text: 's', x: 1 }] },
      contents: [{ role: 'user', parts: [{ text: 'u' }] }],
    });
  });
});
