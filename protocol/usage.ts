/** What a provider counted, in words. What it did not report is not spoken of. */
import type { Usage } from './run';

/** `12 tokens in, 40 out, 8 cached, 30 for thinking`; empty when nothing was reported. */
export function usageWords({ inputTokens, outputTokens, cachedInputTokens, reasoningTokens }: Usage): string {
  const counts: readonly (readonly [count: number | undefined, what: string])[] = [
    [inputTokens, 'in'],
    [outputTokens, 'out'],
    [cachedInputTokens, 'cached'],
    [reasoningTokens, 'for thinking'],
  ];
  return counts
    .filter(([count]) => count !== undefined)
    .map(([count, what], index) => `${count}${index ? '' : ' tokens'} ${what}`)
    .join(', ');
}
