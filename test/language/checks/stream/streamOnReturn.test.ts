import { checkFixes } from '../../../support/fixes';
import { checkCases } from '../../../support/markers';
import { changesNothing, changesSomething } from '../../../support/streamClaims';

describe('check: streamOnReturn', () => {
  checkCases('checks/stream/streamOnReturn');
  checkFixes('checks/stream/streamOnReturn');

  changesNothing('stream-on-return', [
    '-> string «@stream.done»',
    '-> int «@stream.done»',
    '-> E «@stream.done»',
    '-> "aa" | "ab" «@stream.done»',
    '-> int? «@stream.done»',
    '-> Held «@stream.done»',
    '-> Held? «@stream.done»',
    '-> string «@stream.not_null»',
    '-> int «@stream.not_null»',
    '-> C «@stream.not_null»',
    '-> string[] «@stream.not_null»',
    '-> C? «@stream.not_null»',
    '-> C | D «@stream.not_null»',
    '-> map<string, int> «@stream.not_null»',
  ]);

  changesSomething([
    '-> C «@stream.done»',
    '-> string[] «@stream.done»',
    '-> map<string, int> «@stream.done»',
    '-> C | D «@stream.done»',
    '-> C «@stream.with_state»',
    '-> (string «@stream.done»)[]',
  ]);
});
