/** How media and text become message contents. */
import assert from 'node:assert/strict';
import { ClientOptions } from '../../../server/src/runtime/clientOptions';
import type { MessagePart } from '../../../server/src/runtime/prompt/messages';
import { chatMessages, type TextLayout } from '../../../server/src/runtime/providers/openaiContent';
import { text } from '../../support/providerRequest';
import { HoledString, MediaShelf } from '../../../server/src/runtime/request/requestText';

describe('message contents', () => {
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

  const media: [name: string, part: MessagePart, handler: [string, string] | null, result: RegExp][] = [
    [
      'audio by URL',
      url('audio', 'http://h/a.wav'),
      null,
      /"data":\[\{"media":0,"as":"base64"\}\],"format":\[\{"media":0,"as":"format"\}\]/,
    ],
    [
      'audio in a data URL',
      url('audio', 'data:audio/mp3;base64,QUJD'),
      null,
      /"input_audio":\{"data":"QUJD","format":"mp3"\}/,
    ],
    [
      'audio that shall stay a URL',
      url('audio', 'http://h/a.wav'),
      ['audio', 'send_url'],
      /\{"data":"http:\/\/h\/a\.wav","format":"wav"\}/,
    ],
    ['a pdf by URL', url('pdf', 'http://h/a.pdf'), null, /"file_url":"http:\/\/h\/a\.pdf"/],
    ['video', url('video', 'http://h/a.mp4'), null, /^Video input is only supported/],
    [
      'a picture to be downloaded',
      url('image', 'http://h/a.png'),
      ['image', 'send_base64'],
      /"data:",\{"media":0,"as":"type"\},";base64,",\{"media":0,"as":"base64"\}/,
    ],
    [
      'a file',
      { kind: 'media', media: { media: 'image', source: { type: 'file', file: 'a.png' } }, metadata: {} },
      null,
      /"data:","image\/png",";base64,",\{"media":0,"as":"base64"\}/,
    ],
    ['a way to send that is none', url('image', 'http://h/a.png'), ['image', 'fax'], /must be one of: send_base64/],
    ['a kind of media that is none', url('image', 'http://h/a.png'), ['smell', 'send_url'], /names `smell`/],
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

/** The content with its holes, as JSON would show it. */
function build(parts: readonly MessagePart[], handler: readonly [string, string] | null, layout: TextLayout) {
  const handlers = handler ? [{ key: handler[0], value: { kind: 'string', value: handler[1] } as const }] : [];
  const entries = [{ key: 'media_url_handler', value: { kind: 'map', entries: handlers } as const }];
  const options = new ClientOptions('Main', entries, () => undefined);
  const made = chatMessages([{ role: 'user', parts }], layout, options, new MediaShelf());
  const shown = JSON.stringify(made, (_, value: unknown) => (value instanceof HoledString ? value.pieces : value));
  const [message] = JSON.parse(shown) as { content: unknown }[];
  return { content: message!.content, problems: options.problems };
}
