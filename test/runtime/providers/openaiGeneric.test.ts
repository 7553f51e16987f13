/** What is particular to `openai-generic`. */
import assert from 'node:assert/strict';
import type { MapEntry } from '../../../server/src/ir/functions';
import { ClientOptions } from '../../../server/src/runtime/clientOptions';
import { MediaShelf } from '../../../server/src/runtime/request/requestText';
import type { MessagePart, RenderedMessage } from '../../../server/src/runtime/prompt/messages';
import { openaiGeneric } from '../../../server/src/runtime/providers/openaiGeneric';

const base = { key: 'base_url', value: { kind: 'string', value: 'http://h/v1' } } as const;
const text = (words: string, metadata = {}): MessagePart => ({
  kind: 'text',
  text: words,
  metadata,
  ...(Object.keys(metadata).length ? { annotated: true } : {}),
});
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
    assert.deepEqual((JSON.parse(request.body as string) as { messages: unknown }).messages, [
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
    assert.deepEqual(JSON.parse(build([base], []).request.body as string), { messages: [], stream: true });
  });
});

function build(entries: readonly MapEntry[], messages: readonly RenderedMessage[]) {
  const options = new ClientOptions('Main', entries, () => undefined);
  const request = openaiGeneric.request({ options, messages, streaming: true, media: new MediaShelf() });
  return { request, problems: options.problems };
}
