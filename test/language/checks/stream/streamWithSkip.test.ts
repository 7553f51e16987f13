import { checkFixes } from '../../../support/fixes';
import { checkCases } from '../../../support/markers';
import { changesNothing } from '../../../support/streamClaims';

describe('check: streamWithSkip', () => {
  checkCases('checks/stream/streamWithSkip');
  checkFixes('checks/stream/streamWithSkip');

  changesNothing('stream-with-skip', [
    'class A {\n  g string\n  f string? «@stream.not_null» @skip\n  h int\n}',
    'class A {\n  g string\n  f C? «@stream.done» @skip\n  h int\n}',
    'class A {\n  g string\n  f string? «@stream.with_state» @skip\n  h int\n}',
    'class A {\n  g string\n  f (string «@stream.done»)[]? @skip\n  h int\n}',
  ]);
});
