/** The recordings as a list of the editor: choose one, then what to do with it. All by keyboard, without the panel. */
import * as vscode from 'vscode';
import type { RecordingAction } from '../../../protocol/records';
import type { RecordingInfo } from '../../../protocol/webview';
import type { Playground } from './panel';
import type { Recordings } from './recordings';

type Choice = vscode.QuickPickItem & { readonly does: RecordingAction | 'play' | 'compare' };

export async function pickRecording(recordings: Recordings, playground: Playground): Promise<void> {
  const picked = await pick(recordings, 'Recordings');
  if (!picked) return;
  const choice = await vscode.window.showQuickPick(choices(picked), { title: picked.label ?? picked.function });
  if (!choice) return;
  const relay = playground.activeOrNew();
  if (choice.does === 'play') await relay.playRecording(picked.id);
  else if (choice.does === 'compare') await relay.records.setBaseline(picked.id);
  else await relay.records.act(picked.id, choice.does);
}

/** Compares the run on screen with the baseline, or with a recording that is picked when there is none. */
export async function compareRun(recordings: Recordings, playground: Playground): Promise<void> {
  const { records } = playground.activeOrNew();
  if (records.compare.hasBaseline) return records.compare.show();
  const picked = await pick(recordings, 'Compare the run on screen with');
  if (picked) await records.setBaseline(picked.id);
}

async function pick(recordings: Recordings, title: string): Promise<RecordingInfo | undefined> {
  const list = await recordings.list();
  if (list.length === 0) {
    void vscode.window.showInformationMessage(
      'There is no recording yet. Every run is recorded; run a function first.',
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
      heading('Recent runs'),
      ...list.filter(({ origin }) => origin === 'run').map(item),
      heading('In the project'),
      ...list.filter(({ origin }) => origin === 'project').map(item),
    ],
    { title, matchOnDescription: true, matchOnDetail: true },
  );
  return picked?.info;
}

function choices({ origin, pinned }: RecordingInfo): Choice[] {
  const keep: Choice = pinned
    ? { label: '$(pinned-dirty) Unpin', does: 'unpin' }
    : { label: '$(pin) Pin', description: 'never let go of it', does: 'pin' };
  const own: Choice[] =
    origin === 'run'
      ? [keep, { label: '$(save) Save into the project…', does: 'save' }]
      : [{ label: '$(go-to-file) Show in the Explorer', does: 'reveal' }];
  return [
    { label: '$(play) Replay', does: 'play' },
    { label: '$(git-compare) Compare the run on screen with it', does: 'compare' },
    ...own,
    { label: '$(edit) Rename…', does: 'rename' },
    { label: '$(trash) Delete…', does: 'delete' },
  ];
}
