import { checkFixes } from '../../../support/fixes';
import { checkCases } from '../../../support/markers';
import { changesNothing, changesSomething } from '../../../support/streamClaims';

describe('check: streamRecursiveAlias', () => {
  checkCases('checks/stream/streamRecursiveAlias');
  checkFixes('checks/stream/streamRecursiveAlias');

  changesNothing('stream-recursive-alias', [
    'class A {\n  g string\n  f X\n  h X[]\n  i X?\n}\ntype X = string | X[] «@stream.done»',
    'class A {\n  g string\n  f X\n  h X[]\n  i X?\n}\ntype X = string | X[] «@stream.not_null»',
    'class A {\n  g string\n  f X\n  h X[]\n  i X?\n}\ntype X = string | X[] «@stream.with_state»',
    'class A {\n  g string\n  f X\n}\ntype X = string | (X[] «@stream.done»)',
    'class A {\n  g string\n  f X\n}\ntype X = (string «@stream.done») | X[]',
    'class A {\n  g string\n  f X\n}\ntype X = J «@stream.done»',
  ]);

  changesSomething([
    'J «@stream.done»',
    'J «@stream.with_state»',
    'class A {\n  g string\n  f X\n}\ntype X = string | (X «@stream.done»)[]',
    'class A {\n  g string\n  f X\n}\ntype X = string | (C «@stream.done») | X[]',
  ]);
});
