/**
 * Types into a copy of an open file and tells nobody, so that the first keys of the person meet code that V8 has compiled: until
 * then each costs five times as much. Done once for a process, in the first pause after the files were checked, in slices so short
 * that nobody waits for one; whatever the editor says goes first.
 */
import { LineIndex } from './lineIndex';
import type { Documents } from './documents';
import { FileDiagnostics } from './fileDiagnostics';
import type { OpenProject } from './openProject';
import type { ServerSettings } from './settings';
import { applyChanges } from './textChanges';
import { rootsOf } from './uris';

/** Long enough that an editor which has just opened a file has asked all it wants to know about it. */
const QUIET_MS = 620;
const SLICE_MS = 4;
/** All of it together: about what it takes until most has been compiled. */
const BUDGET_MS = 350;
/** A key in a longer file says little about the code, since most of its time goes into the text. */
const LONGEST_TEXT = 100_000;
/** Places in the file where something is typed. */
const PLACES = 24;

export interface Pace {
  readonly quietMs: number;
  readonly budgetMs: number;
}

export class Rehearsal {
  private timer: NodeJS.Timeout | undefined;
  private slice: NodeJS.Immediate | undefined;
  private steps: Generator<void> | undefined;
  private spent = 0;
  private isOver = false;

  constructor(
    private readonly documents: Documents,
    private readonly settings: Pick<ServerSettings, 'current' | 'pages'>,
    private readonly now: () => number,
    /** Whether there is work for the person left; its end is to be told by `disturbed`. */
    private readonly isBusy: () => boolean,
    private readonly pace: Pace = { quietMs: QUIET_MS, budgetMs: BUDGET_MS },
  ) {}

  /** The editor said something, or something was worked out for it: not now. */
  disturbed(): void {
    if (this.isOver) return;
    clearImmediate(this.slice);
    if (this.timer) this.timer.refresh();
    else this.timer = setTimeout(() => this.run(), this.pace.quietMs).unref();
  }

  dispose(): void {
    this.isOver = true;
    clearTimeout(this.timer);
    clearImmediate(this.slice);
    this.steps = undefined;
  }

  private run(): void {
    if (this.isBusy()) return;
    // Without an open file there is nothing to do yet; opening one disturbs again.
    this.steps ??= this.begin();
    if (!this.steps) return;
    const start = this.now();
    const end = start + SLICE_MS;
    const isTimeUp = () => this.now() >= end;
    let isDone = false;
    while (!isDone && !isTimeUp()) isDone = this.steps.next(isTimeUp).done === true;
    this.spent += this.now() - start;
    if (isDone || this.spent >= this.pace.budgetMs) this.dispose();
    else this.slice = setImmediate(() => this.run());
  }

  private begin(): Generator<void, void, () => boolean> | undefined {
    for (const [uri, { text }] of this.documents.openDocuments()) {
      const project = this.documents.projects().find(({ root }) => root === rootsOf(uri)[0]);
      if (project?.isReady && project.own.has(uri) && text.length <= LONGEST_TEXT)
        return this.typing(uri, text, project);
    }
    return undefined;
  }

  private *typing(uri: string, start: string, original: OpenProject): Generator<void, void, () => boolean> {
    const { encoding } = this.documents;
    const copy = { ...original, project: original.project.copy() };
    const files = new FileDiagnostics(
      {
        lines: (_, text) => new LineIndex(text, encoding),
        editorUri: (other) => other,
        projects: () => [copy],
        openDocuments: () => new Map(),
      },
      this.settings,
    );
    let text = start;
    let isTimeUp = yield;
    for (const { at, removed, typed } of keysIn(start)) {
      const lines = new LineIndex(text, encoding);
      text = applyChanges(text, [{ range: lines.range(at, at + removed), text: typed }], encoding);
      copy.project.setFile(uri, text);
      while (!copy.project.prepare(isTimeUp)) isTimeUp = yield;
      while (!copy.project.prepareDiagnostics(uri, isTimeUp)) isTimeUp = yield;
      files.inProject(copy, uri);
      isTimeUp = yield;
      if (typed) continue;
      const snapshot = copy.project.snapshot();
      snapshot.hover(uri, at);
      yield;
      snapshot.completions(uri, at);
      yield;
      snapshot.semanticTokens(uri);
      isTimeUp = yield;
    }
  }
}

interface Key {
  readonly at: number;
  readonly removed: number;
  readonly typed: string;
}

/** Letters typed behind words all over a text, and taken back. */
function* keysIn(text: string): Generator<Key> {
  const words = [...text.matchAll(/[A-Za-z_]\w*/g)].map((found) => found.index + found[0].length);
  for (let round = 0; round < 8; round++) {
    for (let i = round; i < words.length; i += Math.ceil(words.length / PLACES)) {
      const at = words[i]!;
      yield { at, removed: 0, typed: 'x' };
      yield { at: at + 1, removed: 0, typed: 'y' };
      yield { at: at + 1, removed: 1, typed: '' };
      yield { at, removed: 1, typed: '' };
    }
  }
}
