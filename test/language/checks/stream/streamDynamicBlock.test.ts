import assert from 'node:assert/strict';
import { checkFixes } from '../../../support/fixes';
import { checkCases } from '../../../support/markers';
import { partialsOf } from '../../../support/streamClaims';

describe('check: streamDynamicBlock', () => {
  checkCases('checks/stream/streamDynamicBlock');
  checkFixes('checks/stream/streamDynamicBlock');

  it('the official runtime makes nothing of it, but follows the fields', () => {
    const source =
      'class B {\n  a string\n  @@dynamic\n}\nclass A {\n  g string\n  f B\n}\nfunction F() -> A {\n  client "openai/gpt-4o"\n  prompt #"x"#\n}\n';
    const answer = '{"g": "x", "f": {"a": "xy", "z": "pq"}}';
    const seen = (field: string, block = '') =>
      partialsOf(source, 'F', answer, `dynamic class B {\n  z string ${field}\n${block}\n}`);
    for (const name of ['done', 'not_null', 'with_state']) {
      assert.deepEqual(seen('', `  @@stream.${name}`), seen(''));
      assert.notDeepEqual(seen(`@stream.${name}`), seen(''));
    }
  });
});
