import assert from 'node:assert/strict';
import { contextAt } from '../../../../server/src/language/features/completion/context';
import { cursorAt } from '../../../../server/src/language/features/completion/cursor';
import { parseFile } from '../../../../server/src/language/project/sourceFile';

/** What may stand at `$0`. */
const CASES: readonly (readonly [source: string, kind: string | undefined])[] = [
  ['$0', 'top-level'],
  ['class A { x int } $0', 'top-level'],
  ['foo bar$0', undefined],
  ['class $0', undefined],
  ['class A { $0', 'member'],
  ['class A {\n  x$0', 'member'],
  ['class A {\n  x $0', 'type'],
  ['class A {\n  x int |\n  $0', 'type'],
  ['class A {\n  x map<string, $0', 'type'],
  ['class A {\n  x (int | $0', 'type'],
  ['class A {\n  x a.$0', undefined],
  ['class A {\n  x "a$0', undefined],
  ['class A {\n  x int $0', 'attribute'],
  ['class A {\n  x int @$0', 'attribute'],
  ['class A {\n  x int @stream .$0', 'attribute'],
  ['class A {\n  x int @alias($0', 'attribute-argument'],
  ['class A {\n  x @$0', undefined],
  ['enum A { B $0', 'attribute'],
  ['enum A {\n  B\n  $0', 'member'],
  ['type A = $0', 'type'],
  ['type A $0', undefined],
  ['function F($0', undefined],
  ['function F(a: $0', 'type'],
  ['function F(a: int, $0', undefined],
  ['function F() -> $0', 'type'],
  ['function F() $0', undefined],
  ['function F() -> int {\n  $0', 'property'],
  ['function F() -> int {\n  let x = 1;\n  $0', undefined],
  ['function F() -> int {\n  client $0', 'value'],
  ['function F() -> int {\n  client A b$0', undefined],
  ['client<llm> A {\n  options {\n    $0', 'key'],
  ['client<llm> A {\n  options {\n    "$0', 'key'],
  ['client<llm> A {\n  options {\n    a $0', 'value'],
  ['client<llm> A {\n  options {\n    a 1$0', undefined],
  ['client<llm> A {\n  options {\n    a [b, $0', 'value'],
  ['client<llm> A {\n  options {\n    a { b { $0', 'key'],
  ['test T {\n  type_builder {\n    $0', 'type-builder'],
  ['test T {\n  type_builder {\n    dynamic class $0', 'dynamic'],
  ['// $0', undefined],
  ['class A { // $0', undefined],
  ['class A { {// $0', undefined],
];

describe('what may stand at a place', () => {
  for (const [source, kind] of CASES) {
    it(`${kind ?? 'nothing'}: ${JSON.stringify(source)}`, () => {
      const offset = source.indexOf('$0');
      const cursor = cursorAt(parseFile('a.baml', source.replace('$0', '')), offset)!;
      assert.equal(contextAt(cursor)?.kind, kind);
    });
  }
});
