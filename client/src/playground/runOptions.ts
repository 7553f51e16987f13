/** What the view says about a run, checked, as the server is asked. */
import { isStopRule, tagsOf, type RunOptions } from '../../../protocol/runOptions';
import { isUnfinishedRule } from '../../../protocol/unfinishedRules';
import type { RunParams } from '../../../protocol/run';

/** The members of a run's parameters that options make. */
export function paramsOf(options: RunOptions | undefined): Pick<RunParams, 'tags' | 'stop'> {
  const tags = tagsOf(options);
  const stop = options?.stop ?? [];
  return { ...(Object.keys(tags).length && { tags }), ...(stop.length && { stop }) };
}

export function isRunOptions(value: unknown): value is RunOptions {
  return (
    isRecord(value) &&
    isList(value.tags, isTag) &&
    isList(value.stop, isStopRule) &&
    (value.unfinished === undefined || isList(value.unfinished, isUnfinishedRule))
  );
}

function isTag(value: unknown): boolean {
  return isRecord(value) && typeof value.name === 'string' && typeof value.value === 'string';
}

function isList(value: unknown, isItem: (item: unknown) => boolean): boolean {
  return Array.isArray(value) && value.every(isItem);
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
