import * as assert from 'node:assert/strict';
import { aliasesAround } from '../../../server/src/runtime/coerce/aliasCycles';
import { outputOf, source } from '../stream/cases';

describe('aliases that lead to one another', () => {
  const types = [
    'type A = B[] | string',
    'type B = map<string, A> | C',
    'type Nested = string | Nested[]',
    'type Leads = A[] | Leads[]',
    'class C {',
    '  nested Nested',
    '  leads Leads',
    '}',
  ];
  const { schema } = outputOf(source('C', types.join('\n')));

  it('are found through lists, maps and unions', () => {
    assert.deepEqual(aliasesAround('A', schema), ['A', 'B']);
    assert.deepEqual(aliasesAround('B', schema), ['A', 'B']);
  });

  it('are not those that only lead there', () => {
    assert.deepEqual(aliasesAround('Leads', schema), ['Leads']);
    assert.deepEqual(aliasesAround('Nested', schema), ['Nested']);
  });
});
