import assert from 'node:assert/strict';
import { actionsAt, problemsOf } from '../../../support/actions';

describe('refactoring: extractAlias', () => {
  const offered = (marked: string) => actionsAt(marked, 'extract').titles;

  it('takes the whole type at the cursor', () => {
    const source = '/// Doc.\nclass A {\n  parts (string | int«»)[] @alias("x")\n}\n';
    const after = actionsAt(source, 'extract').apply('Extract to `type AParts`');
    assert.equal(after, 'type AParts = (string | int)[]\n\n/// Doc.\nclass A {\n  parts AParts @alias("x")\n}\n');
    assert.deepEqual(problemsOf(after), []);
  });

  it('takes the selected part, and a name that is free', () => {
    const source = 'class AParts {\n  x int\n}\nclass A {\n  parts («string | int »)[]\n}\n';
    const after = actionsAt(source, 'extract').apply('Extract to `type AParts2`');
    assert.equal(
      after,
      'class AParts {\n  x int\n}\ntype AParts2 = string | int\n\nclass A {\n  parts (AParts2 )[]\n}\n',
    );
    assert.deepEqual(problemsOf(after), []);
  });

  it('knows parameters and results', () => {
    assert.deepEqual(offered('function Ask(who: string«»[]) -> int {}'), ['Extract to `type AskWho`']);
    assert.deepEqual(offered('function Ask(who: string[]) -> «int | bool» {}'), ['Extract to `type AskResult`']);
  });

  it('joins the lines of a type, in the line breaks of the file', () => {
    const source = 'class A {\r\n  a «int\r\n    | string»\r\n}\r\n';
    assert.equal(
      actionsAt(source, 'extract').apply('Extract to `type AA`'),
      'type AA = int | string\r\n\r\nclass A {\r\n  a AA\r\n}\r\n',
    );
  });

  it('leaves alone what has a name, is a key, or is not a whole type', () => {
    for (const source of [
      'class A {\n  a «string»\n}',
      'class A {\n  a «string |» int\n}',
      'class A {\n  a map<«"x" | "y"», int>\n}',
      'type A = «int | string»',
      'class A {\n  a 1.5«»\n}',
      'class A {\n  a string?«» @skip\n}',
      'class A {\n  «»a int?\n}',
      '«»',
    ])
      assert.deepEqual(offered(source), [], source);
  });
});
