/** The parameters of `bamlLive/judgeTest`, which come from outside. Apart from what is done with them, which is loaded with the first run. */

/** Says what is wrong with the parameters in a few words; undefined when nothing is. */
export function checkJudgeParams(params: unknown): string | undefined {
  if (typeof params !== 'object' || params === null) return 'parameters are missing';
  const { uri, function: called, test, value, latencyMs } = params as Record<string, unknown>;
  if (![uri, called, test].every((text) => typeof text === 'string')) {
    return '`uri`, `function` and `test` must be strings';
  }
  if (value === undefined) return '`value` is missing';
  return Number.isFinite(latencyMs) ? undefined : '`latencyMs` must be a number';
}
