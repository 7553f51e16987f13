/** The values of a client's options are of the kind that the option takes. Language reference 9. */
import type { SourceFile } from '../project/sourceFile';
import type { OptionKind } from '../semantics/clientOptions';
import { HTTP_OPTIONS, MEDIA_HANDLING, optionsOf, RESPONSE_TYPES } from '../semantics/clientOptions';
import { MEDIA } from '../semantics/resolve';
import type { MapEntryDecl, Name, ValueExpr } from '../syntax/ast';
import type { Check, Report } from './check';
import { checkedClients } from './clientOptions';
import { kindOf } from './properties';
import { orRemove, suggestWord } from './suggestion';
import { quote, unquote } from './valueFixes';

const CODE = 'client-options';

export const clientOptionValues: Check = (file, _symbols, report) => {
  for (const { provider, entries } of checkedClients(file)) {
    const { known } = optionsOf(provider);
    for (const { key, value } of entries) {
      const kind = Object.hasOwn(known, key.text) ? known[key.text] : undefined;
      if (kind && value) checkValue(key, kind, value, { file, report });
    }
  }
};

interface Place {
  readonly file: SourceFile;
  readonly report: Report;
}

function checkValue(key: Name, kind: OptionKind, value: ValueExpr, place: Place): void {
  const { file, report } = place;
  const name = key.text;
  // Jinja in an option passes the compiler and fails at run time; `env.X` is text.
  const wrong = (expected: string, form?: RegExp) =>
    report('error', CODE, value.span, `\`${name}\` is ${expected}, not ${kindOf(value)}.`, {
      fixes: form ? unquote(file, value, form) : expected === 'text' ? quote(file, value) : [],
    });
  const isText = value.kind === 'string' || value.kind === 'env';
  switch (kind) {
    case 'any':
      return;
    case 'text':
      if (!isText) return wrong('text');
      if (name === 'client_response_type')
        choice(name, value, RESPONSE_TYPES, place, { start: key.span.start, end: value.span.end });
      return;
    case 'bool':
      return value.kind === 'bool' ? undefined : wrong('`true` or `false`', /^(?:true|false)$/);
    case 'integer':
      return value.kind === 'number' && !value.text.includes('.') ? undefined : wrong('a whole number', /^-?\d+$/);
    case 'map':
      return value.kind === 'map' ? undefined : wrong('a map');
    case 'list':
    case 'texts':
    case 'strategy':
      if (value.kind !== 'list') return wrong('a list');
      if (!value.items.length && kind !== 'texts') {
        return report('error', CODE, value.span, `\`${name}\` cannot be empty. Add an item, or remove it.`);
      }
      for (const item of kind === 'list' ? [] : value.items) {
        if (item.kind !== 'string')
          report('error', CODE, item.span, `Items of \`${name}\` are text, not ${kindOf(item)}.`, {
            fixes: kind === 'texts' ? quote(file, item) : [],
          });
      }
      return;
    case 'text map':
      if (value.kind !== 'map') return wrong('a map');
      for (const { key, value: inner } of value.entries) {
        if (inner && inner.kind !== 'string' && inner.kind !== 'env') {
          report(
            'error',
            CODE,
            inner.span,
            `\`${key.text}\` in \`${name}\` is text, not ${kindOf(inner)}. Put it between quotes.`,
            { fixes: quote(file, inner) },
          );
        }
      }
      return;
    case 'media map':
      if (value.kind !== 'map') return wrong('a map');
      for (const { key, value: inner, span } of value.entries) {
        if (!MEDIA.has(key.text)) {
          const { hint, extra } = orRemove(suggestWord(file, key.span, key.text, MEDIA), file, span, key.text);
          const advice = hint || ` Use one of: ${[...MEDIA].join(', ')}.`;
          report('error', CODE, key.span, `\`${key.text}\` is not a kind of media.${advice}`, extra);
        } else if (inner) choice(key.text, inner, MEDIA_HANDLING, place, key.span);
      }
      return;
    case 'http':
    case 'http total':
      if (value.kind !== 'map') return wrong('a map');
      return http(value.entries, kind === 'http' ? HTTP_OPTIONS : ['total_timeout_ms'], place);
  }
}

function choice(name: string, value: ValueExpr, choices: readonly string[], place: Place, at = value.span): void {
  if (value.kind === 'string' && choices.includes(value.value)) return;
  const written = value.kind === 'string' ? `\`${value.value}\`` : kindOf(value);
  const near = value.kind === 'string' ? suggestWord(place.file, value.span, value.value, choices) : undefined;
  const advice = near?.hint || ` Use one of: ${choices.join(', ')}.`;
  const message = `${written[0]!.toUpperCase()}${written.slice(1)} is not a value of \`${name}\`.${advice}`;
  place.report('error', CODE, at, message, near?.extra);
}

function http(entries: readonly MapEntryDecl[], known: readonly string[], place: Place): void {
  const { file, report } = place;
  for (const { key, value, span } of entries) {
    if (!known.includes(key.text)) {
      const { hint, extra } = orRemove(suggestWord(file, key.span, key.text, known), file, span, key.text);
      const advice = hint || ` It takes ${known.map((name) => `\`${name}\``).join(', ')}.`;
      report('error', CODE, key.span, `\`${key.text}\` is not an option of \`http\` here.${advice}`, extra);
    } else if (!value) continue;
    else if (key.text === 'enable_connection_pooling') checkValue(key, 'bool', value, place);
    else if (value.kind === 'number' && value.text.startsWith('-')) {
      report('error', CODE, value.span, `\`${key.text}\` is a time and cannot be negative.`);
    } else checkValue(key, 'integer', value, place);
  }
}
