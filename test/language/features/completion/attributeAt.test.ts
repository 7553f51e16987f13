import assert from 'node:assert/strict';
import { attributeAt } from '../../../../server/src/language/features/completion/attributeAt';
import { cursorAt } from '../../../../server/src/language/features/completion/cursor';
import { parseFile } from '../../../../server/src/language/project/sourceFile';

function nameAt(marked: string): string | undefined {
  const offset = marked.indexOf('$0');
  return attributeAt(cursorAt(parseFile('a.baml', marked.replace('$0', '')), offset)!)?.name;
}

describe('the attribute around the cursor', () => {
  it('is that whose parentheses are open', () => {
    assert.equal(nameAt('class A { x int @check(a, $0'), 'check');
    assert.equal(nameAt('class A { x int @check(a, {{ b$0'), 'check');
    assert.equal(nameAt('class A { x int @ stream . done($0'), 'stream.done');
  });

  it('is none before and behind them', () => {
    assert.equal(nameAt('class A { x int @check$0(a)'), undefined);
    assert.equal(nameAt('class A { x int @check(a) $0'), undefined);
    assert.equal(nameAt('class A { x int $0'), undefined);
  });
});
