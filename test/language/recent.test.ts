import assert from 'node:assert/strict';
import { parseFile } from '../../server/src/language/project/sourceFile';
import { ofRecentFile, Recent, RECENT_FILES } from '../../server/src/language/recent';

describe('recent values', () => {
  it('are kept while they are among the last that were asked for', () => {
    const made: string[] = [];
    const recent = new Recent<{ of: string }>(2);
    const ask = (key: string) =>
      recent.get(key, () => {
        made.push(key);
        return { of: key };
      });
    const a = ask('a');
    ask('b');
    assert.equal(ask('a'), a);
    ask('c');
    assert.equal(ask('a'), a);
    ask('b');
    assert.deepEqual(made, ['a', 'b', 'c', 'b']);
  });

  it('of files are made again for another text, and when many other files came in between', () => {
    let count = 0;
    const names = ofRecentFile((file) => {
      count++;
      return file.ast.declarations.map(({ name }) => name?.text);
    });
    const file = parseFile('a', 'class A { }');
    assert.equal(names(file), names(file));
    assert.deepEqual(names(parseFile('a', 'class B { }')), ['B']);
    assert.equal(count, 2);
    for (let i = 0; i < RECENT_FILES; i++) names(parseFile(`f${i}`, ''));
    assert.deepEqual(names(file), ['A']);
    assert.equal(count, 3 + RECENT_FILES);
  });
});
