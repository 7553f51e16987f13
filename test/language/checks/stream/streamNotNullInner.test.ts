import { checkFixes } from '../../../support/fixes';
import { checkCases } from '../../../support/markers';
import { changesNothing } from '../../../support/streamClaims';

describe('check: streamNotNullInner', () => {
  checkCases('checks/stream/streamNotNullInner');
  checkFixes('checks/stream/streamNotNullInner');

  changesNothing('stream-not-null-inner', [
    '(string «@stream.not_null»)[]',
    '(int «@stream.not_null»)[]',
    '(C «@stream.not_null»)[]',
    '(string? «@stream.not_null»)[]',
    'map<string, (string «@stream.not_null»)>',
    'map<string, (C «@stream.not_null»)>',
    'int | (string «@stream.not_null»)',
    '(C «@stream.not_null») | string',
    '(C «@stream.not_null») | D',
    '-> (string «@stream.not_null»)[]',
    '-> (C «@stream.not_null»)[]',
  ]);
});
