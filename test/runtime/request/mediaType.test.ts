import assert from 'node:assert/strict';
import { sniffedType, typeAspect } from '../../../server/src/runtime/request/mediaType';

describe('the type of some bytes', () => {
  const known: [bytes: string, type: string | undefined][] = [
    ['\x89PNG\r\n\x1a\n', 'image/png'],
    ['\xff\xd8\xff\xe0', 'image/jpeg'],
    ['GIF89a', 'image/gif'],
    ['RIFF\x10\0\0\0WEBPVP8 ', 'image/webp'],
    ['RIFF\x10\0\0\0WAVEfmt ', 'audio/x-wav'],
    ['ID3\x03', 'audio/mpeg'],
    ['OggS\0', 'audio/ogg'],
    ['\0\0\0\x20ftypisom', 'video/mp4'],
    ['\0\0\0\x20ftypheic', 'image/heif'],
    ['%PDF-1.4', 'application/pdf'],
    ['hello', undefined],
    ['', undefined],
    ['RIFF', undefined],
  ];
  for (const [bytes, type] of known) {
    it(`${JSON.stringify(bytes)} is ${type ?? 'nothing we know'}`, () =>
      assert.equal(sniffedType(Buffer.from(bytes, 'latin1')), type));
  }

  it('has a format, a subtype and an extension', () => {
    assert.deepEqual(
      (['type', 'format', 'subtype', 'extension'] as const).map((aspect) => typeAspect('audio/x-wav', 'audio', aspect)),
      ['audio/x-wav', 'x-wav', 'x-wav', 'wav'],
    );
    assert.equal(typeAspect('image/png', 'audio', 'format'), 'image/png');
    assert.equal(typeAspect('audio/ogg; codecs=opus', 'audio', 'extension'), 'ogg');
  });
});
