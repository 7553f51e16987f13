/** What all members of the chat family have in common. */
import assert from 'node:assert/strict';
import type { MapEntry } from '../../../server/src/ir/functions';
import { ClientOptions } from '../../../server/src/runtime/clientOptions';
import { MediaShelf } from '../../../server/src/runtime/request/requestText';
import { openaiChat } from '../../../server/src/runtime/providers/openaiChat';

const provider = openaiChat({
  name: 'test',
  aliases: [],
  baseUrl: 'http://h/v1',
  keyVariable: 'THE_KEY',
  textLayout: 'parts',
  asksForUsage: true,
  allowedRoles: () => ['user'],
  streams: () => true,
});

describe('a chat request', () => {
  it('lets the key win over an authorization header, and other headers over its own', () => {
    const headers = map({ Authorization: 'Basic x', 'Content-Type': 'application/json; charset=utf-8' });
    const { request } = build([{ key: 'headers', value: headers }], { THE_KEY: 'sk-1' });
    assert.equal(request.headers.get('authorization'), 'Bearer sk-1');
    assert.equal(request.headers.get('content-type'), 'application/json; charset=utf-8');
    assert.equal(request.headers.get('accept'), 'text/event-stream');
  });

  it('asks for usage while streaming, and overwrites what a client says about streaming', () => {
    const { request } = build(
      [
        { key: 'stream', value: { kind: 'bool', value: false } },
        { key: 'messages', value: { kind: 'null' } },
      ],
      { THE_KEY: 'sk-1' },
    );
    assert.deepEqual(JSON.parse(request.body as string), {
      stream: true,
      messages: [{ role: 'user', content: [{ type: 'text', text: 'hi' }] }],
      stream_options: { include_usage: true },
    });
    assert.ok(!(build([], { THE_KEY: 'sk-1' }, false).request.body as string).includes('stream'));
  });
});

function map(entries: Record<string, string>): MapEntry['value'] {
  return {
    kind: 'map',
    entries: Object.entries(entries).map(([key, value]) => ({ key, value: { kind: 'string', value } })),
  };
}

function build(entries: readonly MapEntry[], env: Record<string, string>, streaming = true) {
  const options = new ClientOptions('Main', entries, (name) => env[name]);
  const messages = [{ role: 'user', parts: [{ kind: 'text', text: 'hi', metadata: {} } as const] }];
  const request = provider.request({ options, messages, streaming, media: new MediaShelf() });
  assert.deepEqual(options.problems, []);
  return { request };
}
