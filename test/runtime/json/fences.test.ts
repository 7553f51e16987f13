import * as assert from 'node:assert/strict';
import { findFences } from '../../../server/src/runtime/json/fences';

/** Blocks as `tag: content`, and what stands behind the last one. A content with `?` in it cannot be read. */
const CASES: readonly [what: string, text: string, blocks: readonly string[], rest: string][] = [
  ['none', 'just {}', [], 'just {}'],
  ['one, with its tag', 'Here:\n```json\n{}\n```\nDone.', ['json: {}'], 'Done.'],
  ['no tag is no opening', '```\n{}\n```', [], '```\n{}\n```'],
  ['in the middle of a line is no opening', 'see ```json\n{}\n```', [], 'see ```json\n{}\n```'],
  ['indented', '  ```json\n  {}\n  ```', ['json: {}'], ''],
  ['without closing it runs to the end, and the rest is all of it', 'x\n```json\n{', ['json: {'], 'x\n```json\n{'],
  ['an opening line being typed', '```js', ['js: '], '```js'],
  ['the first closing whose content can be read', '```a\n?\n```\n!\n```\nend', [], '!\n```\nend'],
  ['two', '```a\n1\n```\n```b\n2\n```\n', ['a: 1', 'b: 2'], ''],
];

describe('fenced blocks of a text', () => {
  for (const [what, text, blocks, rest] of CASES) {
    it(`${what}: ${JSON.stringify(text)}`, () => {
      const found = findFences(text, (content) => (content.includes('?') ? null : content));
      assert.deepEqual(
        found.blocks.map(({ tag, value }) => `${tag}: ${value}`),
        blocks,
      );
      assert.equal(text.slice(found.rest), rest);
    });
  }
});
