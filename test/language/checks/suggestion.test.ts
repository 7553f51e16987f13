import assert from 'node:assert/strict';
import { suggest, suggestWord } from '../../../server/src/language/checks/suggestion';
import { parseFile } from '../../../server/src/language/project/sourceFile';
import { applyFix } from '../../support/fixes';

describe('suggestion', () => {
  const text = 'a promt b "promt"';
  const file = parseFile('a', text);

  it('replaces a word by the nearest, and keeps its quotes', () => {
    const bare = suggest(file, { start: 2, end: 7 }, 'promt', ['client', 'prompt']);
    assert.equal(bare.hint, ' Did you mean `prompt`?');
    assert.equal(applyFix({ a: text }, bare.extra!.fixes[0]!)['a'], 'a prompt b "promt"');
    const quoted = suggest(file, { start: 10, end: 17 }, 'promt', ['prompt']);
    assert.equal(applyFix({ a: text }, quoted.extra!.fixes[0]!)['a'], 'a promt b "prompt"');
  });

  it('is sure about words of the language only', () => {
    assert.equal(suggest(file, { start: 2, end: 7 }, 'promt', ['prompt']).extra?.fixes[0]?.preferred, undefined);
    assert.equal(suggestWord(file, { start: 2, end: 7 }, 'promt', ['prompt']).extra?.fixes[0]?.preferred, true);
  });

  it('says nothing when nothing is near', () => {
    assert.deepEqual(suggest(file, { start: 2, end: 7 }, 'promt', ['client']), { hint: '', extra: undefined });
  });
});
