/** Environment variables: those the project uses already, and the one the provider in question is used to. */
import type { SourceFile } from '../../project/sourceFile';
import type { Symbols } from '../../semantics/symbols';
import type { Completion } from './item';
import { keyVariable } from './providers';

interface Use {
  readonly name: string;
  readonly at: number;
}

const used = new WeakMap<SourceFile, readonly Use[]>();

/** `typed` is where the word stands that is being typed: it is no use of a variable yet. */
export function environmentItems(
  symbols: Symbols,
  provider: string | undefined,
  typed: { readonly file: SourceFile; readonly start: number },
): Completion[] {
  const names = new Set<string>();
  for (const file of symbols.files) {
    if (file !== typed.file) for (const { name } of variablesIn(file)) names.add(name);
  }
  for (const { name, at } of variablesIn(typed.file)) if (at !== typed.start) names.add(name);
  const usual = keyVariable(provider);
  const items = [...names].map((name) => item(name, 'used in this project', name === usual ? '0' : '1'));
  if (usual !== undefined && !names.has(usual)) items.push(item(usual, `the usual one of ${provider}`, '0'));
  return items;
}

function item(name: string, detail: string, sort: string): Completion {
  return {
    label: `env.${name}`,
    kind: 'environment',
    detail,
    documentation: 'Read from the environment when the function is called.',
    sort,
  };
}

/** Read once for each text a file has had. */
function variablesIn(file: SourceFile): readonly Use[] {
  let found = used.get(file);
  if (!found) {
    const matches = file.text.matchAll(/\benv\.([A-Za-z_]\w*)/g);
    found = Array.from(matches, (match) => ({ name: match[1]!, at: match.index }));
    used.set(file, found);
  }
  return found;
}
