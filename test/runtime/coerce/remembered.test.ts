import * as assert from 'node:assert/strict';
import { compileTypes } from '../../../server/src/runtime/coerce/compileTypes';
import type { Ty } from '../../../server/src/runtime/coerce/types';
import { outputOf, source } from '../stream/cases';

// What the runtime itself answers stands in `test/fixtures/streaming/rules.json`.

/** The labels of the constraints that are asked of every value of the class that `returns` names, while it streams. */
function remembered(returns: string, ...types: string[]): readonly (string | null)[] {
  const { streaming } = compileTypes(outputOf(source(returns, types.join('\n'))));
  return (streaming as Ty & { kind: 'class' }).own().map(({ label }) => label);
}

describe('of several uses of a class', () => {
  it('the one that is found first is looked at last and remembered', () => {
    const uses = ['  a T @check(first, {{ true }})', '  b T @check(second, {{ true }})'];
    assert.deepEqual(remembered('T', 'class T {', '  list U[]', '}', 'class U {', ...uses, '}'), ['first']);
  });

  it('one that streams and one as it is declared are looked at both', () => {
    const types = [
      'class T {',
      '  list U[] @stream.done',
      '}',
      'class U {',
      '  a T',
      '  b T @check(fine, {{ true }})',
      '}',
    ];
    assert.deepEqual(remembered('T', ...types), []);
  });

  it('two that are spelled the same are looked at once', () => {
    const types = ['class T {', '  list U[]', '}', 'class U {', '  a T', '  b T @check(fine, {{ true }})', '}'];
    assert.deepEqual(remembered('T', ...types), ['fine']);
  });
});

describe('the classes that the partial parser knows as ones that must be whole', () => {
  const known = (...types: string[]): boolean => {
    const { streaming } = compileTypes(outputOf(source('R', types.join('\n'))));
    const [field] = (streaming as Ty & { kind: 'class' }).members.fields();
    const list = field!.ty as Ty & { kind: 'list' };
    return (list.item as Ty & { kind: 'class' }).members.known();
  };

  it('are those of a list that is done', () => {
    assert.ok(known('class R {', '  list C[] @stream.done', '}', 'class C {', '  x int', '}'));
  });

  it('are not those inside one that is done itself', () => {
    const { streaming } = compileTypes(
      outputOf(source('R', 'class R {\n  c C @stream.done\n}\nclass C {\n  list D[]\n}\nclass D {\n  x int\n}')),
    );
    const [field] = (streaming as Ty & { kind: 'class' }).members.fields();
    const [c] = (field!.ty as Ty & { kind: 'union' }).variants;
    const [list] = (c as Ty & { kind: 'class' }).members.fields();
    assert.ok((c as Ty & { kind: 'class' }).members.known());
    assert.ok(!((list!.ty as Ty & { kind: 'list' }).item as Ty & { kind: 'class' }).members.known());
  });
});
