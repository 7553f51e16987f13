import assert from 'node:assert/strict';
import { onItemsInstead, withoutAttribute } from '../../../../server/src/language/features/hover/withoutAttribute';
import { parseFile } from '../../../../server/src/language/project/sourceFile';
import { attributeSites } from '../../../../server/src/language/semantics/attributeSites';
import type { TypeExpr } from '../../../../server/src/language/syntax/ast';

/** The type of a field, and the attribute `@stream.done` in it. */
function open(type: string) {
  const file = parseFile('a.baml', `class A {\n  f ${type}\n}`);
  const [decl] = file.ast.declarations;
  const field = decl?.kind === 'class' ? decl.fields[0]! : undefined;
  const attribute = attributeSites(file)
    .flatMap(({ attributes }) => attributes)
    .find(({ name }) => name === 'stream.done')!;
  return { written: { type: field!.type, attributes: field!.attributes }, attribute };
}

/** A type with its attributes, without parentheses that say nothing. */
function shown(type: TypeExpr | undefined): string {
  if (!type) return '';
  const own = type.attributes.map(({ name }) => ` @${name}`).join('');
  const base =
    type.kind === 'list'
      ? `[${shown(type.item)}]`
      : type.kind === 'optional'
        ? `${shown(type.inner)}?`
        : type.kind === 'paren'
          ? `(${shown(type.inner)})`
          : type.kind === 'map'
            ? `{${shown(type.key)}, ${shown(type.value)}}`
            : type.kind === 'union'
              ? type.members.map(shown).join(' | ')
              : type.kind === 'name'
                ? type.name
                : type.kind;
  return base + own;
}

const whole = ({ type, attributes }: { type: TypeExpr | undefined; attributes: readonly { name: string }[] }) =>
  shown(type) + attributes.map(({ name }) => ` @${name}`).join('');

describe('a type without one of its attributes', () => {
  for (const [type, expected] of [
    ['string @stream.done', 'string'],
    ['string @stream.done @check(c, {{ true }})', 'string @check'],
    ['(B @stream.done)[]', '[(B)]'],
    ['map<string, (B @stream.done)>?', '{string, (B)}?'],
    ['int | (string @stream.done)', 'int | (string)'],
    ['((B @stream.done))', '((B))'],
  ] as const) {
    it(type, () => {
      const { written, attribute } = open(type);
      assert.equal(whole(withoutAttribute(written, attribute)), expected);
    });
  }
});

describe('an attribute of a list on its items instead, or the other way around', () => {
  for (const [type, expected] of [
    ['B[] @stream.done', '[B @stream.done]'],
    ['(B[] @stream.done)', '[B @stream.done]'],
    ['(B @stream.done)[]', '[(B)] @stream.done'],
    ['string @stream.done', undefined],
    ['map<string, (B @stream.done)>[]', undefined],
    ['((B @stream.done)[])[]', undefined],
  ] as const) {
    it(type, () => {
      const { written, attribute } = open(type);
      const other = onItemsInstead(written, attribute);
      assert.equal(other && whole(other), expected);
    });
  }
});
