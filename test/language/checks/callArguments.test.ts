import assert from 'node:assert/strict';
import { createProject } from '../../../server/src/language/languageService';

/** What is said about the arguments of a call of `T(one: string, two: int)`, and where. */
function said(call: string): string[] {
  const text = `template_string T(one: string, two: int) #"{{ one }}{{ two }}"#\ntemplate_string U #"{{ ${call} }}"#\n`;
  const project = createProject();
  project.setFile('a.baml', text);
  return project
    .snapshot()
    .diagnostics('a.baml')
    .map(({ span, message }) => `${text.slice(span.start, span.end)}: ${message}`);
}

describe('arguments of calls', () => {
  it('too few, too many', () => {
    assert.deepEqual(said('T("a")'), ['T("a"): `T` needs `two` (int). Write `T(one, two)`.']);
    assert.deepEqual(said('T()'), ['T(): `T` needs `one` (string) and `two` (int). Write `T(one, two)`.']);
    assert.deepEqual(said('T("a", 1, 2)'), ['T("a", 1, 2: `T` takes 2 arguments, not 3.']);
  });

  it('one name for another is one mistake', () => {
    assert.deepEqual(said('T(one="a", tow=1)'), ['T(one="a", tow=1: `T` has no argument `tow`. Did you mean `two`?']);
    assert.deepEqual(said('T(one="a", two=1, three=2)'), [
      'T(one="a", two=1, three=2: `T` has no argument `three`. It takes `one`, `two`.',
    ]);
  });

  it('twice, and of another type', () => {
    assert.deepEqual(said('T("a", one="b", two=1)'), ['T("a", one="b": `T` is given `one` twice. Remove one of them.']);
    assert.deepEqual(said('T(1, 2)'), ['T(1: `one` of `T` is `string`, but `1` is given.']);
  });

  it('what is spread may be anything', () => assert.deepEqual(said('T(*[1])'), []));
});
