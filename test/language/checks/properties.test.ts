import assert from 'node:assert/strict';
import { parseFile } from '../../../server/src/language/project/sourceFile';
import { entryOf, headOf, kindOf, knownOnly } from '../../../server/src/language/checks/properties';

const span = (start: number, end: number) => ({ start, end });
const property = (text: string) => ({ name: { text, span: span(0, text.length) }, attributes: [], span: span(0, 9) });

describe('properties', () => {
  it('reports what a block does not have, with the nearest of what it has', () => {
    const messages: string[] = [];
    knownOnly(
      parseFile('a', 'function'),
      [property('args'), property('function'), property('zzz')],
      ['functions', 'args'],
      'test',
      'client-properties',
      (...found) => {
        messages.push(`${found[0]} ${found[1]} ${found[3]}`);
      },
    );
    assert.deepEqual(messages, [
      'error client-properties `function` is not a property of a test. Did you mean `functions`?',
      'error client-properties `zzz` is not a property of a test. It takes `functions`, `args`.',
    ]);
  });

  it('points at the name of a block, or at its keyword', () => {
    assert.deepEqual(headOf({ name: { span: span(5, 6) }, keyword: span(0, 4) }), span(5, 6));
    assert.deepEqual(headOf({ keyword: span(0, 4) }), span(0, 4));
  });

  it('names kinds of values, and finds the entry that counts', () => {
    assert.equal(kindOf({ kind: 'list', items: [], span: span(0, 2) }), 'a list');
    const entries = [
      { key: { text: 'a' }, at: 1 },
      { key: { text: 'a' }, at: 2 },
    ];
    assert.equal(entryOf(entries, 'a')?.at, 2);
    assert.equal(entryOf(entries, 'b'), undefined);
  });
});
