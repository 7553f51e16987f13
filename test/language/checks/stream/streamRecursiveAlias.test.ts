import { checkFixes } from '../../../support/fixes';
import { checkCases } from '../../../support/markers';
import { changesNothing, changesSomething } from '../../../support/streamClaims';

/** A function with this result. */
const returning = (type: string, types: string): string =>
  `${types}\nfunction F() -> ${type} {\n  client "openai/gpt-4o"\n  prompt #"{{ ctx.output_format }}"#\n}`;

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
    'class A {\n  g string\n  f Y[]\n}\ntype X = string | X[] «@stream.done»\ntype Y = X',
    'class A {\n  g string\n  f Y?\n}\ntype X = string | X[] «@stream.with_state»\ntype Y = X',
    returning('X', 'type X = string | X[] «@stream.done»'),
    returning('X[]', 'type X = string | X[] «@stream.done»'),
    returning('X', 'type X = string | Y «@stream.done»\ntype Y = X[]'),
    returning('X', 'type X = string | X[] «@stream.done»\ntype Y = X'),
    returning('X?', 'type X = J «@stream.done»'),
    returning('X | int', 'type X = J «@stream.with_state»'),
    returning('X', 'type X = J «@stream.not_null»'),
  ]);

  changesSomething([
    'J «@stream.done»',
    'J «@stream.with_state»',
    'class A {\n  g string\n  f X\n}\ntype X = string | (X «@stream.done»)[]',
    'class A {\n  g string\n  f X\n}\ntype X = string | (C «@stream.done») | X[]',
    returning('X', 'type X = J «@stream.done»'),
    returning('X', 'type X = J? «@stream.done»'),
    returning('X[]', 'type X = J «@stream.done»'),
    returning('map<string, X>', 'type X = J «@stream.with_state»'),
    returning('Y', 'type X = J «@stream.done»\ntype Y = X'),
    returning('Y', 'type X = string | X[] «@stream.done»\ntype Y = X'),
    returning('Y[]', 'type X = string | X[] «@stream.done»\ntype Y = X'),
    returning('Z', 'type X = string | X[] «@stream.with_state»\ntype Y = X\ntype Z = Y[]'),
    'class A {\n  g string\n  f X\n}\ntype X = J «@stream.with_state»',
    'class A {\n  g string\n  f X[]\n}\ntype X = J «@stream.with_state»',
    'class A {\n  g string\n  f X\n}\ntype X = J «@stream.not_null»',
    'class A {\n  g string\n  f Y\n}\ntype X = string | X[] «@stream.with_state»\ntype Y = X',
  ]);
});
