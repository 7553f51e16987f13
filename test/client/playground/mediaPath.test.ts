import assert from 'node:assert/strict';
import { isWithin, pathFrom } from '../../../client/src/playground/mediaPath';
import { withFileUri } from '../../../server/src/runtime/request/mediaFiles';

describe('the path to a medium', () => {
  const HOLDER = 'file:///home/ada/shop/baml_src/main.baml';
  const cases: readonly (readonly [string, string])[] = [
    ['file:///home/ada/shop/baml_src/cat.png', 'cat.png'],
    ['file:///home/ada/shop/media/a%20b%23.png', '../media/a b#.png'],
    ['file:///home/ada/shop/baml_src/in/here/cat.png', 'in/here/cat.png'],
    ['file:///srv/cat.png', '/srv/cat.png'],
    ['vscode-remote://host/home/cat.png', '/home/cat.png'],
  ];
  for (const [file, path] of cases) it(`${file} is ${path}`, () => assert.equal(pathFrom(HOLDER, file), path));

  it('leads back to the file, as a run reads it', () => {
    for (const [file] of cases.slice(0, 4)) {
      const media = { media: 'image', source: { type: 'file', file: pathFrom(HOLDER, file) } } as const;
      const { source } = withFileUri(media, HOLDER);
      assert.equal(source.type === 'file' && source.file, file);
    }
  });

  it('tells what lies in a folder, however it is written', () => {
    assert.ok(isWithin('file:///c%3A/my%20shop', 'file:///C:/my shop/baml_src/a.baml'));
    assert.ok(isWithin('file:///shop/', 'file:///shop/a.baml'));
    assert.ok(!isWithin('file:///shop', 'file:///shopping/a.baml'));
    assert.ok(!isWithin('file:///shop', 'vscode-remote://host/shop/a.baml'));
  });

  it('counts within a drive, and does not cross drives', () => {
    const holder = 'file:///c%3A/shop/baml_src/main.baml';
    assert.equal(pathFrom(holder, 'file:///c%3A/shop/cat.png'), '../cat.png');
    assert.equal(pathFrom(holder, 'file:///d%3A/cat.png'), '/d:/cat.png');
  });
});
