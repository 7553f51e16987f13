/** A retry policy says how often, and perhaps how long to wait. Language reference 2.6 and 5.6. */
import { propertyOf } from '../semantics/resolve';
import type { Span } from '../diagnostic';
import type { SourceFile } from '../project/sourceFile';
import type { RetryDecl, ValueExpr } from '../syntax/ast';
import type { Check, Report } from './check';
import { entryOf, headOf, isBroken, kindOf, knownOnly } from './properties';
import { changeTo, remove, suggestWord } from './suggestion';
import { addEntry, addLines, unquote } from './valueFixes';

type MapValue = Extract<ValueExpr, { kind: 'map' }>;

const CODE = 'retry-properties';
const TYPES: readonly string[] = ['constant_delay', 'exponential_backoff'];

export const retryProperties: Check = (file, _symbols, report) => {
  for (const decl of file.ast.declarations) {
    if (decl.kind !== 'retry') continue;
    knownOnly(file, decl.properties, ['max_retries', 'strategy', 'options'], 'retry policy', CODE, report);
    maxRetries(decl, file, report);
    const options = propertyOf(decl.properties, 'options')?.value;
    if (options && options.kind !== 'map') {
      report('error', CODE, options.span, `Options are a map, not ${kindOf(options)}. Write \`options { … }\`.`);
    }
    const strategy = propertyOf(decl.properties, 'strategy');
    if (!strategy?.value) continue;
    if (strategy.value.kind === 'map') checkStrategy(strategy.value, strategy.name.span, file, report);
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

function maxRetries(decl: RetryDecl, file: SourceFile, report: Report): void {
  const property = propertyOf(decl.properties, 'max_retries');
  const value = property?.value;
  if (!property) {
    if (isBroken(file, decl)) return;
    const fixes = addLines(file, decl.span, 'max_retries 2', ['max_retries 2']);
    return report('error', CODE, headOf(decl), 'This retry policy has no `max_retries`. Add `max_retries 2`.', {
      fixes,
    });
  }
  if (!value) return;
  if (value.kind !== 'number' || value.text.includes('.')) {
    const fixes = unquote(file, value, /^\d+$/);
    report('error', CODE, value.span, '`max_retries` is a whole number, without quotes.', { fixes });
  } else if (value.text.startsWith('-')) {
    report(
      'warning',
      CODE,
      value.span,
      'A negative `max_retries` makes the official runtime use up its memory. Write `0`, or a positive number.',
      { fixes: [changeTo(file, value.span, '0')] },
    );
  }
}

function checkStrategy(strategy: MapValue, at: Span, file: SourceFile, report: Report): void {
  const { entries } = strategy;
  const type = entryOf(entries, 'type')?.value;
  if (!type)
    report('error', CODE, at, `A strategy needs a \`type\`: ${TYPES.map((name) => `\`${name}\``).join(' or ')}.`, {
      fixes: addEntry(file, strategy, 'type constant_delay'),
    });
  else if (type.kind !== 'string' || !TYPES.includes(type.value)) {
    const near = type.kind === 'string' ? suggestWord(file, type.span, type.value, TYPES) : undefined;
    report(
      'error',
      CODE,
      type.span,
      `The type of a strategy is \`${TYPES.join('` or `')}\`.${near?.hint ?? ''}`,
      near?.extra,
    );
  }
  const constant = type?.kind === 'string' && type.value === 'constant_delay';
  for (const { key, value, span } of entries) {
    if (!['delay_ms', 'multiplier', 'max_delay_ms'].includes(key.text) || !value) continue;
    if (constant && key.text !== 'delay_ms') {
      report(
        'error',
        CODE,
        value.span,
        `\`${key.text}\` works with \`exponential_backoff\` only. Remove it, or change the type.`,
        { fixes: [remove(file, span, key.text)] },
      );
    } else if (value.kind !== 'number') {
      const fixes = unquote(file, value, /^\d+(?:\.\d+)?$/);
      report('error', CODE, value.span, `\`${key.text}\` is a number, not ${kindOf(value)}.`, { fixes });
    } else if (key.text !== 'multiplier' && value.text.includes('.')) {
      report('error', CODE, value.span, `\`${key.text}\` is a whole number of milliseconds.`);
    }
  }
}
