/** The editor of one `*.bamlrun` file: shows what it holds, again whenever it changes on disk. */
import * as vscode from 'vscode';
import { l10n } from '../../../protocol/l10n';
import type { ReadRecording } from '../../../protocol/recordingReader';
import type { Recording } from '../../../protocol/run';
import { readRecordingAt } from './recordingFiles';
import type { Relay } from './relay';

/** A file is often written in several steps: it is read once they are over, in milliseconds. */
const QUIET = 150;

/** Resolves when what the file holds now is shown; goes on watching until the window is closed. */
export async function showRecordingFile(uri: vscode.Uri, window: vscode.WebviewPanel, relay: Relay): Promise<void> {
  const name = vscode.workspace.asRelativePath(uri);
  const tell = (read: ReadRecording): void => relay.records.opened(name, uri.toString(), read);
  let shown: Recording | null = null;
  let reading = new AbortController();
  let timer: ReturnType<typeof setTimeout> | undefined;

  const read = async (show: (recording: Recording) => Promise<void> | void): Promise<void> => {
    reading.abort();
    const own = (reading = new AbortController());
    try {
      const found = await readRecordingAt(uri, own.signal);
      if (own.signal.aborted) return;
      tell(found);
      if (!found.recording) return;
      await show(found.recording);
      shown = found.recording;
    } catch (error) {
      if (own.signal.aborted) return;
      const message = l10n.t('The file cannot be read: {0}', error instanceof Error ? error.message : String(error));
      tell({ recording: null, problems: [{ line: 1, message }] });
    }
  };
  const again = (): void => {
    clearTimeout(timer);
    timer = setTimeout(() => void read((recording) => relay.replays.reloaded(shown, recording, name)), QUIET);
  };
  const folder = vscode.Uri.joinPath(uri, '..');
  const own = uri.path.slice(uri.path.lastIndexOf('/') + 1).replace(/[[\]{}*?]/g, '[$&]');
  const watcher = vscode.workspace.createFileSystemWatcher(new vscode.RelativePattern(folder, own));
  const watching = vscode.Disposable.from(
    watcher,
    watcher.onDidChange(again),
    watcher.onDidCreate(again),
    watcher.onDidDelete(() => {
      clearTimeout(timer);
      relay.inform(
        l10n.t('`{0}` was deleted. What is on screen is what it held; “Save recording” writes it again.', name),
      );
    }),
  );
  window.onDidDispose(() => {
    clearTimeout(timer);
    reading.abort();
    watching.dispose();
  });
  await read((recording) => relay.replays.show(recording));
}
