import * as assert from 'node:assert/strict';
import * as fs from 'node:fs';
import * as path from 'node:path';
import { BETTER, FOLLOW, QUIRKS } from '../../../server/src/runtime/quirks/catalog';

describe('the list of quirks', () => {
  const page = fs.readFileSync(path.join(__TEST_ROOT__, '../docs/quirks.md'), 'utf8');
  const [, better = '', follow = ''] = page.split(/^## .*$/m);
  const headings = (part: string): string[] => [...part.matchAll(/^### (.+)$/gm)].map(([, name]) => name!);

  it('is the list of docs/quirks.md, in the same order', () => {
    assert.deepEqual([...headings(better)].sort(), Object.keys(BETTER).sort());
    assert.deepEqual(headings(follow), Object.keys(FOLLOW));
  });

  it('says of each what to do', () => {
    for (const section of (better + follow).split(/^### /m).slice(1))
      assert.match(section, /^- What to do: /m, section.split('\n')[0]);
  });

  it('says in one sentence what happens', () => {
    for (const { happens } of Object.values(QUIRKS)) assert.match(happens, /^[^.].*\.$/);
  });
});
