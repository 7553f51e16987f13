import assert from 'node:assert/strict';
import { createProject } from '../../../../server/src/language/languageService';
import { checkFixes } from '../../../support/fixes';
import { checkCases } from '../../../support/markers';
import { changesNothing } from '../../../support/streamClaims';

describe('check: streamDuplicate', () => {
  checkCases('checks/stream/streamDuplicate');
  checkFixes('checks/stream/streamDuplicate');

  it('removes one of very many copies at a time: all of them in each fix would fill the memory', () => {
    const text = `class A {\n  x string${' @stream.done'.repeat(3000)}\n}\n`;
    const project = createProject();
    project.setFile('a.baml', text);
    const fixes = project
      .snapshot()
      .diagnostics('a.baml')
      .flatMap((one) => (one.code === 'stream-duplicate' ? (one.fixes ?? []) : []));
    assert.equal(fixes.length, 2999);
    const removed = new Set(fixes.map(({ edits: [edit, ...more] }) => (more.length ? 'more' : edit!.span.start)));
    assert.equal(removed.size, 2999);
  });

  changesNothing('stream-duplicate', [
    'string @stream.done «@stream.done»',
    '(string @stream.with_state) «@stream.with_state»',
    'class A {\n  f Needed «@stream.not_null»\n  g string\n}',
    'Wrapped «@stream.with_state»',
    '(Wrapped «@stream.with_state»)[]',
  ]);
});
