/** The options of a client: what its provider needs, takes and refuses. Language reference 9. */
import type { OptionKind } from '../semantics/clientOptions';
import { HTTP_OPTIONS, MEDIA_HANDLING, optionsOf, RESPONSE_TYPES } from '../semantics/clientOptions';
import { PROVIDERS } from '../semantics/providers';
import { MEDIA, propertyOf, stringProperty } from '../semantics/resolve';
import type { ClientDecl, MapEntryDecl, ValueExpr } from '../syntax/ast';
import { didYouMean } from '../text';
import type { Check, Report } from './check';
import { entryOf, headOf, kindOf } from './properties';

const CODE = 'client-options';

export const clientOptions: Check = (file, _symbols, report) => {
  for (const decl of file.ast.declarations) {
    if (decl.kind !== 'client') continue;
    const provider = stringProperty(decl.properties, 'provider')?.value;
    const options = propertyOf(decl.properties, 'options')?.value;
    if (provider === undefined || !PROVIDERS.includes(provider) || (options && options.kind !== 'map')) continue;
    const entries = options?.entries ?? [];
    required(decl, provider, entries, report);
    const { known, closed } = optionsOf(provider);
    for (const { key, value } of entries) {
      const kind = Object.hasOwn(known, key.text) ? known[key.text] : undefined;
      if (kind && value) checkValue(key.text, kind, value, report);
      else if (!kind && closed) {
        const hint = didYouMean(key.text, Object.keys(known)) || ' Remove it.';
        report('error', CODE, key.span, `\`${provider}\` takes no option \`${key.text}\`.${hint}`);
      } else if (!kind) misspelt(key, Object.keys(known), report);
    }
    together(entries, report);
    roles(entries, report);
  }
};

/** Whatever is not known is sent to the provider, so a slip of the pen goes unnoticed. */
function misspelt(key: MapEntryDecl['key'], known: readonly string[], report: Report): void {
  if (key.text.length < 6 || key.text === 'model_id') return;
  const hint = didYouMean(
    key.text,
    known.filter((name) => Math.abs(name.length - key.text.length) < 2),
  );
  if (hint)
    report(
      'warning',
      CODE,
      key.span,
      `\`${key.text}\` is not an option that BAML reads; it is sent to the provider.${hint}`,
    );
}

function required(decl: ClientDecl, provider: string, entries: readonly MapEntryDecl[], report: Report): void {
  const given = (name: string) => entryOf(entries, name) !== undefined;
  const missing = (what: string) =>
    report('error', CODE, headOf(decl), `A client of \`${provider}\` needs ${what}. Add it to its options.`);
  for (const name of optionsOf(provider).required) if (!given(name)) missing(`\`${name}\``);
  switch (provider) {
    case 'azure-openai':
    case 'baml-azure-chat':
      azure(entries, given, missing, report);
      return;
    case 'vertex-ai':
      if (!given('location') && !given('base_url')) missing('`location`, such as `us-central1`');
      exclusive(entries, ['location', 'base_url'], report);
      return;
    case 'aws-bedrock':
      if (!given('model_id') && !given('model')) missing('`model_id`');
      exclusive(entries, ['model_id', 'model'], report);
  }
}

function azure(
  entries: readonly MapEntryDecl[],
  given: (name: string) => boolean,
  missing: (what: string) => void,
  report: Report,
): void {
  const pair = ['resource_name', 'deployment_id'];
  if (given('base_url')) {
    if (pair.some(given)) {
      for (const name of ['base_url', ...pair]) {
        const entry = entryOf(entries, name);
        if (entry)
          report(
            'error',
            CODE,
            entry.key.span,
            'Give either `base_url`, or `resource_name` and `deployment_id`. Remove one.',
          );
      }
    }
    return;
  }
  if (!pair.some(given)) return missing('`base_url`, or `resource_name` and `deployment_id`');
  for (const [name, other] of [pair, pair.toReversed()]) {
    const entry = entryOf(entries, name!);
    if (entry && !given(other!))
      report('error', CODE, entry.key.span, `\`${name}\` needs \`${other}\` beside it. Add it.`);
  }
}

function together(entries: readonly MapEntryDecl[], report: Report): void {
  exclusive(entries, ['finish_reason_allow_list', 'finish_reason_deny_list'], report);
}

/** Options of which only one may be given: each is reported. */
function exclusive(entries: readonly MapEntryDecl[], names: readonly string[], report: Report): void {
  const found = names.flatMap((name) => entryOf(entries, name) ?? []);
  if (found.length < 2) return;
  const both = names.map((name) => `\`${name}\``).join(' and ');
  for (const { key } of found) report('error', CODE, key.span, `${both} cannot be given together. Remove one.`);
}

function roles(entries: readonly MapEntryDecl[], report: Report): void {
  const role = entryOf(entries, 'default_role')?.value;
  const allowed = entryOf(entries, 'allowed_roles')?.value;
  if (role?.kind !== 'string' || (allowed && allowed.kind !== 'list')) return;
  const names = allowed
    ? allowed.items.flatMap((item) => (item.kind === 'string' ? [item.value] : []))
    : ['user', 'assistant', 'system'];
  if (names.includes(role.value) || (allowed && names.length < allowed.items.length)) return;
  report(
    'error',
    CODE,
    role.span,
    `\`${role.value}\` is none of the roles ${names.join(', ')}. Add it to \`allowed_roles\`.`,
  );
}

function checkValue(name: string, kind: OptionKind, value: ValueExpr, report: Report): void {
  // Jinja in an option passes the compiler and fails at run time; `env.X` is text.
  const wrong = (expected: string) =>
    report('error', CODE, value.span, `\`${name}\` is ${expected}, not ${kindOf(value)}.`);
  const isText = value.kind === 'string' || value.kind === 'env';
  switch (kind) {
    case 'any':
      return;
    case 'text':
      if (!isText) return wrong('text');
      if (name === 'client_response_type') choice(name, value, RESPONSE_TYPES, report);
      return;
    case 'bool':
      return value.kind === 'bool' ? undefined : wrong('`true` or `false`');
    case 'integer':
      return value.kind === 'number' && !value.text.includes('.') ? undefined : wrong('a whole number');
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
          report('error', CODE, item.span, `Items of \`${name}\` are text, not ${kindOf(item)}.`);
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
          );
        }
      }
      return;
    case 'media map':
      if (value.kind !== 'map') return wrong('a map');
      for (const { key, value: inner } of value.entries) {
        if (!MEDIA.has(key.text)) {
          report(
            'error',
            CODE,
            key.span,
            `\`${key.text}\` is not a kind of media. Use one of: ${[...MEDIA].join(', ')}.`,
          );
        } else if (inner) choice(key.text, inner, MEDIA_HANDLING, report, key.span);
      }
      return;
    case 'http':
    case 'http total':
      if (value.kind !== 'map') return wrong('a map');
      return http(value.entries, kind === 'http' ? HTTP_OPTIONS : ['total_timeout_ms'], report);
  }
}

function choice(name: string, value: ValueExpr, choices: readonly string[], report: Report, at = value.span): void {
  if (value.kind === 'string' && choices.includes(value.value)) return;
  const written = value.kind === 'string' ? `\`${value.value}\`` : kindOf(value);
  const hint = (value.kind === 'string' && didYouMean(value.value, choices)) || ` Use one of: ${choices.join(', ')}.`;
  report('error', CODE, at, `${written[0]!.toUpperCase()}${written.slice(1)} is not a value of \`${name}\`.${hint}`);
}

function http(entries: readonly MapEntryDecl[], known: readonly string[], report: Report): void {
  for (const { key, value } of entries) {
    if (!known.includes(key.text)) {
      const hint = didYouMean(key.text, known) || ` It takes ${known.map((name) => `\`${name}\``).join(', ')}.`;
      report('error', CODE, key.span, `\`${key.text}\` is not an option of \`http\` here.${hint}`);
    } else if (!value) continue;
    else if (key.text === 'enable_connection_pooling') checkValue(key.text, 'bool', value, report);
    else if (value.kind === 'number' && value.text.startsWith('-')) {
      report('error', CODE, value.span, `\`${key.text}\` is a time and cannot be negative.`);
    } else checkValue(key.text, 'integer', value, report);
  }
}
