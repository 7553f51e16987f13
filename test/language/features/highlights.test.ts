import assert from 'node:assert/strict';
import { cursor } from '../../support/cursor';

function highlighted(source: string): string[] {
  const { snapshot, uri, offset, files } = cursor(source);
  return snapshot
    .highlights(uri, offset)
    .map(({ span, kind }) => `${span.start} ${kind} ${files.get(uri)!.slice(span.start, span.end)}`);
}

describe('highlights', () => {
  it('are the places of the file, the declaration as a write', () => {
    assert.deepEqual(highlighted('class A { a A? b B }\ntype T = A$0\n//- b.baml\nclass C { a A }\n'), [
      '6 write A',
      '12 read A',
      '30 read A',
    ]);
  });

  it('mark a place once, whatever it stands for', () => {
    const source =
      'class A { n int }\nclass B { n int }\nfunction F(x: A | B) -> int { }\ntest T { functions [F]\n args { x { $0n 1 } } }\n';
    assert.deepEqual(highlighted(source), ['10 write n', '28 write n', '103 read n']);
  });

  it('are none where nothing is named', () => assert.deepEqual(highlighted('class A { $0}'), []));
});
