import assert from 'node:assert/strict';
import type { ArgumentsForm, FieldType } from '../../protocol/arguments';
import type { Json } from '../../protocol/run';
import { firstValue, isOptional, variantOf } from '../../webview/src/formValue';
import { withValue } from '../../webview/src/withValue';

const STRING: FieldType = { kind: 'string' };
const FORM: ArgumentsForm = {
  parameters: [],
  classes: {
    Order: [
      { name: 'id', type: STRING, text: 'string' },
      {
        name: 'next',
        type: { kind: 'union', variants: [{ kind: 'class', name: 'Order' }, { kind: 'null' }] },
        text: 'Order?',
      },
      { name: 'pic', type: { kind: 'media', name: 'image' }, text: 'image' },
    ],
    Loop: [{ name: 'self', type: { kind: 'class', name: 'Loop' }, text: 'Loop' }],
  },
  enums: { Kind: ['A', 'B'] },
  aliases: { Maybe: { kind: 'union', variants: [{ kind: 'int' }, { kind: 'null' }] } },
};

describe('values of a form', () => {
  it('begin with what the type needs, and end for types that contain themselves', () => {
    assert.deepEqual(firstValue({ kind: 'class', name: 'Order' }, FORM), { id: '', next: null, pic: { url: '' } });
    assert.equal(firstValue({ kind: 'enum', name: 'Kind' }, FORM), 'A');
    assert.equal(firstValue({ kind: 'alias', name: 'Maybe' }, FORM), null);
    assert.match(JSON.stringify(firstValue({ kind: 'class', name: 'Loop' }, FORM)), /null/);
    assert.equal(isOptional({ kind: 'alias', name: 'Maybe' }, FORM), true);
    assert.equal(isOptional(STRING, FORM), false);
  });

  it('are of the variant they look like', () => {
    const variants: readonly FieldType[] = [
      { kind: 'int' },
      { kind: 'literal', value: 'all' },
      STRING,
      { kind: 'class', name: 'Order' },
      { kind: 'map', key: STRING, value: STRING },
      { kind: 'list', item: STRING },
    ];
    const values: readonly Json[] = [1, 'all', 'other', { id: 'x' }, { other: 'x' }, ['x'], true];
    const of = values.map((value) => variantOf(value, variants, FORM));
    assert.deepEqual(of, [0, 1, 2, 3, 4, 5, 0]);
  });

  it('change in one place', () => {
    const root = { a: [1, { b: 2 }], c: 3 };
    assert.deepEqual(withValue(root, ['a', 1, 'b'], 'x'), { a: [1, { b: 'x' }], c: 3 });
    assert.deepEqual(withValue(root, ['a', 0], undefined), { a: [{ b: 2 }], c: 3 });
    assert.deepEqual(withValue(root, ['c'], undefined), { a: [1, { b: 2 }] });
    assert.deepEqual(withValue(null, ['a', 0], 1), { a: [1] });
    assert.deepEqual(root, { a: [1, { b: 2 }], c: 3 });
  });
});
