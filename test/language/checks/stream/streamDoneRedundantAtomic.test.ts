import { checkFixes } from '../../../support/fixes';
import { checkCases } from '../../../support/markers';
import { changesNothing, changesSomething } from '../../../support/streamClaims';

describe('check: streamDoneRedundantAtomic', () => {
  checkCases('checks/stream/streamDoneRedundantAtomic');
  checkFixes('checks/stream/streamDoneRedundantAtomic');

  changesNothing('stream-done-redundant-atomic', [
    'int «@stream.done»',
    'float «@stream.done»',
    'bool «@stream.done»',
    'E «@stream.done»',
    '"a" «@stream.done»',
    '1 «@stream.done»',
    'true «@stream.done»',
    'null «@stream.done»',
    '"aa" | "ab" «@stream.done»',
    '1 | 2 «@stream.done»',
    'int | bool «@stream.done»',
    'int? «@stream.done»',
    'E? «@stream.done»',
    '("aa" | "ab")? «@stream.done»',
    '(int «@stream.done»)[]',
    '(E «@stream.done»)[]',
    'map<string, (bool «@stream.done»)>',
    '(int «@stream.done») | string',
    '(int? «@stream.done»)[]',
    'type X = int «@stream.done»\nclass A {\n  first string\n  f X\n  g X[]\n  last string\n}',
  ]);

  changesSomething([
    'string «@stream.done»',
    'C «@stream.done»',
    'string[] «@stream.done»',
    'map<string, int> «@stream.done»',
    'int | string «@stream.done»',
    '(string «@stream.done»)[]',
    '(C «@stream.done»)[]',
    'map<string, (string «@stream.done»)>',
    'int | (string «@stream.done»)',
    'J «@stream.done»',
    'type X = string «@stream.done»\nclass A {\n  first string\n  f X?\n}',
  ]);
});
