/** The Test Explorer: `test` blocks on unsaved text, and the expectations beside recordings. */
import * as vscode from 'vscode';
import type { Recording, RunSource, SourceLocation } from '../../../protocol/run';
import { formatMs } from '../../../protocol/words';
import { recordingOf } from '../playground/recordings';
import { readRecordingAt, readText } from '../playground/recordingFiles';
import type { JudgedLine } from './runExpectations';
import type { TestFailure, TestOutcome, TestServer } from './runTest';
import { EXPECTATIONS, rangeOf, TestTree, type Subject } from './testTree';
import { nearestFunction, type FunctionInfo } from '../../../protocol/functions';
import { l10n } from '../../../protocol/l10n';

export interface TestPorts {
  readonly server: TestServer & { functions(): Promise<readonly FunctionInfo[]>; readonly isReady: boolean };
  /** Recordings of a function, newest first. */
  readonly recordings: (of: string) => Promise<readonly Recording[]>;
  /** Keeps what a test has run. */
  readonly keep: (recording: Recording) => Promise<void>;
  /** Opens the timeline of a recording, at a snapshot when one is given. */
  readonly show: (recording: Recording, frame?: number) => Promise<void>;
}

/** What a message of a failed test opens. */
interface Shown {
  readonly recording: Recording;
  readonly frame?: number;
}

/** So many failures can be opened; older ones are let go of. */
const MOST_SHOWN = 200;

export class TestExplorer implements vscode.Disposable {
  private readonly controller = vscode.tests.createTestController('bamlLive', 'BAML');
  private readonly tree = new TestTree(this.controller);
  private readonly shown = new Map<string, Shown>();
  private readonly lastOf = new WeakMap<vscode.TestItem, Shown>();
  private readonly disposables: vscode.Disposable[] = [this.controller];
  private isAsked = false;
  /** There are results that no edit has made old yet. */
  private isCurrent = false;

  constructor(private readonly ports: TestPorts) {
    const { controller } = this;
    const profile = (label: string, isDefault: boolean, run: Handler) =>
      controller.createRunProfile(
        label,
        vscode.TestRunProfileKind.Run,
        (request, token) => this.run(request, token, run),
        isDefault,
      );
    profile(l10n.t('Run'), true, () => this.once());
    profile(l10n.t('Run ×N'), false, () => this.often());
    profile(l10n.t('Replay recording'), false, () => Promise.resolve({ source: 'recording' }));
    controller.resolveHandler = () => this.refresh();
    controller.refreshHandler = () => this.refresh();
    const watcher = vscode.workspace.createFileSystemWatcher(EXPECTATIONS);
    const read = (uri: vscode.Uri): void => void this.readExpectations(uri);
    this.disposables.push(
      watcher,
      watcher.onDidCreate(read),
      watcher.onDidChange(read),
      watcher.onDidDelete((uri) => this.tree.setExpectations(uri, null)),
      vscode.workspace.onDidChangeTextDocument(({ document, contentChanges }) => {
        if (contentChanges.length) this.edited(document);
      }),
    );
  }

  /** The functions of the projects may have changed. No server is started for it. */
  functionsChanged(): void {
    if (this.ports.server.isReady) void this.refreshTests();
  }

  /** Opens the timeline at a message of a failed test, or at the last run of an item. */
  async open(argument: unknown): Promise<void> {
    const { message, test } = (argument ?? {}) as { message?: vscode.TestMessage; test?: vscode.TestItem };
    const byMessage = message?.contextValue === undefined ? undefined : this.shown.get(message.contextValue);
    const item = test ?? (argument as vscode.TestItem | undefined);
    const found = byMessage ?? (item && this.lastOf.get(item));
    if (found) return this.ports.show(found.recording, found.frame);
    void vscode.window.showInformationMessage(
      l10n.t('This test has not been run yet, so there is no timeline to open.'),
    );
  }

  dispose(): void {
    for (const one of this.disposables) one.dispose();
  }

  // ------------------------------------------------------------------------------------------------ the tree

  private async refresh(): Promise<void> {
    this.isAsked = true;
    const files = await vscode.workspace.findFiles(EXPECTATIONS, '**/node_modules/**', 500);
    await Promise.all([this.refreshTests(), ...files.map((uri) => this.readExpectations(uri))]);
  }

  private async refreshTests(): Promise<void> {
    this.tree.setFunctions(await this.ports.server.functions().catch(() => []));
  }

  private async readExpectations(uri: vscode.Uri): Promise<void> {
    const open = vscode.workspace.textDocuments.find((one) => one.uri.toString() === uri.toString());
    const text = open ? open.getText() : await readText(uri).catch(() => null);
    this.tree.setExpectations(uri, text);
  }

  /** Results are of what was there before the edit. Types reach across files, so an edit of one concerns all. */
  private edited(document: vscode.TextDocument): void {
    if (document.languageId === 'baml') {
      if (this.isCurrent) this.controller.invalidateTestResults();
      this.isCurrent = false;
    } else if (document.uri.path.endsWith('.bamlexpect')) {
      this.tree.setExpectations(document.uri, document.getText());
      this.controller.invalidateTestResults([...this.tree.ofFile(document.uri)]);
    }
  }

  // ------------------------------------------------------------------------------------------------ runs

  private async once(): Promise<Plan | undefined> {
    return { source: 'live', times: 1 };
  }

  /** Costs so many calls, so the person says how many. */
  private async often(): Promise<Plan | undefined> {
    const times = await vscode.window.showInputBox({
      title: l10n.t('Run each test how often?'),
      value: '5',
      prompt: l10n.t('Every run calls the model.'),
      validateInput: (text) => (/^[1-9]\d?$/.test(text.trim()) ? undefined : l10n.t('A number from 1 to 99')),
    });
    return times === undefined ? undefined : { source: 'live', times: Number(times) };
  }

  private async run(request: vscode.TestRunRequest, token: vscode.CancellationToken, ask: Handler): Promise<void> {
    const plan = await ask();
    if (!plan) return;
    if (!this.isAsked) await this.refresh();
    const items = this.tree.runnable(request.include, request.exclude ?? []);
    const run = this.controller.createTestRun(request);
    const cancellation = new AbortController();
    const cancelled = token.onCancellationRequested(() => cancellation.abort());
    for (const item of items) run.enqueued(item);
    const going: Going = { run, plan, signal: cancellation.signal, readings: new Map() };
    this.isCurrent = true;
    try {
      for (const item of items) {
        if (cancellation.signal.aborted) run.skipped(item);
        else await this.runItem(going, item);
      }
    } finally {
      cancelled.dispose();
      run.end();
    }
  }

  private async runItem(going: Going, item: vscode.TestItem): Promise<void> {
    const { run } = going;
    run.started(item);
    try {
      const subject = this.tree.subject(item);
      if (subject.kind === 'test') await this.runBlock(going, item, subject);
      if (subject.kind === 'line') await this.runLine(going, item, subject);
    } catch (error) {
      run.errored(item, new vscode.TestMessage(error instanceof Error ? error.message : String(error)));
    }
  }

  private async runBlock({ run, plan, signal }: Going, item: vscode.TestItem, subject: TestSubject): Promise<void> {
    if (plan.source === 'live' && !vscode.workspace.isTrusted) {
      return run.errored(
        item,
        new vscode.TestMessage(
          l10n.t('In Restricted Mode no model is called. Trust the workspace, or replay a recording.'),
        ),
      );
    }
    const sources = await this.sources(subject, plan);
    if (!sources.length) {
      run.appendOutput(
        lines(l10n.t('{0}: there is no recording of it. Run it, and it is kept.', subject.test.name)),
        undefined,
        item,
      );
      return run.skipped(item);
    }
    const { runTest } = await import('./runTest');
    const outcomes: TestOutcome[] = [];
    for (const source of sources) {
      if (signal.aborted) break;
      const outcome = await runTest(this.ports.server, { id: crypto.randomUUID(), ...subject, source }, signal);
      outcomes.push(outcome);
      if (outcome.recording && source.kind === 'live') await this.ports.keep(outcome.recording);
      run.appendOutput(lines(transcript(subject, outcome)), undefined, item);
    }
    this.report(run, item, outcomes);
  }

  private async sources({ function: called, test }: TestSubject, plan: Plan): Promise<readonly RunSource[]> {
    if (plan.source === 'live') return Array.from({ length: plan.times }, () => ({ kind: 'live' }) as const);
    const recordings = await this.ports.recordings(called.name);
    const own = recordings.filter(({ header }) => header.test === test.name);
    return own.slice(0, 1).map((recording) => ({ kind: 'replay', recording, speed: 0 }) as const);
  }

  /** One failure of several runs is a failure, and says of how many. */
  private report(run: vscode.TestRun, item: vscode.TestItem, outcomes: readonly TestOutcome[]): void {
    const wrong = outcomes.filter(({ state }) => state === 'failed' || state === 'errored');
    const durationMs = outcomes.reduce((sum, one) => sum + one.durationMs, 0);
    const last = wrong.at(0) ?? outcomes.at(-1);
    if (last?.recording) this.lastOf.set(item, { recording: last.recording });
    const share = outcomes.length > 1 ? `${l10n.t('{0} of {1} runs:', wrong.length, outcomes.length)} ` : '';
    const messages = wrong.flatMap((outcome) =>
      outcome.failures.map((failure) => this.message(failure, share, outcome)),
    );
    if (wrong.some(({ state }) => state === 'failed')) run.failed(item, messages, durationMs);
    else if (wrong.length) run.errored(item, messages, durationMs);
    else if (!outcomes.length || outcomes.some(({ state }) => state === 'cancelled')) run.skipped(item);
    else run.passed(item, durationMs);
  }

  private message(failure: TestFailure, share: string, { recording }: TestOutcome): vscode.TestMessage {
    const { message, at, expected, actual } = failure;
    const text = `${share}${message}`;
    const shown =
      expected !== undefined && actual !== undefined
        ? vscode.TestMessage.diff(text, expected, actual)
        : new vscode.TestMessage(text);
    if (at) shown.location = locationOf(at);
    if (recording) shown.contextValue = this.remember({ recording });
    return shown;
  }

  /** All lines of a file are judged on one reading; each item tells its own. */
  private async runLine({ run, signal, readings }: Going, item: vscode.TestItem, subject: LineSubject): Promise<void> {
    const { file, line } = subject;
    const known = readings.get(file.toString()) ?? this.readingOf(file, signal);
    readings.set(file.toString(), known);
    const reading = await known;
    const at = new vscode.Location(file, item.range ?? new vscode.Position(line, 0));
    if (typeof reading === 'string') {
      const shown = new vscode.TestMessage(reading);
      shown.location = at;
      return run.errored(item, shown);
    }
    const { recording, judged } = reading;
    const own = judged.find((one) => one.line === line);
    if (!own) return run.skipped(item);
    const { failure } = own;
    this.lastOf.set(item, { recording, ...(failure && { frame: failure.frame }) });
    if (!failure) return run.passed(item);
    const message = vscode.TestMessage.diff(failure.message, failure.expected, failure.actual);
    message.location = at;
    message.contextValue = this.remember({ recording, frame: failure.frame });
    run.failed(item, message);
  }

  /** The lines of a file, judged on the recording beside it; or why they cannot be. */
  private async readingOf(file: vscode.Uri, signal: AbortSignal): Promise<Reading | string> {
    const text = (await vscode.workspace.openTextDocument(file)).getText();
    const source = vscode.Uri.parse(file.toString().replace(/\.bamlexpect$/, '.bamlrun'));
    const recorded = await readRecordingAt(source).catch(() => undefined);
    if (recorded === undefined) {
      return l10n.t('There is no recording `{0}` beside it.', vscode.workspace.asRelativePath(source));
    }
    const recording = recordingOf(recorded);
    const functions = await this.ports.server.functions();
    const called = nearestFunction(functions, recording.header.function, source.toString());
    const uri = called?.at.uri ?? source.toString();
    const { runExpectations } = await import('./runExpectations');
    const judged = await runExpectations(this.ports.server, crypto.randomUUID(), recording, uri, text, signal);
    return typeof judged === 'string' ? judged : { recording, judged };
  }

  private remember(shown: Shown): string {
    const id = `bamlLive:${crypto.randomUUID()}`;
    this.shown.set(id, shown);
    const [oldest] = this.shown.keys();
    if (this.shown.size > MOST_SHOWN && oldest !== undefined) this.shown.delete(oldest);
    return id;
  }
}

type TestSubject = Extract<Subject, { kind: 'test' }>;
type LineSubject = Extract<Subject, { kind: 'line' }>;
type Plan = { readonly source: 'live'; readonly times: number } | { readonly source: 'recording' };
type Handler = () => Promise<Plan | undefined>;

/** A run of the Test Explorer that goes on. */
interface Going {
  readonly run: vscode.TestRun;
  readonly plan: Plan;
  readonly signal: AbortSignal;
  /** What the files of expectations gave, by URI: each is read once. */
  readonly readings: Map<string, Promise<Reading | string>>;
}

interface Reading {
  readonly recording: Recording;
  readonly judged: readonly JudgedLine[];
}

function locationOf(at: SourceLocation): vscode.Location {
  return new vscode.Location(vscode.Uri.parse(at.uri), rangeOf(at));
}

/** What was said and what became of it. */
function transcript({ test }: TestSubject, { state, durationMs, text, failures }: TestOutcome): string {
  const head = `${test.name}: ${state}, ${formatMs(durationMs)}`;
  return [head, ...failures.map(({ message }) => `  ${message}`), text].join('\n');
}

/** The test output is a terminal: it needs both characters of a line break. */
function lines(text: string): string {
  return `${text.replaceAll(/\r?\n/g, '\r\n')}\r\n`;
}
