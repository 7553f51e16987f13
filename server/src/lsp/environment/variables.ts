/** `bamlLive/variables`: the environment variables that clients use, and where the value of each comes from. */
import type { RunVariablesParams, VariableInfo, VariableSource } from '../../../../protocol/keys';
import { prepareRun } from '../../runtime/prepareRun';
import type { RunHost } from '../../runtime/host';
import type { Documents } from '../documents';
import { openEnvironment, type KeySources } from './runKeys';

/** Answering for a large project must not keep other requests waiting longer than this. */
const SLICE_MS = 10;

/**
 * The variables of all clients that functions use, by name, with no value of any. What the person has stored counts first,
 * then `.env` files, then the process. Waits for projects that are being read.
 */
export async function allVariables(
  documents: Documents,
  host: Pick<RunHost, 'env' | 'now'>,
  sources: KeySources,
): Promise<readonly VariableInfo[]> {
  await Promise.all(documents.projects().map((project) => project.ready));
  const found = new Map<string, { clients: Set<string>; source: VariableSource }>();
  let sliceEnd = host.now() + SLICE_MS;
  for (const { root, project } of documents.projects()) {
    const environment = await openEnvironment(root, host, sources);
    const seen = new Set<string>();
    const snapshot = project.snapshot();
    for (const uri of snapshot.uris) {
      for (const { name, client } of snapshot.functionsIn(uri)) {
        if (seen.has(client)) continue;
        const runnable = snapshot.runnable(name);
        if (!runnable.ok) continue;
        seen.add(client);
        const env = (variable: string): string | undefined => {
          const known = found.get(variable) ?? { clients: new Set(), source: environment.sourceOf(variable) };
          found.set(variable, { ...known, clients: known.clients.add(client) });
          return environment.get(variable);
        };
        prepareRun(runnable.runnable, { args: {} }, { env });
      }
      if (host.now() < sliceEnd) continue;
      await new Promise((resolve) => setImmediate(resolve));
      sliceEnd = host.now() + SLICE_MS;
    }
  }
  const stored = await sources.keeper.stored([...found.keys()]);
  return [...found]
    .map(([name, { clients, source }]) => ({
      name,
      source: stored.has(name) ? ({ kind: 'stored' } as const) : source,
      clients: [...clients].sort(),
    }))
    .sort((a, b) => a.name.localeCompare(b.name));
}

/** The variables that a run of one function would read, in the order in which it reads them; none where it cannot be run. */
export async function runVariables(
  { function: name, uri, client }: RunVariablesParams,
  documents: Documents,
  host: Pick<RunHost, 'env'>,
  sources: KeySources,
): Promise<readonly VariableInfo[]> {
  const project = await documents.projectOf(uri);
  const found = project?.project.snapshot().runnable(name, client);
  if (!project || !found?.ok) return [];
  const environment = await openEnvironment(project.root, host, sources);
  prepareRun(
    found.runnable,
    { args: {}, ...(client !== undefined && { clientOverride: client }) },
    {
      env: (variable) => environment.get(variable),
    },
  );
  const { names } = environment;
  const stored = await sources.keeper.stored(names);
  const clients = [client ?? found.runnable.function.client];
  return names.map((variable) => ({
    name: variable,
    source: stored.has(variable) ? { kind: 'stored' } : environment.sourceOf(variable),
    clients,
  }));
}
