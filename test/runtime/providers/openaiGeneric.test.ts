/** What is particular to `openai-generic`. */
import assert from 'node:assert/strict';
import type { MapEntry } from '../../../server/src/ir/functions';
import { ClientOptions } from '../../../server/src/runtime/clientOptions';
import type { MessagePart, RenderedMessage } from '../../../server/src/runtime/prompt/messages';
import { openaiGeneric } from '../../../server/src/runtime/providers/openaiGeneric';

const base = { key: 'base_url', value: { kind: 'string', value: 'http://h/v1' } } as const;
const text = (words: string, metadata = {}): MessagePart => ({ kind: 'text', text: words, metadata });
const image: MessagePart = {
  kind: 'media',
  media: { media: 'image', source: { type: 'url', url: 'http://h/cat.png' } },
  metadata: {},
};

describe('openai-generic', () => {
  it('needs base_url, and no key', () => {
    const { request, problems } = build([], [{ role: 'user', parts: [text('hi')] }]);
    assert.equal(request.url, '');
    assert.match(problems[0]!, /needs `base_url`/);
    assert.deepEqual([...build([base], []).request.headers.keys()], ['content-type', 'accept']);
  });

  it('sends messages of plain text as one string, others as a list of parts', () => {
    const { request } = build(
      [base],
      [
        { role: 'system', parts: [text('one'), text('two')] },
        { role: 'user', parts: [text('see'), image] },
        { role: 'user', parts: [text('x', { cache_control: 1 })] },
      ],
    );
    assert.deepEqual((JSON.parse(request.body) as { messages: unknown }).messages, [
      { role: 'system', content: 'one two' },
      {
        role: 'user',
        content: [
          { type: 'text', text: 'see' },
          { type: 'image_url', image_url: { url: 'http://h/cat.png' } },
        ],
      },
      { role: 'user', content: [{ type: 'text', text: 'x', cache_control: 1 }] },
    ]);
  });

  it('does not ask for usage: not every server knows how', () => {
    assert.deepEqual(JSON.parse(build([base], []).request.body), { messages: [], stream: true });
  });

  it('turns a user name in base_url into an authorization header', () => {
    const withUser = { key: 'base_url', value: { kind: 'string', value: 'https://me:p%40ss@h/v1' } } as const;
    const { request } = build([withUser], []);
    assert.equal(request.url, 'https://h/v1/chat/completions');
    assert.equal(request.headers.get('authorization'), `Basic ${Buffer.from('me:p@ss').toString('base64')}`);
    assert.ok(request.secrets.includes('p@ss'));
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
      const entries: MapEntry[] = [base];
      if (handler) {
        const value = { kind: 'map', entries: [{ key: 'image', value: { kind: 'string', value: handler } }] } as const;
        entries.push({ key: 'media_url_handler', value });
      }
      const { request, problems } = build(entries, [{ role: 'user', parts: [part] }]);
      assert.match(problems[0] ?? request.body, result);
    });
  }

  function url(media: 'image' | 'audio' | 'pdf' | 'video', address: string): MessagePart {
    return { kind: 'media', media: { media, source: { type: 'url', url: address } }, metadata: {} };
  }
});

function build(entries: readonly MapEntry[], messages: readonly RenderedMessage[]) {
  const options = new ClientOptions('Main', entries, () => undefined);
  const request = openaiGeneric.request({ options, messages, streaming: true });
  return { request, problems: options.problems };
}
