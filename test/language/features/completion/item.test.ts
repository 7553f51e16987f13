import assert from 'node:assert/strict';
import { finished, fitting, inOrder, snippetText } from '../../../../server/src/language/features/completion/item';

describe('items', () => {
  it('come in order of their sort key, then of their label, each label of a kind once', () => {
    const items = finished([
      { label: 'b', kind: 'class', sort: '2' },
      { label: 'c', kind: 'class', sort: '1' },
      { label: 'a', kind: 'class', sort: '2' },
      { label: 'b', kind: 'class', sort: '1', detail: 'later' },
      { label: 'b', kind: 'enum', sort: '2' },
    ]);
    assert.deepEqual(
      items.map(({ label, kind }) => `${label} ${kind}`),
      ['c class', 'a class', 'b class', 'b enum'],
    );
    assert.equal(items[2]!.detail, undefined);
  });

  it('are the best of very many: those that begin with what was typed, then those with its letters', () => {
    const many = Array.from({ length: 3000 }, (_, i) => ({ label: `Type${i}`, kind: 'class' as const, sort: '2' }));
    const few = many.slice(0, 10);
    assert.equal(fitting(few, 'zzz'), few, 'a few are left to the editor');
    const found = finished(fitting([...many, { label: 'Typo', kind: 'class', sort: '2' }], 'ty29'));
    assert.ok(found.length > 10 && found.length <= 300);
    assert.ok(found.every(({ label }) => /^ty.*2.*9/i.test(label)));
    const prefixed = fitting([...many, { label: 'Tidy', kind: 'enum', sort: '2' }], 'tid');
    assert.deepEqual(
      prefixed.map(({ label }) => label),
      ['Tidy'],
    );
    assert.equal(finished(fitting(many, '')).length, 300);
  });

  it('stay in the order of their list', () => {
    const many = inOrder(
      Array.from({ length: 120 }, (_, i) => ({ label: `x${i}`, kind: 'value' as const })),
      '1',
    );
    assert.deepEqual(finished(many), many);
  });

  it('text in a snippet is not taken for a place to fill', () => {
    assert.equal(snippetText('a $b } \\'), 'a \\$b \\} \\\\');
  });
});
