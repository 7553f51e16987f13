/** How a run ended, in a few words: the same on screen, in lists, over the function and in texts. */
import type { Outcome } from './run';
import type { StopRule } from './runOptions';

/** `completed`, `cancelled`, `stopped by rule: 3 items`, `failed`, `not run`. */
export function outcomeWord(outcome: Outcome): string {
  if (outcome.kind === 'refused') return 'not run';
  if (outcome.kind === 'cancelled' && outcome.stopped) return `stopped by rule: ${ruleName(outcome.stopped)}`;
  return outcome.kind;
}

/** A rule in two or three words; `stopReason` says it in a sentence. */
export function ruleName(rule: StopRule): string {
  switch (rule.kind) {
    case 'items':
      return `${rule.count} ${rule.path || 'items'}`;
    case 'complete':
      return `${rule.path || 'answer'} complete`;
    case 'stall':
      return `nothing for ${rule.seconds} s`;
    case 'size':
      return `${rule.characters} characters`;
    case 'cost':
      return `cost of ${rule.amount}`;
    case 'check':
      return 'failed check';
  }
}
