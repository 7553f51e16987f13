import assert from 'node:assert/strict';
import { checkFixes } from '../../../support/fixes';
import { checkCases } from '../../../support/markers';
import { changesNothing, partialsOf, rowSource, sampleAnswers } from '../../../support/streamClaims';

describe('check: streamAttrDeadInDoneClass', () => {
  checkCases('checks/stream/streamAttrDeadInDoneClass');
  checkFixes('checks/stream/streamAttrDeadInDoneClass');

  changesNothing('stream-attr-dead-in-done-class', [
    'class A {\n  f B\n}\nclass B {\n  x string «@stream.not_null»\n  y int\n  @@stream.done\n}',
    'class A {\n  f B\n}\nclass B {\n  x string\n  y int «@stream.with_state»\n  @@stream.done\n}',
    'class A {\n  f B[]\n}\nclass B {\n  y int\n  x string «@stream.not_null»\n  @@stream.done\n}',
    'class A {\n  y int\n  x string «@stream.not_null»\n  @@stream.done\n}',
  ]);

  it('where there is a wrapper, in results and elements, its state is never another than Complete', () => {
    for (const result of ['-> B', '-> B[]']) {
      const source =
        rowSource(`${result}`) + 'class B {\n  x string\n  y string @stream.with_state\n  @@stream.done\n}\n';
      for (const answer of sampleAnswers(source, 'F')) {
        const states =
          partialsOf(source, 'F', answer)
            .join()
            .match(/"state":"(\w+)"/g) ?? [];
        assert.deepEqual([...new Set(states)], ['"state":"Complete"'], result);
      }
    }
  });
});
