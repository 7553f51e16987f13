import { checkFixes } from '../../../support/fixes';
import { checkCases } from '../../../support/markers';
import { changesNothing } from '../../../support/streamClaims';

describe('check: streamInValueBlock', () => {
  checkCases('checks/stream/streamInValueBlock');
  checkFixes('checks/stream/streamInValueBlock');

  changesNothing('stream-in-value-block', [
    'function F() -> C {\n  client "openai/gpt-4o" «@stream.done»\n  prompt #"{{ ctx.output_format }}"#\n}',
    'function F() -> C {\n  client "openai/gpt-4o"\n  prompt #"{{ ctx.output_format }}"# «@stream.done»\n}',
    'function F() -> string[] {\n  client "openai/gpt-4o" «@stream.with_state»\n  prompt #"{{ ctx.output_format }}"#\n}',
  ]);
});
