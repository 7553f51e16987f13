import { checkFixes } from '../../../support/fixes';
import { checkCases } from '../../../support/markers';
import { changesNothing, changesSomething } from '../../../support/streamClaims';

describe('check: streamNotNullNullable', () => {
  checkCases('checks/stream/streamNotNullNullable');
  checkFixes('checks/stream/streamNotNullNullable');

  changesNothing('stream-not-null-nullable', [
    'string? «@stream.not_null»',
    'int? «@stream.not_null»',
    'C? «@stream.not_null»',
    'E? «@stream.not_null»',
    '(string «@stream.not_null»)?',
    'string | null «@stream.not_null»',
    'int | string | null «@stream.not_null»',
    'null «@stream.not_null»',
    'string[]? «@stream.not_null»',
    'class A {\n  g string\n  f X «@stream.not_null»\n}\ntype X = string?',
    'class A {\n  g string\n  f X «@stream.not_null»\n}\ntype X = string | X[] | null',
  ]);

  changesSomething([
    'string «@stream.not_null»',
    'int «@stream.not_null»',
    'C «@stream.not_null»',
    'E «@stream.not_null»',
    '"aa" | "ab" «@stream.not_null»',
    'int | string «@stream.not_null»',
    'C | D «@stream.not_null»',
    'J «@stream.not_null»',
    'type X = string «@stream.not_null»\nclass A {\n  g string\n  f X\n}',
  ]);
});
