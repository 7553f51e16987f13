/** `bamlLive/run`: from the request to a plan, from the runtime's steps to events, and how a run ends. */
import type { CancellationToken } from 'vscode-jsonrpc/node';
import type { RequestPreview, RequestPreviewParams } from '../../../protocol/request';
import type { Outcome, RunEvent, RunEventBody, RunParams, RunResult } from '../../../protocol/run';
import type { JudgeTestParams, JudgeTestResult } from '../../../protocol/testing';
import type { Runnable } from '../ir/functions';
import type { Json } from '../ir/json';
import type { ProjectSnapshot } from '../language/languageService';
import type { RunHost } from '../runtime/host';
import type { RunProblem } from '../runtime/errors';
import type { PreparedRun, ProjectOutput, RunInputs } from '../runtime/plan';
import { prepareReplay } from '../runtime/prepareReplay';
import { prepareRun } from '../runtime/prepareRun';
import { prepareSimulation } from '../runtime/prepareSimulation';
import { executeRun } from '../runtime/run';
import { schemaText } from '../runtime/schemaText';
import type { RunVariablesParams, VariableInfo } from '../../../protocol/keys';
import type { Documents } from './documents';
import { EditorModels } from './editorModels';
import type { RunTimeouts } from './settings';
import { allVariables, runVariables } from './environment/variables';
import { guardFiles } from './environment/guardedFiles';
import { prepareWithKeys, type KeyedRun, type KeySources } from './environment/runKeys';
import { testVerdict } from './judgeTest';
import { snapshotLocator, type Locate } from './locate';
import { openWayOut, type WayOut } from './network/wayOut';
import { RequestPreviews } from './requestPreviews';
import { RunChannel } from './runChannel';
import { Rereads } from './reread';
import { RunMemory } from './runMemory';
import { toEventBody, toProblems } from './runEvents';
import { pathOf } from './localPaths';

export { EditorModels } from './editorModels';
export { keeperOf, silentKeeper } from './environment/keyKeeper';
export { sealOpener } from './environment/seal';

/** Parameters as they come over the wire. */
export type RunRequestParams = RunParams & { readonly partialResultToken: string };

/** Said where the editor says that the workspace is not trusted: it should not have asked. */
const UNTRUSTED = 'This workspace is not trusted, so nothing is read or sent for it. Trust it to run its functions.';

export class Runs {
  private readonly previews: RequestPreviews;
  /** Asked about after the run. */
  readonly memory: RunMemory;
  readonly rereads: Rereads;
  private readonly running = new Map<string, { readonly controller: AbortController; readonly ended: Promise<void> }>();

  constructor(
    private readonly documents: Documents,
    private readonly host: RunHost,
    private readonly keys: KeySources,
    /** Limits where a client sets none. */
    private readonly timeouts: () => RunTimeouts,
    /** The editor's `http` settings. */
    private readonly http: () => Promise<unknown>,
    /** Hosts that media may be fetched from wherever they are. */
    private readonly mediaHosts: () => readonly string[],
    private readonly models: Pick<EditorModels, 'fetch'>,
    private readonly send: (token: string, events: readonly RunEvent[]) => Promise<void>,
  ) {
    this.previews = new RequestPreviews(documents, host, keys);
    this.memory = new RunMemory(host);
    this.rereads = new Rereads(documents, this.memory, host);
  }

  /** Resolves when the run has ended, however it ended, and its last event has been sent. */
  async run(params: RunRequestParams, token: CancellationToken): Promise<RunResult> {
    if (this.running.has(params.run)) throw new Error(`a run with the id \`${params.run}\` is going on`);
    const controller = new AbortController();
    const cancellation = token.onCancellationRequested(() => controller.abort());
    if (token.isCancellationRequested) controller.abort();
    let ended = () => {};
    this.running.set(params.run, { controller, ended: new Promise((resolve) => (ended = resolve)) });
    try {
      const { run, source } = params;
      const atOnce = source.kind === 'replay' && source.speed === 0;
      const channel = new RunChannel(run, (events) => this.send(params.partialResultToken, events), atOnce);
      return { run: params.run, outcome: await this.execute(params, channel, controller.signal) };
    } finally {
      cancellation.dispose();
      this.running.delete(params.run);
      ended();
    }
  }

  /** The types of a recording as BAML. */
  schemaText(ir: Json): string | null {
    return schemaText(ir) ?? null;
  }

  /** What a run would send, or has sent; nothing is sent. */
  async preview(params: RequestPreviewParams): Promise<RequestPreview> {
    if (!this.keys.isTrusted()) return { kind: 'refused', problems: [UNTRUSTED] };
    return this.previews.preview(params);
  }

  /** Whether the answer of a run is what a test wants. */
  judge(params: JudgeTestParams): Promise<JudgeTestResult> {
    return testVerdict(this.documents, params);
  }

  /** The variables that clients use, without their values. */
  variables(): Promise<readonly VariableInfo[]> {
    return allVariables(this.documents, this.host, this.keys);
  }

  /** Those that a run of one function would read. */
  runVariables(params: RunVariablesParams): Promise<readonly VariableInfo[]> {
    return runVariables(params, this.documents, this.host, this.keys);
  }

  /** Cancels every run and waits until all have ended. */
  async dispose(): Promise<void> {
    const all = [...this.running.values()];
    for (const { controller } of all) controller.abort();
    await Promise.all(all.map(({ ended }) => ended));
  }

  private async execute(params: RunParams, channel: RunChannel, signal: AbortSignal): Promise<Outcome['kind']> {
    if (params.source.kind === 'live' && !this.keys.isTrusted()) {
      return await this.finish(channel, 0, { kind: 'refused', problems: [{ message: UNTRUSTED }] });
    }
    const ways = await this.ways(params).catch((error: unknown) => `Nothing was sent: ${messageOf(error)}`);
    if (typeof ways === 'string') {
      return await this.finish(channel, 0, { kind: 'refused', problems: [{ message: ways }] });
    }
    return await this.executeOver(ways, params, channel, signal);
  }

  /** The ways out for a live run. A replay sends nothing. */
  private async ways({ source }: RunParams): Promise<WayOut> {
    const { host, models } = this;
    if (source.kind !== 'live') return host;
    const way = openWayOut(await this.http(), host, this.mediaHosts());
    return {
      ...way,
      fetch: (url, init) => (EditorModels.serves(url) ? models.fetch(url, init) : way.fetch(url, init)),
    };
  }

  private async executeOver(
    ways: WayOut,
    params: RunParams,
    channel: RunChannel,
    signal: AbortSignal,
  ): Promise<Outcome['kind']> {
    let lastTime = 0;
    try {
      const { prepared, locate, host } = await this.prepare(params, { ...this.host, ...ways }, signal);
      if (signal.aborted) return await this.finish(channel, 0, { kind: 'cancelled' });
      if (!prepared.ok) return await this.finish(channel, 0, refused(prepared.problems, locate));
      const isAside = params.source.kind === 'replay' && params.source.aside === true;
      if (!isAside) this.memory.began(params.run, prepared.plan.output, locate);
      for await (const step of executeRun(prepared.plan, host, signal)) {
        this.memory.took(params.run, step);
        const body = toEventBody(step, locate);
        await channel.push(body);
        if (body.type === 'finished') return body.outcome.kind;
        lastTime = timeOf(body) ?? lastTime;
      }
      return await this.finish(channel, lastTime, internal('the run ended without an outcome'));
    } catch (error) {
      return await this.finish(channel, lastTime, internal(messageOf(error)));
    }
  }

  private async finish(channel: RunChannel, t: number, outcome: Outcome): Promise<Outcome['kind']> {
    await channel.push({ type: 'finished', t, outcome, fields: [] });
    return outcome.kind;
  }

  /** The plan, from the text as typed so far; and the places of that text, which later edits do not move. */
  private async prepare(
    params: RunParams,
    host: RunHost,
    signal: AbortSignal,
  ): Promise<Pick<KeyedRun, 'prepared' | 'host'> & { readonly locate: Locate }> {
    const project = await this.documents.projectOf(params.uri);
    const snapshot = project?.project.snapshot();
    const locate = snapshot ? snapshotLocator(this.documents, snapshot) : nowhere;
    const found = snapshot?.runnable(params.function, params.client);
    if (params.source.kind === 'replay') {
      const output: ProjectOutput | null =
        found?.ok && params.source.types !== 'recorded'
          ? {
              output: { returns: found.runnable.function.returns, schema: found.runnable.schema },
              at: found.runnable.function.source,
            }
          : null;
      const { recording, speed } = params.source;
      const prepared = prepareReplay(recording, output, speed);
      // Ranges of a recorded schema belong to files as they were then.
      return { prepared, locate: output ? locate : nowhere, host };
    }
    if (project && found?.ok) {
      const { args, test, client, tags, stop } = params;
      const heldBy = test === undefined ? undefined : testFile(project.project.snapshot(), found.runnable, test);
      const inputs: RunInputs = {
        args,
        ...(heldBy !== undefined && { heldBy }),
        timeouts: this.timeouts(),
        ...(test !== undefined && { test }),
        ...(client !== undefined && { clientOverride: client }),
        ...(tags !== undefined && { tags }),
        ...(stop !== undefined && { stop }),
      };
      if (params.source.kind === 'simulated') {
        const prepared = prepareSimulation(
          found.runnable,
          inputs,
          params.source.playing,
          host.wallClock(),
          params.source.text,
        );
        return { prepared, locate, host };
      }
      const prepare = (world: Pick<RunHost, 'env'>): PreparedRun => prepareRun(found.runnable, inputs, world);
      const run = { root: project.root, function: params.function, prepare };
      const folders = [pathOf(project.root) ?? [], ...this.keys.folders()].flat();
      const far = [project.root, ...this.keys.farFolders()].filter((uri) => pathOf(uri) === undefined);
      const world = { ...host, readFile: guardFiles(host.readFile, folders, this.keys.envFileNames(), far) };
      const keyed = await prepareWithKeys(run, world, this.keys, signal);
      if (keyed.prepared.ok) this.previews.remember(params.run, found.runnable, inputs, keyed.lookUp);
      return { ...keyed, locate };
    }
    const mistakes = found?.ok === false ? found.problems : [];
    const problems = mistakes.map(({ uri, diagnostic }) => ({
      message: diagnostic.message,
      at: { uri, ...diagnostic.span },
    }));
    const missing = snapshot
      ? `There is no function \`${params.function}\` in this project.`
      : 'This file belongs to no project. Move it into a folder named `baml_src`.';
    const prepared: PreparedRun = { ok: false, problems: problems.length ? problems : [{ message: missing }] };
    return { prepared, locate, host };
  }
}

/** The file that holds a test of a function. */
function testFile(snapshot: ProjectSnapshot, { function: called }: Runnable, test: string): string | undefined {
  const summary = snapshot.functionsIn(called.source.uri).find(({ name }) => name === called.name);
  return summary?.tests.find(({ name }) => name === test)?.source.uri;
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

const nowhere: Locate = () => undefined;

function refused(problems: readonly RunProblem[], locate: Locate): Outcome {
  return { kind: 'refused', problems: toProblems(problems, locate) };
}

function internal(reason: string): Outcome {
  return { kind: 'failed', error: { kind: 'internal', message: `BAML Live made a mistake: ${reason}.` } };
}

/** The latest moment an event speaks of. */
function timeOf(body: RunEventBody): number | undefined {
  if (body.type === 'headers' || body.type === 'finished') return body.t;
  if (body.type === 'attempt') return body.attempt.t;
  if (body.type === 'attemptFailed') return body.failed.t;
  return body.type === 'frames' ? body.frames.at(-1)?.chunk.t : undefined;
}
