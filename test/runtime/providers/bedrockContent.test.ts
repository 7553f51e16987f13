import assert from 'node:assert/strict';
import { bedrockContent } from '../../../server/src/runtime/providers/bedrockContent';
import { MediaShelf } from '../../../server/src/runtime/request/requestText';
import { media, message, optionsOf, text, user, type Parts } from '../../support/providerRequest';

describe('contents for Bedrock', () => {
  const build = (options: object, ...parts: Parts) => {
    const client = optionsOf(options as Record<string, string>);
    const { messages } = bedrockContent([user(...parts)], client, new MediaShelf());
    return { content: (messages as unknown as { content: unknown[] }[])[0]!.content, problems: client.problems };
  };

  it('have a mark after each part that may be cached, also in the system prompt', () => {
    const cached = text('s', { cache_control: null, other: 1 });
    const { system, messages } = bedrockContent(
      [message('system', cached), user(cached, 'u')],
      optionsOf({}),
      new MediaShelf(),
    );
    const point = { cachePoint: { type: 'default' } };
    assert.deepEqual(system, [{ text: 's' }, point]);
    assert.deepEqual(messages, [{ role: 'user', content: [{ text: 's' }, point, { text: 'u' }] }]);
  });

  it('have media with the format that is in their type', () => {
    assert.deepEqual(build({}, media('image', 'data:image/png;base64,QUJD')).content, [
      { image: { format: 'png', source: { bytes: 'QUJD' } } },
    ]);
    assert.deepEqual(build({}, media('pdf', 'data:application/pdf;base64,QUJD')).content, [
      { document: { format: 'pdf', source: { bytes: 'QUJD' }, name: 'document' } },
    ]);
  });

  it('have video by its address in S3, and no other address', () => {
    assert.deepEqual(build({}, media('video', 's3://b/v')).content, [
      { video: { source: { s3Location: { uri: 's3://b/v' } } } },
    ]);
    assert.match(build({}, media('video', 'http://h/v')).problems[0]!, /requires s3:\/\/ URIs/);
    assert.match(
      build({ media_url_handler: { image: 'send_url' } }, media('image', 'http://h/v')).problems[0]!,
      /s3:\/\//,
    );
  });
});
