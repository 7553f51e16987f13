/** Asks for a variable that runs of one project are to have. The value is typed into the editor's own box, never into a page. */
import * as vscode from 'vscode';
import type { VariableInfo } from '../../../protocol/keys';
import { l10n } from '../../../protocol/l10n';
import type { RelayPorts } from '../playground/relayPorts';
import type { EnvironmentOverrides } from './environmentOverrides';
import { sourceInWords } from './sourceInWords';

const NAME = /^[A-Za-z_][A-Za-z0-9_]*$/;

/** What the panel may do with overrides: it learns names, never values. */
export function overridesPort(overrides: EnvironmentOverrides): RelayPorts['overrides'] {
  return {
    names: (project) => overrides.names(project),
    delete: (project, name) => overrides.delete(project, name),
    ask: async (project, given, known) => {
      const name = given ?? (await askName(known));
      const value = name && (await askValue(name, project));
      if (!name || value === undefined) return false;
      overrides.set(project, name, value);
      return true;
    },
  };
}

/** Undefined when the person changed their mind. */
async function askName(known: readonly VariableInfo[]): Promise<string | undefined> {
  const other = { label: `$(add) ${l10n.t('Another variable…')}`, name: undefined };
  const items = known.map(({ name, source }) => ({ label: name, description: sourceInWords(source), name }));
  const title = l10n.t('Override which environment variable?');
  const picked = items.length ? await vscode.window.showQuickPick([...items, other], { title }) : other;
  if (!picked) return undefined;
  if (picked.name !== undefined) return picked.name;
  const name = await vscode.window.showInputBox({
    title: l10n.t('Override an environment variable'),
    prompt: l10n.t('Its name, as `env.NAME` in the file says it.'),
    validateInput: (text) =>
      NAME.test(text.trim()) ? undefined : l10n.t('Letters, digits and `_`, not beginning with a digit.'),
  });
  return name?.trim();
}

function askValue(name: string, project: string): Thenable<string | undefined> {
  return vscode.window.showInputBox({
    title: l10n.t('{0} for runs of {1}', name, vscode.workspace.asRelativePath(vscode.Uri.parse(project))),
    prompt: l10n.t('Counts until this window is closed. It is kept in memory and shown nowhere.'),
    placeHolder: l10n.t('The value'),
    password: true,
    ignoreFocusOut: true,
  });
}
