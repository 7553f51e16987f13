import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import * as path from 'node:path';
import { createProject } from '../../../server/src/language/languageService';
import { actionsAt, problemsOf } from '../../support/actions';
import { applyFix } from '../../support/fixes';

describe('code actions', () => {
  it('offers what a problem says would put it right', () => {
    const { actions, apply } = actionsAt('class A {\n  a st«»r\n}\n', 'fix');
    assert.deepEqual(
      actions.map(({ title, kind, preferred, diagnostics }) => [
        title,
        kind,
        preferred,
        diagnostics.map(({ code }) => code),
      ]),
      [['Change to `string`', 'fix', true, ['unknown-types']]],
    );
    assert.equal(apply('Change to `string`'), 'class A {\n  a string\n}\n');
  });

  it('offers the same for all problems of the kind', () => {
    const { titles, apply } = actionsAt('class A {\n  a st«»r\n  b boolean\n  c Warehouse\n}\n', 'fix');
    const all = 'Fix all 2 `unknown-types` problems in this file';
    assert.deepEqual(titles, ['Change to `string`', all]);
    assert.equal(apply(all), 'class A {\n  a string\n  b bool\n  c Warehouse\n}\n');
  });

  it('fixes everything obvious at once, when asked', () => {
    const { titles, apply } = actionsAt('«»class A {\n  a str\n  b Boolean\n}\n', 'fix-all');
    assert.deepEqual(titles, ['Fix all problems with an obvious fix']);
    assert.equal(apply(titles[0]!), 'class A {\n  a string\n  b bool\n}\n');
  });

  it('counts the `@` of an attribute to its name', () => {
    const { titles } = actionsAt('class A {\n  a string «»@stream.donee\n}\n', 'fix');
    assert.deepEqual(titles, ['Change to `@stream.done`']);
  });

  it('looks at nothing that is not wanted', () => {
    assert.deepEqual(actionsAt('class A {\n  a st«»r\n}\n').titles, []);
    assert.deepEqual(
      actionsAt('class A {\n  a st«»r\n}\n', 'rewrite').titles.filter((title) => /Change/.test(title)),
      [],
    );
  });
});

describe('code actions anywhere', () => {
  const folder = path.join(__TEST_ROOT__, 'fixtures', 'diagnostics');
  const texts = readdirSync(folder)
    .filter((name) => name.endsWith('.baml'))
    .map((name) => readFileSync(path.join(folder, name), 'utf8'));

  it('are edits of the text that was asked about', () => {
    for (const text of texts) {
      const project = createProject();
      project.setFile('main.baml', text);
      const snapshot = project.snapshot();
      for (let start = 0; start <= text.length; start += 37) {
        for (const end of [start, Math.min(text.length, start + 9)]) {
          for (const action of snapshot.codeActions('main.baml', { start, end }, { kind: () => true })) {
            assert.ok(action.edits.length > 0, action.title);
            assert.notEqual(applyFix({ 'main.baml': text }, action)['main.baml'], text, action.title);
          }
        }
      }
    }
  });

  it('extract and add without making errors', () => {
    for (const text of texts) {
      const before = problemsOf(text);
      if (before.length) continue;
      for (let at = 0; at < text.length; at += 61) {
        const { actions, apply } = actionsAt(`${text.slice(0, at)}«»${text.slice(at)}`, 'rewrite', 'extract');
        for (const { title } of actions) {
          // What an attribute holds back, or cannot reach at some of many uses, is still worth saying.
          const expected = title.includes('@@')
            ? /^stream-(?:not-null-late|with-state-inner-ineffective|done-in-string-union|attr-dead-in-done-class)/
            : /^stream-not-null-late/;
          const after = problemsOf(apply(title)).filter((problem) => !expected.test(problem));
          assert.deepEqual(after, [], `${title} in\n${apply(title)}`);
        }
      }
    }
  });
});
