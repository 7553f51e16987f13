import assert from 'node:assert/strict';
import type { Usage } from '../../protocol/run';
import { usageWords } from '../../protocol/usage';

describe('what a provider counted', () => {
  const words: readonly (readonly [usage: Usage, words: string])[] = [
    [{}, ''],
    [{ inputTokens: 12, outputTokens: 40 }, '12 tokens in, 40 out'],
    [
      { inputTokens: 12, outputTokens: 40, cachedInputTokens: 8, reasoningTokens: 30 },
      '12 tokens in, 40 out, 8 cached, 30 for thinking',
    ],
    [{ outputTokens: 0 }, '0 tokens out'],
  ];
  for (const [usage, text] of words) {
    it(text || 'is not spoken of when it is unknown', () => assert.equal(usageWords(usage), text));
  }
});
