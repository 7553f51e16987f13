/** A retry policy says how often, and perhaps how long to wait. Language reference 2.6 and 5.6. */
import { propertyOf } from '../semantics/resolve';
import type { MapEntryDecl, RetryDecl } from '../syntax/ast';
import { didYouMean } from '../text';
import type { Check, Report } from './check';
import { entryOf, headOf, kindOf, knownOnly } from './properties';

const CODE = 'retry-properties';
const TYPES: readonly string[] = ['constant_delay', 'exponential_backoff'];

export const retryProperties: Check = (file, _symbols, report) => {
  for (const decl of file.ast.declarations) {
    if (decl.kind !== 'retry') continue;
    knownOnly(decl.properties, ['max_retries', 'strategy', 'options'], 'retry policy', CODE, report);
    maxRetries(decl, report);
    const strategy = propertyOf(decl.properties, 'strategy');
    if (!strategy?.value) continue;
    if (strategy.value.kind === 'map') checkStrategy(strategy.value.entries, strategy.name.span, report);
    else {
      const kind = kindOf(strategy.value);
      report(
        'error',
        CODE,
        strategy.value.span,
        `A strategy is a map, not ${kind}: \`strategy { type constant_delay }\`.`,
      );
    }
  }
};

function maxRetries(decl: RetryDecl, report: Report): void {
  const property = propertyOf(decl.properties, 'max_retries');
  const value = property?.value;
  if (!property)
    return report('error', CODE, headOf(decl), 'This retry policy has no `max_retries`. Add `max_retries 2`.');
  if (!value) return;
  if (value.kind !== 'number' || value.text.includes('.')) {
    report('error', CODE, value.span, '`max_retries` is a whole number, without quotes.');
  } else if (value.text.startsWith('-')) {
    report(
      'warning',
      CODE,
      value.span,
      'A negative `max_retries` makes the official runtime use up its memory. Write `0`, or a positive number.',
    );
  }
}

function checkStrategy(entries: readonly MapEntryDecl[], at: { start: number; end: number }, report: Report): void {
  const type = entryOf(entries, 'type')?.value;
  if (!type)
    report('error', CODE, at, `A strategy needs a \`type\`: ${TYPES.map((name) => `\`${name}\``).join(' or ')}.`);
  else if (type.kind !== 'string' || !TYPES.includes(type.value)) {
    const hint = type.kind === 'string' ? didYouMean(type.value, TYPES) : '';
    report('error', CODE, type.span, `The type of a strategy is \`${TYPES.join('` or `')}\`.${hint}`);
  }
  const constant = type?.kind === 'string' && type.value === 'constant_delay';
  for (const { key, value } of entries) {
    if (!['delay_ms', 'multiplier', 'max_delay_ms'].includes(key.text) || !value) continue;
    if (constant && key.text !== 'delay_ms') {
      report(
        'error',
        CODE,
        key.span,
        `\`${key.text}\` works with \`exponential_backoff\` only. Remove it, or change the type.`,
      );
    } else if (value.kind !== 'number') {
      report('error', CODE, value.span, `\`${key.text}\` is a number, not ${kindOf(value)}.`);
    }
  }
}
