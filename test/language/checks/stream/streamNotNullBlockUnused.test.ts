import { checkFixes } from '../../../support/fixes';
import { checkCases } from '../../../support/markers';
import { changesNothing, changesSomething } from '../../../support/streamClaims';

describe('check: streamNotNullBlockUnused', () => {
  checkCases('checks/stream/streamNotNullBlockUnused');
  checkFixes('checks/stream/streamNotNullBlockUnused');

  changesNothing('stream-not-null-block-unused', [
    'class A {\n  g string\n  f B?\n}\nclass B {\n  x string\n  y int\n  «@@stream.not_null»\n}',
    'class A {\n  g string\n  f B[]\n}\nclass B {\n  x string\n  y int\n  «@@stream.not_null»\n}',
    'class A {\n  g string\n  f map<string, B>\n}\nclass B {\n  x string\n  y int\n  «@@stream.not_null»\n}',
    'class A {\n  g string\n  f B | string\n}\nclass B {\n  x string\n  y int\n  «@@stream.not_null»\n}',
    'class A {\n  g string\n  f B | null\n}\nclass B {\n  x string\n  y int\n  «@@stream.not_null»\n}',
    'function F() -> B {\n  client "openai/gpt-4o"\n  prompt #"{{ ctx.output_format }}"#\n}\nclass B {\n  x string\n  y int\n  «@@stream.not_null»\n}',
    'class A {\n  g string\n  f K?\n  h K[]\n}\nenum K {\n  V\n  W\n  «@@stream.not_null»\n}',
    'class A {\n  g string\n  f X?\n  h X[]\n  i X | int\n}\ntype X = string «@stream.not_null»',
  ]);

  changesSomething([
    'class A {\n  g string\n  f B\n}\nclass B {\n  x string\n  y int\n  «@@stream.not_null»\n}',
    'class A {\n  g string\n  f X\n}\ntype X = B\nclass B {\n  x string\n  y int\n  «@@stream.not_null»\n}',
    'class A {\n  g string\n  f K\n}\nenum K {\n  V\n  W\n  «@@stream.not_null»\n}',
  ]);
});
