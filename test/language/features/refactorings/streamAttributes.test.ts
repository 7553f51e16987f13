import assert from 'node:assert/strict';
import { actionsAt, problemsOf } from '../../../support/actions';

describe('refactoring: streamAttributes', () => {
  const offered = (marked: string) => actionsAt(marked, 'rewrite').titles;

  it('adds to a field what changes something there', () => {
    assert.deepEqual(offered('class A {\n  te«»xt string\n}'), [
      'Add `@stream.done` to `text`',
      'Add `@stream.not_null` to `text`',
      'Add `@stream.with_state` to `text`',
    ]);
    assert.deepEqual(offered('class A {\n  count i«»nt\n}'), [
      'Add `@stream.not_null` to `count`',
      'Add `@stream.with_state` to `count`',
    ]);
    assert.deepEqual(offered('class A {\n  te«»xt string?\n}'), ['Add `@stream.with_state` to `text`']);
    assert.deepEqual(offered('class A {\n  part«»s string[]\n}'), [
      'Add `@stream.done` to `parts`',
      'Add `@stream.with_state` to `parts`',
    ]);
    assert.deepEqual(offered('class A {\n  te«»xt string? @skip\n}'), []);
    assert.deepEqual(offered('class A {\n  te«»xt string\n  @@stream.done\n}'), []);
  });

  it('writes behind the other attributes and before a comment', () => {
    const source = 'class A {\n  te«»xt A[] | string @alias("x") // why\n}';
    assert.equal(
      actionsAt(source, 'rewrite').apply('Add `@stream.done` to `text`'),
      'class A {\n  text A[] | string @alias("x") @stream.done // why\n}',
    );
  });

  it('removes what is there, with its line when it has one of its own', () => {
    assert.equal(
      actionsAt('class A {\n  a string @stream.done @alias("x")«»\n}', 'rewrite').apply(
        'Remove `@stream.done` from `a`',
      ),
      'class A {\n  a string @alias("x")\n}',
    );
    assert.equal(
      actionsAt('class A {\r\n  a«» string\r\n  @stream.done\r\n  b int\r\n}', 'rewrite').apply(
        'Remove `@stream.done` from `a`',
      ),
      'class A {\r\n  a string\r\n  b int\r\n}',
    );
  });

  it('adds to a class and an enum, whatever their layout', () => {
    const add = 'Add `@@stream.done` to `A`';
    assert.equal(
      actionsAt('class «»A {\n  a int\n}\n', 'rewrite').apply(add),
      'class A {\n  a int\n  @@stream.done\n}\n',
    );
    assert.equal(actionsAt('class «»A {}', 'rewrite').apply(add), 'class A {\n  @@stream.done\n}');
    assert.equal(actionsAt('class «»A { a int }', 'rewrite').apply(add), 'class A { a int\n  @@stream.done\n}');
    assert.deepEqual(offered('enum «»E {\n  A\n}'), [
      'Add `@@stream.not_null` to `E`',
      'Add `@@stream.with_state` to `E`',
    ]);
    assert.deepEqual(offered('class «»A {\n  a int\n'), []);
    for (const source of ['class «»A {\n  a int\n}\n', 'class «»A {}', 'class «»A { a int }'])
      assert.deepEqual(problemsOf(actionsAt(source, 'rewrite').apply(add)), []);
  });

  it('removes from a class', () => {
    assert.equal(
      actionsAt('class «»A {\n  a int\n  @@stream.done\n}\n', 'rewrite').apply('Remove `@@stream.done` from `A`'),
      'class A {\n  a int\n}\n',
    );
  });

  it('adds to a result', () => {
    const body = '{\n  client "openai/gpt-4o"\n  prompt #"{{ ctx.output_format }}"#\n}\n';
    assert.deepEqual(offered(`function F() -> str«»ing ${body}`), ['Add `@stream.with_state` to the result']);
    assert.equal(
      actionsAt(`function F() -> string[]«» ${body}`, 'rewrite').apply('Add `@stream.done` to the result'),
      `function F() -> string[] @stream.done ${body}`,
    );
  });

  it('has nothing to offer elsewhere', () => {
    for (const source of ['«»', 'class «»', 'class A {\n  a «»\n}', 'type «»A = int', 'client<llm> «»C {}'])
      assert.ok(
        offered(source).every((title) => title.includes('to `A`')),
        source,
      );
  });
});
