import { checkFixes } from '../../../support/fixes';
import { checkCases } from '../../../support/markers';
import { changesNothing, changesSomething } from '../../../support/streamClaims';

describe('check: streamDoneInsideDone', () => {
  checkCases('checks/stream/streamDoneInsideDone');
  checkFixes('checks/stream/streamDoneInsideDone');

  changesNothing('stream-done-inside-done', [
    'Held «@stream.done»',
    'Held? «@stream.done»',
    '(Held «@stream.done»)[]',
    'S «@stream.done»',
    '(S | int) «@stream.done»',
    '(string «@stream.done»)[] @stream.done',
    '(C «@stream.done»)[] @stream.done',
    'map<string, (C «@stream.done»)> @stream.done',
    'class A {\n  f B\n}\nclass B {\n  x string «@stream.done»\n  y int\n  @@stream.done\n}',
    'class A {\n  f B\n}\nclass B {\n  x (string «@stream.done»)[]\n  y int\n  @@stream.done\n}',
    'class A {\n  f B[]\n}\nclass B {\n  x C «@stream.done»\n  y int\n  @@stream.done\n}',
  ]);

  changesSomething([
    '(S | string[]) «@stream.done»',
    '(string[] «@stream.done»)[]',
    // Without it, the alias's is replaced by what stands beside it.
    'S @stream.not_null «@stream.done»',
    'S «@stream.done» @check(c, {{ true }})',
  ]);
});
