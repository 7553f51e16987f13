/** *Manage Keys*: every variable the clients use with its source, and where keys may go. No value is ever shown. */
import * as vscode from 'vscode';
import type { VariableInfo } from '../../../protocol/keys';
import { l10n } from '../../../protocol/l10n';
import type { KeyDestination, KeyDestinations } from './keyDestinations';
import { askForKey } from './keyQuestions';
import { sourceInWords } from './sourceInWords';
import type { KeyStore } from './keyStore';

interface VariableItem extends vscode.QuickPickItem {
  readonly variable?: string;
  readonly destination?: KeyDestination;
}

/** One pair for each list: buttons are told apart by identity. */
function buttons(): { readonly set: vscode.QuickInputButton; readonly remove: vscode.QuickInputButton } {
  return {
    set: { iconPath: new vscode.ThemeIcon('edit'), tooltip: l10n.t('Set') },
    remove: { iconPath: new vscode.ThemeIcon('trash'), tooltip: l10n.t('Delete') },
  };
}
type Buttons = ReturnType<typeof buttons>;

/** Shows the list until the person leaves it. `variables` asks the server. */
export async function manageKeys(
  variables: () => Promise<readonly VariableInfo[]>,
  store: KeyStore,
  destinations: KeyDestinations,
): Promise<void> {
  const picker = vscode.window.createQuickPick<VariableItem>();
  const pair = buttons();
  picker.title = l10n.t('Keys of BAML Live');
  picker.placeholder = l10n.t('Pick one to set its value; values are shown nowhere');
  picker.matchOnDescription = true;
  picker.matchOnDetail = true;
  const fill = async (): Promise<void> => {
    picker.busy = true;
    // Without trust no file of variables is read: only what is stored is listed.
    const { isTrusted } = vscode.workspace;
    const items = itemsFor(isTrusted ? await variables() : [], store, destinations, pair);
    picker.items = items.length > 0 ? items : [emptiness(isTrusted)];
    picker.busy = false;
  };
  const change = async (work: () => Promise<unknown>): Promise<void> => {
    // A box that asks for input closes the list.
    await work();
    await fill();
    picker.show();
  };
  const done = new Promise<void>((resolve) => {
    let isChanging = false;
    const changing = async (work: () => Promise<unknown>): Promise<void> => {
      isChanging = true;
      try {
        await change(work);
      } finally {
        isChanging = false;
      }
    };
    picker.onDidAccept(() => {
      const [item] = picker.selectedItems;
      if (item?.variable !== undefined) void changing(() => askForKey(item.variable!, store));
    });
    picker.onDidTriggerItemButton(({ item, button }) => {
      if (button === pair.set && item.variable !== undefined) void changing(() => askForKey(item.variable!, store));
      else if (item.destination) void changing(() => destinations.remove(item.destination!));
      else if (item.variable !== undefined) void changing(() => store.delete(item.variable!));
    });
    picker.onDidHide(() => {
      if (!isChanging) resolve();
    });
  });
  picker.show();
  try {
    await fill();
    await done;
  } finally {
    picker.dispose();
  }
}

function itemsFor(
  variables: readonly VariableInfo[],
  store: KeyStore,
  destinations: KeyDestinations,
  { set, remove }: Buttons,
): readonly VariableItem[] {
  const used = new Set(variables.map(({ name }) => name));
  const unused = store.names.filter((name) => !used.has(name));
  const agreed = destinations.all;
  return [
    ...(variables.length ? [separator(l10n.t('Used by clients'))] : []),
    ...variables.map((one) => ({
      label: `${one.source.kind === 'missing' ? '$(warning)' : '$(key)'} ${one.name}`,
      description: sourceInWords(one.source, store.isForSession(one.name)),
      detail: one.clients.join(', '),
      variable: one.name,
      buttons: one.source.kind === 'stored' ? [set, remove] : [set],
    })),
    ...(unused.length ? [separator(l10n.t('Stored, not used here'))] : []),
    ...unused.map((name) => ({
      label: `$(key) ${name}`,
      description: sourceInWords({ kind: 'stored' }, store.isForSession(name)),
      variable: name,
      buttons: [set, remove],
    })),
    ...(agreed.length ? [separator(l10n.t('May be sent to'))] : []),
    ...agreed.map((destination) => ({
      label: `$(globe) ${destination.host}`,
      description: destination.name,
      destination,
      buttons: [remove],
    })),
  ];
}

/** What stands in a list that would be empty: why, and what to do. */
function emptiness(isTrusted: boolean): VariableItem {
  return isTrusted
    ? {
        label: l10n.t('No client of your functions uses a key'),
        detail: l10n.t('Write `api_key env.MY_KEY` into the options of a client, and MY_KEY stands here.'),
        alwaysShow: true,
      }
    : {
        label: l10n.t('Nothing is stored, and files are not read in Restricted Mode'),
        detail: l10n.t('Trust the workspace to see which keys its clients use.'),
        alwaysShow: true,
      };
}

function separator(label: string): VariableItem {
  return { label, kind: vscode.QuickPickItemKind.Separator };
}
