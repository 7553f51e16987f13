import assert from 'node:assert/strict';
import { diagnose } from '../../../server/src/language/checks/index';
import { parseFile, SourceFile } from '../../../server/src/language/project/sourceFile';
import { symbolsOf } from '../../../server/src/language/project/symbolView';
import type { Block } from '../../../server/src/language/syntax/reparse';

/** Blocks that count how often somebody walks over all of them. */
class Counted extends Array<Block> {
  static walks = 0;

  override [Symbol.iterator](): ArrayIterator<Block> {
    Counted.walks++;
    return super[Symbol.iterator]();
  }
}

describe('diagnose', () => {
  it('does not walk over all blocks for each finding: a name declared a thousand times is pasted in a moment', () => {
    const { uri, text, blocks } = parseFile('a.baml', 'class A { x int }\n'.repeat(1000));
    const counted = new Counted(...blocks);
    const file = new SourceFile(uri, text, counted);
    const symbols = symbolsOf([file]);
    Counted.walks = 0;
    const found = diagnose(file, symbols);
    assert.equal(found.length, 1000);
    assert.ok(Counted.walks < 100, `${Counted.walks} walks`);
  });
});
