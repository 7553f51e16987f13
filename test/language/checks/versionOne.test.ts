import assert from 'node:assert/strict';
import fc from 'fast-check';
import { createProject } from '../../../server/src/language/languageService';
import { looseBlocks, withoutTexts } from '../../../server/src/language/semantics/versionOneText';
import { checkCases } from '../../support/markers';

describe('check: versionOne', () => {
  checkCases('checks/versionOne');

  it('whatever is between quotes and behind slashes is blanked, and nothing else', () => {
    const text = 'a "b {" // c }\nd #"e " { "# f `g ${ h("}") } { ` i';
    assert.equal(withoutTexts(text), 'a "   "       \nd #"      "# f `                ` i');
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(...'ab{}()"#`$\\/\n ,:') }), (any) => {
        const bare = withoutTexts(any);
        assert.equal(bare.length, any.length);
        assert.deepEqual([...bare].filter((c) => c === '\n').length, [...any].filter((c) => c === '\n').length);
        const blocks = looseBlocks(bare);
        blocks.forEach(({ start, end, body }, index) => {
          assert.ok(start < end && start < body && body <= end);
          assert.equal(end, blocks[index + 1]?.start ?? any.length);
        });
      }),
    );
  });

  it('takes long and odd texts in its stride', () => {
    const many = 50_000;
    for (const odd of [
      '`${'.repeat(many),
      '{'.repeat(many),
      '='.repeat(many),
      '#'.repeat(many * 10),
      '\\\\'.repeat(many),
      `"${'a'.repeat(many * 20)}`,
      '"\\\\'.repeat(many),
    ]) {
      const project = createProject();
      project.setFile('main.baml', `class A<T> { a: T }\ntype B = ${odd}\n${odd}`);
      const found = project.snapshot().diagnostics('main.baml');
      assert.equal(found.filter(({ code }) => code === 'version-one').length, 1);
    }
  });

  it('a slip in a large file of v0 costs no look at the rest of it', () => {
    const project = createProject();
    const prose = 'class A { a string }\n// we match (and throw) what we await here\n'.repeat(2000);
    project.setFile('main.baml', `${prose}class B { b: int }\n`);
    const codes = project
      .snapshot()
      .diagnostics('main.baml')
      .map(({ code }) => code);
    assert.ok(codes.includes('syntax') && !codes.includes('version-one'));
  });
});
