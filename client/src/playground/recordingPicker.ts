/** The recordings as a list of the editor: choose one, then what to do with it. All by keyboard, without the panel. */
import * as vscode from 'vscode';
import { l10n } from '../../../protocol/l10n';
import type { RecordingAction } from '../../../protocol/records';
import type { RecordingInfo } from '../../../protocol/webview';
import type { PlaygroundAtHand } from './playgroundAtHand';
import type { Recordings } from './recordings';

type Choice = vscode.QuickPickItem & { readonly does: RecordingAction | 'play' | 'compare' };

export async function pickRecording(recordings: Recordings, playground: PlaygroundAtHand): Promise<void> {
  const picked = await pick(recordings, l10n.t('Recordings'));
  if (!picked) return;
  const choice = await vscode.window.showQuickPick(choices(picked), { title: picked.label ?? picked.function });
  if (!choice) return;
  const relay = await playground.activeOrNew();
  if (choice.does === 'play') await relay.replays.replay(picked.id, 1);
  else if (choice.does === 'compare') await relay.records.setBaseline(picked.id);
  else await relay.records.act(picked.id, choice.does);
}

/** Compares the run on screen with the baseline, or with a recording that is picked when there is none. */
export async function compareRun(recordings: Recordings, playground: PlaygroundAtHand): Promise<void> {
  const { records } = await playground.activeOrNew();
  if (records.compare.hasBaseline) return records.compare.show();
  const picked = await pick(recordings, l10n.t('Compare the run on screen with'));
  if (picked) await records.setBaseline(picked.id);
}

async function pick(recordings: Recordings, title: string): Promise<RecordingInfo | undefined> {
  const list = await recordings.list();
  if (list.length === 0) {
    void vscode.window.showInformationMessage(
      l10n.t('There is no recording yet. Every run is recorded; run a function first.'),
    );
    return undefined;
  }
  const item = (info: RecordingInfo) => ({
    label: `$(${info.pinned ? 'pinned' : 'record'}) ${info.label ?? info.function}`,
    description: info.label ? info.function : '',
    detail: info.detail,
    info,
  });
  const heading = (label: string) => ({ label, kind: vscode.QuickPickItemKind.Separator, info: undefined });
  const picked = await vscode.window.showQuickPick(
    [
      heading(l10n.t('Recent runs')),
      ...list.filter(({ origin }) => origin === 'run').map(item),
      heading(l10n.t('In the project')),
      ...list.filter(({ origin }) => origin === 'project').map(item),
    ],
    { title, matchOnDescription: true, matchOnDetail: true },
  );
  return picked?.info;
}

function choices({ origin, pinned }: RecordingInfo): Choice[] {
  const keep: Choice = pinned
    ? { label: `$(pinned-dirty) ${l10n.t('Unpin')}`, does: 'unpin' }
    : { label: `$(pin) ${l10n.t('Pin')}`, description: l10n.t('never let go of it'), does: 'pin' };
  const own: Choice[] =
    origin === 'run'
      ? [keep, { label: `$(save) ${l10n.t('Save into the project…')}`, does: 'save' }]
      : [{ label: `$(go-to-file) ${l10n.t('Show in the Explorer')}`, does: 'reveal' }];
  return [
    { label: `$(play) ${l10n.t('Replay')}`, does: 'play' },
    { label: `$(git-compare) ${l10n.t('Compare the run on screen with it')}`, does: 'compare' },
    ...own,
    { label: `$(edit) ${l10n.t('Rename…')}`, does: 'rename' },
    { label: `$(trash) ${l10n.t('Delete…')}`, does: 'delete' },
  ];
}
