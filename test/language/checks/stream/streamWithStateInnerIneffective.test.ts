import assert from 'node:assert/strict';
import { checkFixes } from '../../../support/fixes';
import { checkCases } from '../../../support/markers';
import { changesNothing, changesSomething, partialsOf, rowSource, sampleAnswers } from '../../../support/streamClaims';

describe('check: streamWithStateInnerIneffective', () => {
  checkCases('checks/stream/streamWithStateInnerIneffective');
  checkFixes('checks/stream/streamWithStateInnerIneffective');

  changesNothing('stream-with-state-inner-ineffective', [
    'int | (string «@stream.with_state»)',
    '(C «@stream.with_state») | string',
    '(C «@stream.with_state») | D',
    '(int | (string «@stream.with_state»))[]',
    '-> (C «@stream.with_state») | D',
  ]);

  describe('the official runtime makes no wrapper', () => {
    for (const row of [
      'Wrapped?',
      'Wrapped | string',
      '(Wrapped?)[]',
      '-> Wrapped?',
      '-> Wrapped | D',
      'X?',
      'X | int',
    ]) {
      it(row, () => {
        const source = `${rowSource(row)}type X = string @stream.with_state\n`;
        for (const answer of sampleAnswers(source, 'F')) {
          assert.ok(!partialsOf(source, 'F', answer).some((partial) => partial.includes('"state"')));
        }
      });
    }
  });

  changesSomething([
    'string «@stream.with_state»',
    'C «@stream.with_state»',
    'string? «@stream.with_state»',
    'int | string «@stream.with_state»',
    '(string «@stream.with_state»)[]',
    '(string? «@stream.with_state»)[]',
    'map<string, (C «@stream.with_state»)>',
    '-> C «@stream.with_state»',
    '-> string[] «@stream.with_state»',
    'null «@stream.with_state»',
    'Wrapped? «@stream.with_state»',
    'class A {\n  f B\n}\nclass B {\n  x string\n  «@@stream.with_state»\n}',
    'class A {\n  f B[]\n}\nclass B {\n  x string\n  «@@stream.with_state»\n}',
    'type X = string «@stream.with_state»\nclass A {\n  f X[]\n}',
  ]);
});
