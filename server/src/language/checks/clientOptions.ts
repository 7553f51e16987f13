/** The options of a client: what its provider needs, takes and refuses. Language reference 9. */
import type { Fix, Span } from '../diagnostic';
import type { SourceFile } from '../project/sourceFile';
import { optionsOf } from '../semantics/clientOptions';
import { PROVIDERS } from '../semantics/providers';
import { propertyOf, stringProperty } from '../semantics/resolve';
import type { ClientDecl, MapEntryDecl, ValueExpr } from '../syntax/ast';
import type { Check, Report } from './check';
import { entryOf, isBroken, startOf } from './properties';
import { orRemove, remove, suggestWord } from './suggestion';
import { addEntry, addLines } from './valueFixes';

const CODE = 'client-options';

export const clientOptions: Check = (file, _symbols, report) => {
  for (const client of checkedClients(file)) {
    const { provider, entries } = client;
    if (!isBroken(file, client.decl)) required(client, file, report);
    const { known, closed } = optionsOf(provider);
    for (const { key, span } of entries) {
      if (!closed || Object.hasOwn(known, key.text)) continue;
      const near = suggestWord(file, key.span, key.text, Object.keys(known));
      const { hint, extra } = orRemove(near, file, span, key.text);
      const message = `\`${provider}\` takes no option \`${key.text}\`.${hint || ' Remove it.'}`;
      report('error', CODE, key.span, message, extra);
    }
    exclusive(entries, ['finish_reason_allow_list', 'finish_reason_deny_list'], file, report);
    roles(entries, report);
  }
};

/** A client whose provider exists and whose options can be read. */
export interface CheckedClient {
  readonly decl: ClientDecl;
  readonly provider: string;
  readonly options: Extract<ValueExpr, { kind: 'map' }> | undefined;
  /** Where what is missing is reported: `options`, or the block where it has none. */
  readonly place: Span;
  readonly entries: readonly MapEntryDecl[];
}

/** The clients of a file whose options can be judged. */
export function checkedClients(file: SourceFile): CheckedClient[] {
  return file.ast.declarations.flatMap((decl) => {
    if (decl.kind !== 'client') return [];
    const provider = stringProperty(decl.properties, 'provider')?.value;
    const property = propertyOf(decl.properties, 'options');
    const options = property?.value;
    if (provider === undefined || !PROVIDERS.includes(provider) || (options && options.kind !== 'map')) return [];
    const place = property?.name.span ?? startOf(decl);
    return [{ decl, provider, options, place, entries: options?.entries ?? [] }];
  });
}

/** What to write for options that must be there, to be filled in. */
const EXAMPLE: Readonly<Record<string, string>> = {
  base_url: 'base_url "http://localhost:8000/v1"',
  strategy: 'strategy ["openai/gpt-4o"]',
  model: 'model "gemini-2.5-flash"',
  location: 'location us-central1',
  model_id: 'model_id "anthropic.claude-sonnet-4-20250514-v1:0"',
};

function required(client: CheckedClient, file: SourceFile, report: Report): void {
  const { provider, entries } = client;
  const given = (name: string) => entryOf(entries, name) !== undefined;
  const missing = optionsOf(provider).required.flatMap((name) => (given(name) ? [] : [`\`${name}\``]));
  switch (provider) {
    case 'azure-openai':
    case 'baml-azure-chat':
      if (!['base_url', ...AZURE_PAIR].some(given)) missing.push('`base_url`, or `resource_name` and `deployment_id`');
      azure(entries, given, file, report);
      break;
    case 'vertex-ai':
      if (!given('location') && !given('base_url')) missing.push('`location`, such as `us-central1`');
      exclusive(entries, ['location', 'base_url'], file, report);
      break;
    case 'aws-bedrock':
      if (!given('model_id') && !given('model')) missing.push('`model_id`');
      exclusive(entries, ['model_id', 'model'], file, report);
  }
  for (const what of missing) {
    const fixes = examples(what, missing, client, file);
    report('error', CODE, client.place, `A client of \`${provider}\` needs ${what}. Add it to its options.`, {
      fixes,
    });
  }
}

const AZURE_PAIR: readonly string[] = ['resource_name', 'deployment_id'];

function azure(
  entries: readonly MapEntryDecl[],
  given: (name: string) => boolean,
  file: SourceFile,
  report: Report,
): void {
  const pair = AZURE_PAIR;
  if (given('base_url')) {
    for (const name of pair.some(given) ? ['base_url', ...pair] : []) {
      const entry = entryOf(entries, name);
      if (!entry) continue;
      const others = name === 'base_url' ? ['base_url'] : pair.filter(given);
      const isEnough = name !== 'base_url' || pair.every(given);
      const fixes = isEnough ? [removeAll(entries, others, file)] : [];
      const message = 'Give either `base_url`, or `resource_name` and `deployment_id`. Remove one.';
      report('error', CODE, entry.key.span, message, { fixes });
    }
    return;
  }
  for (const [name, other] of [pair, pair.toReversed()]) {
    const entry = entryOf(entries, name!);
    if (entry && !given(other!))
      report('error', CODE, entry.key.span, `\`${name}\` needs \`${other}\` beside it. Add it.`);
  }
}

function removeAll(entries: readonly MapEntryDecl[], names: readonly string[], file: SourceFile): Fix {
  const found = entries.filter(({ key }) => names.includes(key.text));
  return {
    title: `Remove ${names.map((name) => `\`${name}\``).join(' and ')}`,
    edits: found.flatMap(({ key, span }) => remove(file, span, key.text).edits),
  };
}

/** Adds the option to the options. Without any, they are written with everything that is missing. */
function examples(
  what: string,
  missing: readonly string[],
  { decl, options }: CheckedClient,
  file: SourceFile,
): readonly Fix[] {
  const exampleOf = (text: string) => EXAMPLE[/\w+/.exec(text)?.[0] ?? ''] ?? [];
  if (options) return [exampleOf(what)].flat().flatMap((line) => addEntry(file, options, line));
  const lines = missing.flatMap(exampleOf);
  return lines.length
    ? addLines(file, decl.span, 'options', ['options {', ...lines.map((line) => `  ${line}`), '}'])
    : [];
}

/** Options of which only one may be given: each is reported. */
function exclusive(entries: readonly MapEntryDecl[], names: readonly string[], file: SourceFile, report: Report): void {
  const found = names.flatMap((name) => entryOf(entries, name) ?? []);
  if (found.length < 2) return;
  const both = names.map((name) => `\`${name}\``).join(' and ');
  for (const { key, span } of found) {
    const fixes = [remove(file, span, key.text)];
    report('error', CODE, key.span, `${both} cannot be given together. Remove one.`, { fixes });
  }
}

/** Roles that are named by default or to be renamed have to be allowed. */
function roles(entries: readonly MapEntryDecl[], report: Report): void {
  const allowed = entryOf(entries, 'allowed_roles')?.value;
  if (allowed && allowed.kind !== 'list') return;
  const names = allowed
    ? allowed.items.flatMap((item) => (item.kind === 'string' ? [item.value] : []))
    : ['user', 'assistant', 'system'];
  if (allowed && names.length < allowed.items.length) return;
  const check = (name: string, span: Span): void => {
    if (names.includes(name)) return;
    const message = `\`${name}\` is none of the roles ${names.join(', ')}. Add it to \`allowed_roles\`.`;
    report('error', CODE, span, message);
  };
  const role = entryOf(entries, 'default_role')?.value;
  if (role?.kind === 'string') check(role.value, role.span);
  const renamed = entryOf(entries, 'remap_roles')?.value;
  if (renamed?.kind === 'map' && names.length) for (const { key } of renamed.entries) check(key.text, key.span);
}
