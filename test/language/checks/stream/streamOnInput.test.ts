import { checkFixes } from '../../../support/fixes';
import { checkCases } from '../../../support/markers';
import { changesNothing } from '../../../support/streamClaims';

describe('check: streamOnInput', () => {
  checkCases('checks/stream/streamOnInput');
  checkFixes('checks/stream/streamOnInput');

  changesNothing('stream-on-input', [
    'function F(x: string «@stream.done») -> C {\n  client "openai/gpt-4o"\n  prompt #"{{ x }}{{ ctx.output_format }}"#\n}',
    'function F(x: (string «@stream.with_state»)[]) -> C {\n  client "openai/gpt-4o"\n  prompt #"{{ x }}{{ ctx.output_format }}"#\n}',
    'function F(x: I) -> C {\n  client "openai/gpt-4o"\n  prompt #"{{ x }}{{ ctx.output_format }}"#\n}\nclass I {\n  a string «@stream.not_null»\n}',
    'function F(x: I) -> C {\n  client "openai/gpt-4o"\n  prompt #"{{ x }}{{ ctx.output_format }}"#\n}\nclass I {\n  a string\n  «@@stream.done»\n}',
  ]);
});
