/** How media and text become message contents. */
import assert from 'node:assert/strict';
import { ClientOptions } from '../../../server/src/runtime/clientOptions';
import type { MessagePart } from '../../../server/src/runtime/prompt/messages';
import { chatMessages, type TextLayout } from '../../../server/src/runtime/providers/openaiContent';

describe('message contents', () => {
  const text = (words: string, metadata = {}): MessagePart => ({ kind: 'text', text: words, metadata });

  it('are parts, with the metadata of their role on each', () => {
    const parts = [text('a', { cache_control: { type: 'ephemeral' } }), url('image', 'http://h/cat.png')];
    assert.deepEqual(build(parts, null, 'parts').content, [
      { type: 'text', text: 'a', cache_control: { type: 'ephemeral' } },
      { type: 'image_url', image_url: { url: 'http://h/cat.png' } },
    ]);
  });

  it('may be one string when there is nothing but text', () => {
    assert.equal(build([text('a\nb'), text('c')], null, 'string').content, 'a\nb c');
    assert.ok(Array.isArray(build([text('a', { x: 1 })], null, 'string').content));
  });

  const media: [name: string, part: MessagePart, handler: string | null, result: RegExp][] = [
    [
      'audio by URL',
      url('audio', 'http://h/a.wav'),
      null,
      /audio http:\/\/h\/a\.wav would have to be downloaded first/,
    ],
    [
      'audio in a data URL',
      url('audio', 'data:audio/mp3;base64,QUJD'),
      null,
      /"input_audio":\{"data":"QUJD","format":"mp3"\}/,
    ],
    ['a pdf by URL', url('pdf', 'http://h/a.pdf'), null, /"file_url":"http:\/\/h\/a\.pdf"/],
    ['video', url('video', 'http://h/a.mp4'), null, /^Video input is only supported/],
    [
      'a picture to be downloaded',
      url('image', 'http://h/a.png'),
      'send_base64',
      /set media_url_handler \{ image "send_url" \}/,
    ],
    [
      'a file',
      { kind: 'media', media: { media: 'image', source: { type: 'file', file: 'a.png' } }, metadata: {} },
      null,
      /The file a\.png cannot be sent/,
    ],
    [
      'base64 without a type',
      { kind: 'media', media: { media: 'image', source: { type: 'base64', base64: 'QUJD' } }, metadata: {} },
      null,
      /needs a media_type/,
    ],
  ];
  for (const [name, part, handler, result] of media) {
    it(`says what becomes of ${name}`, () => {
      const { content, problems } = build([part], handler, 'parts');
      assert.match(problems[0] ?? JSON.stringify(content), result);
    });
  }

  function url(media: 'image' | 'audio' | 'pdf' | 'video', address: string): MessagePart {
    return { kind: 'media', media: { media, source: { type: 'url', url: address } }, metadata: {} };
  }
});

function build(parts: readonly MessagePart[], imageHandler: string | null, layout: TextLayout) {
  const handlers =
    imageHandler === null ? [] : [{ key: 'image', value: { kind: 'string', value: imageHandler } as const }];
  const entries = [{ key: 'media_url_handler', value: { kind: 'map', entries: handlers } as const }];
  const options = new ClientOptions('Main', entries, () => undefined);
  const [message] = chatMessages([{ role: 'user', parts }], layout, options) as unknown as { content: unknown }[];
  return { content: message!.content, problems: options.problems };
}
