import assert from 'node:assert/strict';
import { finished, inOrder, snippetText } from '../../../../server/src/language/features/completion/item';

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
