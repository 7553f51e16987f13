import assert from 'node:assert/strict';
import { code, fact, inBothLanguages, text } from '../../../../server/src/language/features/hover/parts';

describe('the parts of a hover', () => {
  it('are code and paragraphs; what is empty is left out', () => {
    assert.deepEqual(code('class A {}'), { kind: 'code', language: 'baml', text: 'class A {}' });
    assert.deepEqual(text('a', undefined, '', 'b'), [{ kind: 'text', text: 'a\n\nb' }]);
    assert.deepEqual(text(undefined, ''), []);
  });

  it('show a type in both languages under headings', () => {
    assert.deepEqual(
      inBothLanguages({ typescript: 'T', python: 'P' }).map((part) => part.text),
      ['**While it streams, in TypeScript**', 'T', '**While it streams, in Python**', 'P'],
    );
  });

  it('show a fact with what there is of it', () => {
    assert.deepEqual(fact('done', undefined, undefined), [{ kind: 'text', text: '`done`' }]);
    assert.deepEqual(fact('done', 'whole', 'Or not at all.'), [
      { kind: 'text', text: '`done`: whole\n\nOr not at all.' },
    ]);
  });
});
