import assert from 'node:assert/strict';
import { createProject } from '../../../server/src/language/languageService';
import { hintCases } from '../../support/hintCases';

describe('inlay hints', () => {
  hintCases('features/inlayHints');

  const TEXT = 'type N = string @stream.done\nclass A {\n  a N\n  b N\n}\n';
  const project = createProject();
  project.setFile('a.baml', TEXT);
  const snapshot = project.snapshot();

  it('are those of the range that is asked for', () => {
    const start = TEXT.indexOf('  b');
    const hints = snapshot.inlayHints('a.baml', { start, end: TEXT.length });
    assert.deepEqual(
      hints.map(({ offset }) => TEXT.slice(0, offset).split('\n').length),
      [4],
    );
  });

  it('say more in their tooltip, and lead to what they are about', () => {
    const [hint] = snapshot.inlayHints('a.baml', { start: 0, end: TEXT.length });
    assert.equal(hint?.tooltip, '`N` brings `@stream.done` along. This field: held until its closing quote.');
    assert.equal(TEXT.slice(hint?.target?.start, hint?.target?.end), '@stream.done');
  });

  it('of a file of another project are none', () => {
    assert.deepEqual(snapshot.inlayHints('b.baml', { start: 0, end: 10 }), []);
  });
});
