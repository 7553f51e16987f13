import assert from 'node:assert/strict';
import { withFileUri } from '../../../server/src/runtime/request/mediaFiles';

describe('a file of media', () => {
  const HOLDER = 'file:///home/me/baml_src/tests.baml';
  const uris: [path: string, uri: string][] = [
    ['img/a.png', 'file:///home/me/baml_src/img/a.png'],
    ['../a.png', 'file:///home/me/a.png'],
    ['/data/a.png', 'file:///data/a.png'],
    ['a b#1?.png', 'file:///home/me/baml_src/a%20b%231%3F.png'],
    ['img\\ä.png', 'file:///home/me/baml_src/img/%C3%A4.png'],
  ];
  for (const [file, uri] of uris) {
    it(`${file} is ${uri}`, () =>
      assert.deepEqual(withFileUri({ media: 'image', source: { type: 'file', file } }, HOLDER), {
        media: 'image',
        source: { type: 'file', file: uri },
      }));
  }

  it('is no other source', () => {
    const medium = { media: 'image', source: { type: 'url', url: 'a.png' } } as const;
    assert.equal(withFileUri(medium, HOLDER), medium);
  });
});
