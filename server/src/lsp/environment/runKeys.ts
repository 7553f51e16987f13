/**
 * The keys of one run: found before it is prepared, asked for when they are nowhere, and let out only to hosts the person
 * agreed to.
 */
import { FailedRun, type RunProblem } from '../../runtime/errors';
import type { RunHost } from '../../runtime/host';
import { GOOGLE_ACCESS_TOKEN } from '../../runtime/keys/knownHosts';
import type { PreparedRun } from '../../runtime/plan';
import type { PlannedRequest } from '../../runtime/request/plannedRequest';
import { draftRequest } from '../../runtime/request/draftRequest';
import { folderOf, pathOf } from '../localPaths';
import { Environment } from './environment';
import { readEnvFiles } from './envFiles';
import { guardFetch, type Guard } from './guardedFetch';
import type { KeyKeeper } from './keyKeeper';

/** The world keys come from. */
export interface KeySources {
  readonly keeper: KeyKeeper;
  /** Paths of the workspace folders. */
  folders(): readonly string[];
  /** URIs of those that are not on this machine. */
  farFolders(): readonly string[];
  /** Whether the project may be run at all. */
  isTrusted(): boolean;
  /** Names of the files of variables that are looked for beside a project; none: they are not read. */
  envFileNames(): readonly string[];
}

export interface RunToPrepare {
  /** URI of the project's root. */
  readonly root: string;
  readonly function: string;
  prepare(host: Pick<RunHost, 'env'>): PreparedRun;
}

export interface KeyedRun {
  readonly prepared: PreparedRun;
  /** The world of this run: its variables, and a fetch that lets keys out only where they belong. */
  readonly host: RunHost;
  /** The value of a variable, without reading it for the run. */
  readonly lookUp: (name: string) => string | undefined;
}

/** Prepares a run with every variable that can be found. An abort ends a question to the person. */
export async function prepareWithKeys(
  run: RunToPrepare,
  host: RunHost,
  sources: KeySources,
  signal: AbortSignal,
): Promise<KeyedRun> {
  const environment = await openEnvironment(run.root, host, sources);
  const env = (name: string): string | undefined => environment.get(name);
  let prepared = run.prepare({ env });
  // What was asked for tells which keys the run needs; the person's own come first.
  const stored = await sources.keeper.stored(environment.names, run.root);
  if (stored.size) {
    environment.store(stored);
    prepared = run.prepare({ env });
  }
  while (!prepared.ok && prepared.missing?.length && !signal.aborted) {
    const name = prepared.missing[0]!;
    const client = clientThatNeeds(name, prepared.problems);
    const searched = environment.searched(sources.folders());
    const value = await sources.keeper.ask({ name, client, function: run.function, searched }, signal);
    if (value === undefined) break;
    environment.store(new Map([[name, value]]));
    prepared = run.prepare({ env });
  }
  const client = prepared.ok && prepared.plan.kind === 'live' ? prepared.plan.facts.client.name : '';
  const guard = guardFetch(host, environment.values, (names, to, inText) =>
    sources.keeper.agree({ names, host: to, client, ...(inText && { inText }) }, signal),
  );
  const credentials: RunHost['credentials'] = {
    signAws: (request, how) => host.credentials.signAws(request, how),
    async google(how) {
      const made = await host.credentials.google(how);
      environment.made(GOOGLE_ACCESS_TOKEN, made.token);
      return made;
    },
  };
  return {
    prepared: await agreed(prepared, guard, signal),
    host: { ...host, env, credentials, fetch: guard.fetch, fetchMedium: guard.fetchMedium },
    lookUp: (name) => environment.lookUp(name),
  };
}

/** Variables of a project's `.env` files and of the process; nothing is asked. */
export async function openEnvironment(
  root: string,
  host: Pick<RunHost, 'env'>,
  sources: Pick<KeySources, 'folders' | 'envFileNames'>,
): Promise<Environment> {
  const folder = pathOf(root);
  const files = folder === undefined ? [] : await readEnvFiles(folder, sources.folders(), sources.envFileNames());
  return new Environment(files, (name) => host.env(name), folder === undefined ? undefined : folderOf(folder));
}

/** Asks before the clock of the run starts. A no is a run that is refused. */
async function agreed(prepared: PreparedRun, guard: Guard, signal: AbortSignal): Promise<PreparedRun> {
  if (!prepared.ok || prepared.plan.kind !== 'live') return prepared;
  const { plan } = prepared;
  try {
    for (const { request } of plan.calls) {
      const draft = draftRequest(request);
      const body = [draft.body, ...(request.seen ?? [])].join('\n');
      await guard.agree({ ...draft, body }, credentialsOf(request));
    }
    return prepared;
  } catch (error) {
    if (!(error instanceof FailedRun)) throw error;
    // A run that is cancelled ends as cancelled, not as refused.
    if (signal.aborted) return prepared;
    const { message, hint } = error.failure;
    return {
      ok: false,
      problems: [{ message: [message, hint].filter(Boolean).join(' '), at: plan.calls[0]?.clientAt ?? plan.at }],
    };
  }
}

/** What proves who is asking and is in no variable: it comes from this machine. */
function credentialsOf({ authorization }: PlannedRequest): readonly string[] {
  if (authorization?.kind === 'google') return [GOOGLE_ACCESS_TOKEN];
  return authorization?.kind === 'aws' && !authorization.keys ? ['AWS_SESSION_TOKEN'] : [];
}

/** The official message about a missing variable names the client. */
function clientThatNeeds(name: string, problems: readonly RunProblem[]): string {
  const problem = problems.find(({ message }) => message.includes(`'${name}'`));
  return /^LLM client '([^']*)'/.exec(problem?.message ?? '')?.[1] ?? '';
}
