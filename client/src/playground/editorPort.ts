/** What a panel asks of the editor: dialogs, places in files, trust and the log. */
import * as vscode from 'vscode';
import type { QuirkNote } from '../../../protocol/insight';
import { l10n } from '../../../protocol/l10n';
import { ANNOUNCEMENTS, type Announcements, type ExportFormat } from '../../../protocol/records';
import type { ReadRecording } from '../../../protocol/recordingReader';
import type { Recording, RunEvent, SourceLocation } from '../../../protocol/run';
import { writeRecording } from '../../../protocol/recording';
import { redacted } from '../../../protocol/redaction';
import { redactedPaths, type ExportPort } from './exportPort';
import { readRecordingAt, readText } from './recordingFiles';
import { fileName, recordingOf } from './recordings';
import type { RequestPreviewParams } from '../../../protocol/request';
import type { RequestViewer } from '../requestViewer';
import type { OneField } from '../../../protocol/whatIf';
import type { RelayPorts } from './relayPorts';

type EditorPorts = RelayPorts['editor'];

const filters = (): Record<string, string[]> => ({ [l10n.t('BAML Live recordings')]: ['bamlrun'] });
/** Endings of files that providers take. */
const MEDIA: Readonly<Record<string, readonly string[]>> = {
  image: ['png', 'jpg', 'jpeg', 'webp', 'gif'],
  audio: ['mp3', 'wav', 'ogg', 'flac', 'm4a', 'aac'],
  pdf: ['pdf'],
  video: ['mp4', 'webm', 'mov', 'mkv', 'mpeg'],
};

export class EditorPort implements EditorPorts {
  constructor(
    private readonly output: vscode.LogOutputChannel,
    private readonly requests: RequestViewer,
    private readonly exports: { readonly port: ExportPort; readonly window: string },
    readonly changed: () => void,
    /** The column the window asking is in. */
    private readonly column: () => vscode.ViewColumn | undefined,
  ) {}

  isTrusted(): boolean {
    return vscode.workspace.isTrusted;
  }

  closingCancels(): boolean {
    return vscode.workspace.getConfiguration('bamlLive').get('closingCancels', true);
  }

  reveal(at: SourceLocation): void {
    const selection = new vscode.Range(at.line, at.character, at.endLine, at.endCharacter);
    const uri = vscode.Uri.parse(at.uri);
    // In the group where the file is open already, else beside the panel, so that both stay in view.
    const shown = vscode.window.visibleTextEditors.find((editor) => editor.document.uri.toString() === uri.toString());
    const { One, Beside } = vscode.ViewColumn;
    const viewColumn = shown?.viewColumn ?? (this.column() === One ? Beside : One);
    void vscode.window.showTextDocument(uri, { selection, viewColumn }).then(undefined, (error: unknown) => {
      this.notice(
        'error',
        l10n.t('The file cannot be opened: {0}', error instanceof Error ? error.message : String(error)),
      );
    });
  }

  async removeAttribute(at: SourceLocation, name: string, only?: OneField): Promise<void> {
    const uri = vscode.Uri.parse(at.uri);
    const document = await vscode.workspace.openTextDocument(uri);
    const written = new vscode.Range(at.line, at.character, at.endLine, at.endCharacter);
    if (!/^@@?stream\.\w+$/.test(document.getText(written))) {
      throw new Error(l10n.t('`{0}` is not written there any more. Nothing was changed.', name));
    }
    const edit = new vscode.WorkspaceEdit();
    edit.delete(uri, withSpaceAround(document, written));
    if (only) edit.insert(vscode.Uri.parse(only.at.uri), await endOfField(only), ' @stream.done');
    await vscode.workspace.applyEdit(edit);
    this.reveal({ ...at, endLine: at.line, endCharacter: at.character });
  }

  async save(recording: Recording, called?: string): Promise<void> {
    const folder = vscode.workspace.workspaceFolders?.[0]?.uri;
    const name = called ? `${called.replaceAll(/[^\w -]/g, '_')}.bamlrun` : fileName(recording, '');
    const uri = await vscode.window.showSaveDialog({
      ...(folder && { defaultUri: vscode.Uri.joinPath(folder, name) }),
      filters: filters(),
      title: l10n.t('Save Recording'),
    });
    if (uri)
      await vscode.workspace.fs.writeFile(
        uri,
        new TextEncoder().encode(writeRecording(redacted(recording, redactedPaths()))),
      );
  }

  async open(): Promise<Recording | undefined> {
    const [uri] = (await vscode.window.showOpenDialog({ filters: filters(), title: l10n.t('Open Recording') })) ?? [];
    return uri && recordingOf(await readRecordingAt(uri));
  }

  async exportRun(
    events: readonly RunEvent[],
    format: ExportFormat | null,
    quirks?: readonly QuirkNote[] | null,
  ): Promise<void> {
    await this.exports.port.exportRun(events, format, quirks);
  }

  showDiff(title: string, before: string, after: string, extension: string): Promise<void> {
    return this.exports.port.showDiff(title, before, after, extension);
  }

  async copyText(text: string): Promise<void> {
    await vscode.env.clipboard.writeText(text);
    void vscode.window.showInformationMessage(l10n.t('The comparison is on the clipboard, as Markdown.'));
  }

  async choose(question: string, detail: string, answers: readonly string[]): Promise<string | undefined> {
    return vscode.window.showWarningMessage(question, { modal: true, detail }, ...answers);
  }

  async ask(question: string, value: string): Promise<string | undefined> {
    return vscode.window.showInputBox({ prompt: question, value });
  }

  readText(uri: string): Promise<string> {
    return readText(vscode.Uri.parse(uri, true));
  }

  readFile(uri: string): Promise<ReadRecording> {
    return readRecordingAt(vscode.Uri.parse(uri, true));
  }

  announcements(): Announcements {
    const wanted: unknown = vscode.workspace.getConfiguration('bamlLive').get('announcements');
    return ANNOUNCEMENTS.find((one) => one === wanted) ?? 'milestones';
  }

  revealFile(uri: string): void {
    void vscode.commands.executeCommand('revealInExplorer', vscode.Uri.parse(uri, true));
  }

  openAsText(source: () => readonly RunEvent[], quirks: () => readonly QuirkNote[] | null | undefined): Promise<void> {
    return this.exports.port.openAsText(this.exports.window, source, quirks);
  }

  showRequest(params: RequestPreviewParams): Promise<void> {
    return this.requests.show(params);
  }

  copyAsCurl(params: RequestPreviewParams): Promise<void> {
    return this.requests.copyAsCurl(params);
  }

  async copy(text: string): Promise<void> {
    await vscode.env.clipboard.writeText(text);
  }

  async pick(title: string, labels: readonly string[]): Promise<string | undefined> {
    return vscode.window.showQuickPick([...labels], { title });
  }

  async browse(media: string, holder: string): Promise<{ uri: string; isInside: boolean } | undefined> {
    const defaultUri = vscode.Uri.joinPath(vscode.Uri.parse(holder, true), '..');
    const extensions = MEDIA[media];
    const filters = extensions ? { [media]: [...extensions], [l10n.t('all files')]: ['*'] } : undefined;
    const title = l10n.t('Choose the file ({0})', media);
    const [uri] = (await vscode.window.showOpenDialog({ defaultUri, title, ...(filters && { filters }) })) ?? [];
    return uri && { uri: uri.toString(), isInside: vscode.workspace.getWorkspaceFolder(uri) !== undefined };
  }

  async insert(place: { uri: string; line: number; character: number }, text: string): Promise<void> {
    const uri = vscode.Uri.parse(place.uri);
    const edit = new vscode.WorkspaceEdit();
    const at = new vscode.Position(place.line, place.character);
    edit.insert(uri, at, text);
    if (!(await vscode.workspace.applyEdit(edit))) throw new Error(l10n.t('The file cannot be changed.'));
    const lines = text.split('\n').length - 1;
    this.reveal({ uri: place.uri, line: at.line + lines, character: 0, endLine: at.line + lines, endCharacter: 0 });
  }

  showQuirk(quirk: string): void {
    void vscode.commands.executeCommand('bamlLive.showQuirkPage', quirk);
  }

  log(message: string): void {
    this.output.warn(message);
  }

  notice(severity: 'info' | 'error', message: string): void {
    if (severity === 'error') void vscode.window.showErrorMessage(message);
    else void vscode.window.showInformationMessage(message);
  }
}

/** Where a field ends, attributes and all. */
async function endOfField({ at, name }: OneField): Promise<vscode.Position> {
  const uri = vscode.Uri.parse(at.uri);
  const symbols = await vscode.commands.executeCommand<vscode.DocumentSymbol[]>(
    'vscode.executeDocumentSymbolProvider',
    uri,
  );
  const start = new vscode.Position(at.line, at.character);
  const members = (symbols ?? []).flatMap((symbol) => symbol.children);
  const field = members.find((one) => one.name === name && one.selectionRange.start.isEqual(start));
  if (!field) throw new Error(l10n.t('`{0}` is not written there any more. Nothing was changed.', name));
  return field.range.end;
}

/** The stretch with the blanks before it; the whole line when nothing else is on it. */
function withSpaceAround(document: vscode.TextDocument, written: vscode.Range): vscode.Range {
  const line = document.lineAt(written.start.line);
  const before = line.text.slice(0, written.start.character);
  const isAlone =
    before.trim() === '' && document.lineAt(written.end.line).text.slice(written.end.character).trim() === '';
  if (isAlone)
    return document
      .lineAt(written.start.line)
      .rangeIncludingLineBreak.union(document.lineAt(written.end.line).rangeIncludingLineBreak);
  return written.with(written.start.with({ character: before.trimEnd().length }));
}
