/** What the view says about a run, checked, as the server is asked. */
import { tagsOf, type RunOptions } from '../../../protocol/runOptions';
import type { RunParams } from '../../../protocol/run';

/** The members of a run's parameters that options make. */
export function paramsOf(options: RunOptions | undefined): Pick<RunParams, 'tags'> {
  const tags = tagsOf(options);
  return Object.keys(tags).length ? { tags } : {};
}

export function isRunOptions(value: unknown): value is RunOptions {
  return isRecord(value) && isList(value.tags, isTag) && isList(value.stop, isStopRule);
}

function isTag(value: unknown): boolean {
  return isRecord(value) && typeof value.name === 'string' && typeof value.value === 'string';
}

function isStopRule(rule: unknown): boolean {
  if (!isRecord(rule)) return false;
  switch (rule.kind) {
    case 'items':
      return typeof rule.path === 'string' && isAmount(rule.count);
    case 'complete':
      return typeof rule.path === 'string';
    case 'stall':
      return isAmount(rule.seconds);
    case 'size':
      return isAmount(rule.characters);
    default:
      return rule.kind === 'check';
  }
}

function isAmount(value: unknown): boolean {
  return typeof value === 'number' && Number.isFinite(value) && value >= 0;
}

function isList(value: unknown, isItem: (item: unknown) => boolean): boolean {
  return Array.isArray(value) && value.every(isItem);
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
