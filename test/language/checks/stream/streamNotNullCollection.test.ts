import { checkFixes } from '../../../support/fixes';
import { checkCases } from '../../../support/markers';
import { changesNothing } from '../../../support/streamClaims';

describe('check: streamNotNullCollection', () => {
  checkCases('checks/stream/streamNotNullCollection');
  checkFixes('checks/stream/streamNotNullCollection');

  changesNothing('stream-not-null-collection', [
    'string[] «@stream.not_null»',
    'C[] «@stream.not_null»',
    'map<string, int> «@stream.not_null»',
    'map<E, C> «@stream.not_null»',
    'type X = int[] «@stream.not_null»\nclass A {\n  g string\n  f X\n}',
  ]);
});
