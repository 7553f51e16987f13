import assert from 'node:assert/strict';
import type { Shape } from '../../../../server/src/language/features/completion/shape';
import {
  BOOL,
  shapesAt,
  Tabstops,
  TEXT,
  valueSnippet,
  words,
} from '../../../../server/src/language/features/completion/shape';

const circle: Shape = { kind: 'map', entries: () => [{ name: 'next', required: true, shape: circle }] };

describe('shapes of values', () => {
  it('are followed through lists, maps and alternatives', () => {
    const inner: Shape = { kind: 'map', entries: () => [{ name: 'a', shape: TEXT }], rest: BOOL };
    const shape: Shape = { kind: 'any-of', shapes: () => [TEXT, { kind: 'list', item: inner }] };
    assert.deepEqual(shapesAt(shape, [{ kind: 'item' }, { kind: 'entry', key: 'a' }]), [TEXT]);
    assert.deepEqual(shapesAt(shape, [{ kind: 'item' }, { kind: 'entry', key: 'other' }]), [BOOL]);
    assert.deepEqual(shapesAt(shape, [{ kind: 'entry', key: 'a' }]), []);
  });

  it('that are an alternative of themselves end', () => {
    const self: Shape = { kind: 'any-of', shapes: () => [self, self] };
    assert.deepEqual(shapesAt(self, []), []);
  });

  it('become snippets with numbered places', () => {
    const shape: Shape = {
      kind: 'map',
      entries: () => [
        { name: 'a', required: true, shape: TEXT },
        { name: 'b', shape: TEXT },
        { name: 'c', required: true, shape: words(['x', 'y|z'], 'value', true) },
      ],
    };
    assert.equal(valueSnippet(shape, new Tabstops()), '{\n  a "${1}"\n  c ${2|"x","y\\|z"|}\n}');
  });

  it('that hold themselves become snippets of a few levels', () => {
    assert.equal(valueSnippet(circle, new Tabstops()).match(/next/g)?.length, 3);
  });
});
