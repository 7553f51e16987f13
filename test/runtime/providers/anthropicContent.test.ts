import assert from 'node:assert/strict';
import { ANTHROPIC, anthropicContent } from '../../../server/src/runtime/providers/anthropicContent';
import { MediaShelf } from '../../../server/src/runtime/request/requestText';
import { media, optionsOf, text, user, type Parts } from '../../support/providerRequest';

describe('contents for Anthropic', () => {
  const build = (...parts: Parts) => {
    const options = optionsOf({});
    const shelf = new MediaShelf();
    const { messages } = anthropicContent([user(...parts)], options, shelf, ANTHROPIC);
    return { content: (messages as unknown as { content: unknown[] }[])[0]!.content, options, shelf };
  };

  it('have pictures and sound by URL, documents by their bytes', () => {
    const { content, shelf } = build(
      media('image', 'http://h/a.png'),
      media('audio', 'http://h/a.wav'),
      media('pdf', 'http://h/a.pdf'),
    );
    assert.deepEqual(content.slice(0, 2), [
      { type: 'image', source: { type: 'url', url: 'http://h/a.png' } },
      { type: 'audio', source: { type: 'url', url: 'http://h/a.wav' } },
    ]);
    assert.match(
      JSON.stringify(content[2]),
      /"type":"document","source":\{"type":"base64","media_type":"application\/pdf"/,
    );
    assert.equal(shelf.media.length, 1);
  });

  it('have no video', () => {
    assert.match(
      build(media('video', 'http://h/a.mp4')).options.problems[0]!,
      /^Video input is not yet supported by Anthropic/,
    );
  });

  it('have the metadata of their roles, where the wire takes it', () => {
    const messages = [user(text('a', { x: 1 }))];
    const plain = anthropicContent(messages, optionsOf({}), new MediaShelf(), { ...ANTHROPIC, withMetadata: false });
    assert.deepEqual(plain.messages, [{ role: 'user', content: [{ type: 'text', text: 'a' }] }]);
  });
});
