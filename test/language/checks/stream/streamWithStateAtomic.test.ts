import assert from 'node:assert/strict';
import { checkFixes } from '../../../support/fixes';
import { checkCases } from '../../../support/markers';
import { fieldStates, partialsOf, rowSource } from '../../../support/streamClaims';

describe('check: streamWithStateAtomic', () => {
  checkCases('checks/stream/streamWithStateAtomic');
  checkFixes('checks/stream/streamWithStateAtomic');

  describe('what the official runtime says', () => {
    type Wrapper = { readonly state: string; readonly value: unknown };

    for (const type of ['int', 'float', 'bool', 'E', '"a"', '"aa" | "ab"', 'int?']) {
      it(`${type}: no value before the state is Complete`, () => {
        const states = fieldStates(`${type} @stream.with_state`).flat() as Wrapper[];
        assert.ok(states.some(({ state }) => state === 'Complete'));
        assert.ok(states.every(({ state, value }) => value === null || state === 'Complete'));
      });
    }

    it('items and values: always Complete', () => {
      for (const type of [
        '(int @stream.with_state)[]',
        '(E @stream.with_state)[]',
        'map<string, (int @stream.with_state)>',
      ]) {
        const states = fieldStates(type).flat() as object[];
        const wrappers = states.flatMap((state) => Object.values(state) as Wrapper[]);
        assert.ok(wrappers.length && wrappers.every(({ state }) => state === 'Complete'), type);
      }
    });

    it('a result that is a string: always Complete', () => {
      const partials = partialsOf(rowSource('-> string @stream.with_state'), 'F', 'ab c');
      assert.ok(partials.every((partial) => partial.includes('"state":"Complete"')));
    });

    it('text in a field has values before', () => {
      const states = fieldStates('string @stream.with_state').flat() as Wrapper[];
      assert.ok(states.some(({ state, value }) => value !== null && state === 'Incomplete'));
    });
  });
});
