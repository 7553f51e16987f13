import assert from 'node:assert/strict';
import { checkFixes } from '../../../support/fixes';
import { checkCases } from '../../../support/markers';
import {
  changesNothing,
  changesSomething,
  growsVisibly,
  rowSource,
  streamDifference,
} from '../../../support/streamClaims';

describe('check: streamDoneNullableIneffective', () => {
  checkCases('checks/stream/streamDoneNullableIneffective');
  checkFixes('checks/stream/streamDoneNullableIneffective');

  changesNothing('stream-done-nullable-ineffective', [
    'string? «@stream.done»',
    '(string «@stream.done»)?',
    'string | null «@stream.done»',
    'string | string[] «@stream.done»',
    '(string | int[])? «@stream.done»',
    '(string? «@stream.done»)[]',
    'J? «@stream.done»',
    'int | ((C | string) «@stream.done»)',
    '(C | string «@stream.done») | int',
    'int | (C? «@stream.done»)',
    '(C? «@stream.done») | int',
  ]);

  describe('lists and maps grow all the same; only the letters of a null, or of a word to come, show otherwise', () => {
    for (const type of [
      'string[]?',
      'map<string, string>?',
      'string[][]?',
      'E[]?',
      '(int | string)[]?',
      'map<string, string[]>?',
    ]) {
      it(type, () => {
        assert.ok(growsVisibly(`${type} @stream.done`));
      });
    }
  });

  it('a name for the part without null holds it back', () => {
    for (const part of ['string', 'string[]', 'map<string, string>']) {
      const row = `type Whole = ${part} @stream.done\nclass A {\n  f Whole?\n  g string\n}`;
      assert.equal(growsVisibly(row), false, part);
    }
  });

  changesSomething([
    'C? «@stream.done»',
    'C[]? «@stream.done»',
    'map<string, C>? «@stream.done»',
    '(int | string)? «@stream.done»',
    'C | D | null «@stream.done»',
    'int | (C | string «@stream.done»)',
    'S | string[] «@stream.done»',
    '-> string? «@stream.done»',
    '-> (string? «@stream.done»)[]',
    '-> map<string, (string? «@stream.done»)>',
    'type X = string? «@stream.done»\nfunction F() -> X[] {\n  client "openai/gpt-4o"\n  prompt #"{{ ctx.output_format }}"#\n}',
  ]);

  it('an alias of a union keeps it as a field, and loses it in an optional', () => {
    const row = (type: string, attribute = ' @stream.done') =>
      `type X = C | string${attribute}\nclass A {\n  f ${type}\n  g string\n}`;
    assert.ok(streamDifference(rowSource(row('X')), rowSource(row('X', '')), 'F'));
    for (const type of ['X?', 'X | int']) {
      assert.equal(streamDifference(rowSource(row(type)), rowSource(row(type, '')), 'F'), undefined);
      assert.ok(streamDifference(rowSource(row(`${type} @stream.done`)), rowSource(row(type)), 'F'));
    }
  });
});
