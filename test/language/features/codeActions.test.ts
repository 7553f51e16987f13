import assert from 'node:assert/strict';
import { actionsAt } from '../../support/actions';

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

  it('looks at nothing that is not wanted', () => {
    assert.deepEqual(actionsAt('class A {\n  a st«»r\n}\n').titles, []);
    assert.deepEqual(
      actionsAt('class A {\n  a st«»r\n}\n', 'rewrite').titles.filter((title) => /Change/.test(title)),
      [],
    );
  });
});
