/** The options of a client: what its provider needs, takes and refuses. Language reference 9. */
import type { Fix } from '../diagnostic';
import type { SourceFile } from '../project/sourceFile';
import { optionsOf } from '../semantics/clientOptions';
import { PROVIDERS } from '../semantics/providers';
import { propertyOf, stringProperty } from '../semantics/resolve';
import type { ClientDecl, MapEntryDecl, ValueExpr } from '../syntax/ast';
import type { Check, Report } from './check';
import { entryOf, headOf } from './properties';
import { orRemove, remove, suggestWord } from './suggestion';
import { addEntry, addLines } from './valueFixes';

const CODE = 'client-options';

export const clientOptions: Check = (file, _symbols, report) => {
  for (const client of checkedClients(file)) {
    const { provider, entries } = client;
    required(client, file, report);
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
  readonly entries: readonly MapEntryDecl[];
}

/** The clients of a file whose options can be judged. */
export function checkedClients(file: SourceFile): CheckedClient[] {
  return file.ast.declarations.flatMap((decl) => {
    if (decl.kind !== 'client') return [];
    const provider = stringProperty(decl.properties, 'provider')?.value;
    const options = propertyOf(decl.properties, 'options')?.value;
    if (provider === undefined || !PROVIDERS.includes(provider) || (options && options.kind !== 'map')) return [];
    return [{ decl, provider, options, entries: options?.entries ?? [] }];
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

function required({ decl, provider, options, entries }: CheckedClient, file: SourceFile, report: Report): void {
  const given = (name: string) => entryOf(entries, name) !== undefined;
  const missing = (what: string) => {
    const option = /\w+/.exec(what)![0];
    const fixes = example(option, decl, options, file);
    report('error', CODE, headOf(decl), `A client of \`${provider}\` needs ${what}. Add it to its options.`, { fixes });
  };
  for (const name of optionsOf(provider).required) if (!given(name)) missing(`\`${name}\``);
  switch (provider) {
    case 'azure-openai':
    case 'baml-azure-chat':
      azure(entries, given, missing, file, report);
      return;
    case 'vertex-ai':
      if (!given('location') && !given('base_url')) missing('`location`, such as `us-central1`');
      exclusive(entries, ['location', 'base_url'], file, report);
      return;
    case 'aws-bedrock':
      if (!given('model_id') && !given('model')) missing('`model_id`');
      exclusive(entries, ['model_id', 'model'], file, report);
  }
}

function azure(
  entries: readonly MapEntryDecl[],
  given: (name: string) => boolean,
  missing: (what: string) => void,
  file: SourceFile,
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
            { fixes: [remove(file, entry.span, name)] },
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

function example(
  option: string,
  decl: ClientDecl,
  options: CheckedClient['options'],
  file: SourceFile,
): readonly Fix[] {
  const line = EXAMPLE[option];
  if (line === undefined) return [];
  return options ? addEntry(file, options, line) : addLines(file, decl.span, line, ['options {', `  ${line}`, '}']);
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
