import assert from 'node:assert/strict';
import type { Media } from '../../../server/src/runtime/prompt/messages';
import { MediaShelf } from '../../../server/src/runtime/request/requestText';
import { sentMedia, type MediaMode } from '../../../server/src/runtime/request/sentMedia';

describe('how a medium is sent', () => {
  const send = (source: Media['source'], mode: MediaMode, mimeType?: string) => {
    const shelf = new MediaShelf();
    const medium: Media = { media: 'image', source, ...(mimeType === undefined ? {} : { mimeType }) };
    const sent = sentMedia(medium, { image: mode, audio: mode, pdf: mode, video: mode }, shelf);
    const kind = sent.as === 'url' ? `url ${sent.type ?? ''}`.trim() : shelf.media.length ? 'fetched' : 'at hand';
    return sent.as === 'bytes' ? `${kind} ${JSON.stringify(sent.about('type'))}` : kind;
  };
  const url = (address: string) => ({ type: 'url', url: address }) as const;
  const hole = '{"media":0,"as":"type"}';

  const cases: [name: string, source: Media['source'], mode: MediaMode, type: string | undefined, sent: string][] = [
    ['a URL that stays', url('http://h/a'), 'send_url', undefined, 'url'],
    ['a URL with its type', url('http://h/a'), 'send_url_add_mime_type', 'image/x', 'url image/x'],
    ['a URL whose type is asked for', url('http://h/a'), 'send_url_add_mime_type', undefined, `fetched ${hole}`],
    ['a URL to be fetched', url('http://h/a'), 'send_base64', undefined, `fetched ${hole}`],
    ['a URL to be fetched, with its type', url('http://h/a'), 'send_base64', 'image/x', 'fetched "image/x"'],
    ['Google’s own address', url('gs://b/a'), 'send_base64_unless_google_url', undefined, 'url'],
    [
      'another address of Google',
      url('https://storage.googleapis.com/a'),
      'send_base64_unless_google_url',
      undefined,
      `fetched ${hole}`,
    ],
    [
      'a data URL to be taken apart',
      url('data:image/gif;base64,QUJD'),
      'send_base64',
      undefined,
      'at hand "image/gif"',
    ],
    ['a data URL that stays', url('data:image/gif;base64,QUJD'), 'send_url', undefined, 'url'],
    ['a file', { type: 'file', file: 'img/a.jpg' }, 'send_url', undefined, 'fetched "image/jpg"'],
    ['a file without extension', { type: 'file', file: 'img/a' }, 'send_url', undefined, `fetched ${hole}`],
    ['a file whose type is given', { type: 'file', file: 'a.jpg' }, 'send_url', 'image/x', 'fetched "image/x"'],
    ['base64', { type: 'base64', base64: 'QUJD' }, 'send_url', 'image/x', 'at hand "image/x"'],
    [
      'base64 that tells its type',
      { type: 'base64', base64: 'iVBORw0KGgo=' },
      'send_url',
      undefined,
      'at hand "image/png"',
    ],
    ['base64 of nobody knows what', { type: 'base64', base64: 'QUJD' }, 'send_url', undefined, `fetched ${hole}`],
  ];
  for (const [name, source, mode, type, sent] of cases) it(name, () => assert.equal(send(source, mode, type), sent));
});
