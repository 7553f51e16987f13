/** Beside the code: when each field came in the last run, a lens with the figures of a function, and the caret for the panel. */
import * as vscode from 'vscode';
import { l10n } from '../../../protocol/l10n';
import type { SourceLocation } from '../../../protocol/run';
import type { RunFigures } from './lastRun';
import type { PlaygroundAtHand } from './playgroundAtHand';

const SETTING = 'bamlLive.inlayHints.lastRun';
/** After a key or a click, before the panel is told. */
const CARET_QUIET_MS = 80;
/** Until the editor, told of new lenses, has to have asked for them; each time twice as long, and no longer than the last. */
const ASKED_WITHIN_MS = 1000;
const ASKED_AT_LAST_WITHIN_MS = 64_000;

interface Known {
  readonly figures: RunFigures;
  /** What stands behind the line of each field. */
  readonly texts: readonly string[];
  /** Versions of the documents when the run ended; another one means that the figures are old. */
  readonly versions: Map<string, number>;
}

export class RunFiguresView implements vscode.CodeLensProvider, vscode.Disposable {
  private readonly fresh = vscode.window.createTextEditorDecorationType({
    after: { margin: '0 0 0 2em', color: new vscode.ThemeColor('editorInlayHint.foreground') },
  });
  private readonly stale = vscode.window.createTextEditorDecorationType({
    after: { margin: '0 0 0 2em', color: new vscode.ThemeColor('disabledForeground') },
  });
  private readonly lensEmitter = new vscode.EventEmitter<void>();
  readonly onDidChangeCodeLenses = this.lensEmitter.event;
  /** By function. */
  private readonly known = new Map<string, Known>();
  private readonly subscriptions: vscode.Disposable[];
  private caret: NodeJS.Timeout | undefined;
  private lensRetry: NodeJS.Timeout | undefined;
  /** The file of the figures that are new: its lenses have to be asked for. */
  private lensesOf: string | undefined;
  private told: string | undefined;
  private seen = '';

  constructor(private readonly playground: PlaygroundAtHand) {
    this.subscriptions = [
      vscode.languages.registerCodeLensProvider({ language: 'baml' }, this),
      playground.onDidChange(() => void this.look()),
      vscode.window.onDidChangeVisibleTextEditors(() => this.draw()),
      vscode.workspace.onDidChangeTextDocument(({ document }) => {
        if (document.languageId === 'baml') this.draw();
      }),
      vscode.workspace.onDidChangeConfiguration((change) => {
        if (change.affectsConfiguration(SETTING)) this.draw();
      }),
      vscode.window.onDidChangeTextEditorSelection(({ textEditor }) => this.caretMoved(textEditor)),
      vscode.window.onDidChangeActiveTextEditor((editor) => this.caretMoved(editor)),
    ];
  }

  provideCodeLenses(document: vscode.TextDocument): vscode.CodeLens[] {
    if (document.uri.toString() === this.lensesOf) clearTimeout(this.lensRetry);
    const lenses: vscode.CodeLens[] = [];
    for (const { figures, versions } of this.known.values()) {
      const { at, title, isReplay } = figures;
      if (!at || at.uri !== document.uri.toString()) continue;
      const isOld = versions.get(at.uri) !== document.version;
      lenses.push(
        new vscode.CodeLens(new vscode.Range(at.line, at.character, at.endLine, at.endCharacter), {
          title: isReplay ? l10n.t('last replay: {0}', title) : isOld ? l10n.t('last run: {0}', title) : title,
          tooltip: isReplay
            ? l10n.t('The last replay of this function, which was not run yet. Shows it in the playground.')
            : l10n.t('The last run of this function. Shows it in the playground.'),
          command: 'bamlLive.openPlayground',
        }),
      );
    }
    return lenses;
  }

  dispose(): void {
    clearTimeout(this.caret);
    clearTimeout(this.lensRetry);
    for (const one of [this.fresh, this.stale, this.lensEmitter, ...this.subscriptions]) one.dispose();
  }

  /** A run began or ended: one that has ended is known from now on. */
  private async look(): Promise<void> {
    if (this.playground.isRunning) return;
    const { events } = this.playground;
    const last = events.at(-1);
    const key = `${last?.run} ${last?.seq}`;
    if (last?.type !== 'finished' || key === this.seen) return;
    this.seen = key;
    const versions = new Map(vscode.workspace.textDocuments.map((one) => [one.uri.toString(), one.version]));
    const { inlayText, runFigures, takesPlace } = await import('./lastRun');
    const figures = runFigures(events);
    if (!figures || !takesPlace(figures, this.known.get(figures.function)?.figures)) return;
    this.known.set(figures.function, { figures, texts: figures.fields.map(inlayText), versions });
    this.lensesOf = figures.at?.uri;
    this.lensesChanged(ASKED_WITHIN_MS);
    this.draw();
  }

  /**
   * VS Code waits before it asks for lenses, and forgets to when its editor loses the focus meanwhile: who looks into the panel as
   * soon as the run has ended would not see the figures before coming back. So it is told again until it asks; a file that no editor
   * shows is not asked for, and when one does later it is.
   */
  private lensesChanged(within: number): void {
    clearTimeout(this.lensRetry);
    if (within <= ASKED_AT_LAST_WITHIN_MS) this.lensRetry = setTimeout(() => this.lensesChanged(within * 2), within);
    this.lensEmitter.fire();
  }

  private draw(): void {
    const isOn = vscode.workspace.getConfiguration().get<boolean>(SETTING, true);
    for (const editor of vscode.window.visibleTextEditors) {
      if (editor.document.languageId !== 'baml') continue;
      const [fresh, stale]: [vscode.DecorationOptions[], vscode.DecorationOptions[]] = [[], []];
      const uri = editor.document.uri.toString();
      const taken = new Set<number>();
      // The newest run of the file says most.
      for (const { figures, texts, versions } of isOn ? [...this.known.values()].reverse() : []) {
        for (const [index, field] of figures.fields.entries()) {
          const { line } = field.at;
          if (field.at.uri !== uri || line >= editor.document.lineCount || taken.has(line)) continue;
          taken.add(line);
          const { end } = editor.document.lineAt(line).range;
          const isOld = versions.get(uri) !== editor.document.version;
          (isOld ? stale : fresh).push({
            range: new vscode.Range(end, end),
            renderOptions: { after: { contentText: texts[index]! } },
            hoverMessage: figures.isReplay
              ? l10n.t('Last replay of `{0}`: ⟵ first visible, ✓ complete.', figures.function)
              : isOld
                ? l10n.t(
                    'Last run of `{0}`: ⟵ first visible, ✓ complete. The file has changed since.',
                    figures.function,
                  )
                : l10n.t('Last run of `{0}`: ⟵ first visible, ✓ complete.', figures.function),
          });
        }
      }
      editor.setDecorations(this.fresh, fresh);
      editor.setDecorations(this.stale, stale);
    }
  }

  private caretMoved(editor: vscode.TextEditor | undefined): void {
    if (editor && editor.document.languageId !== 'baml') return;
    clearTimeout(this.caret);
    this.caret = setTimeout(() => {
      const at = editor && placeOf(editor);
      const key = at ? `${at.uri} ${at.line} ${at.character}` : '';
      if (key === this.told) return;
      this.told = key;
      this.playground.caretMoved(at ?? null);
    }, CARET_QUIET_MS);
  }
}

function placeOf(editor: vscode.TextEditor): SourceLocation {
  const { line, character } = editor.selection.active;
  return { uri: editor.document.uri.toString(), line, character, endLine: line, endCharacter: character };
}
