/** `bamlLive/requestPreview`: what a run would send, and what a run of late has sent. Nothing is sent here, no key is read. */
import type { RequestPreview, RequestPreviewParams } from '../../../protocol/request';
import type { Runnable } from '../ir/functions';
import type { RunHost } from '../runtime/host';
import type { RunInputs } from '../runtime/plan';
import { addressesOf, previewRun } from '../runtime/previewRun';
import type { Documents } from './documents';
import { openEnvironment, type KeySources } from './environment/runKeys';

/** So many runs are remembered; of an older one only the recording is left. */
const MOST_REMEMBERED = 24;

/** What a run was made of: plain data that later edits do not touch, and the addresses it went to. */
interface SentRun {
  readonly runnable: Runnable;
  readonly inputs: RunInputs;
  readonly addresses: ReadonlyMap<string, string>;
}

export class RequestPreviews {
  private readonly sent = new Map<string, SentRun>();

  constructor(
    private readonly documents: Documents,
    private readonly host: Pick<RunHost, 'env'>,
    private readonly keys: KeySources,
  ) {}

  /** A live run begins. `env` looks variables up; only addresses are kept. */
  remember(run: string, runnable: Runnable, inputs: RunInputs, env: (name: string) => string | undefined): void {
    this.sent.set(run, { runnable, inputs, addresses: addressesOf(runnable, env) });
    for (const oldest of this.sent.keys()) {
      if (this.sent.size <= MOST_REMEMBERED) break;
      this.sent.delete(oldest);
    }
  }

  async preview(params: RequestPreviewParams): Promise<RequestPreview> {
    if (params.run !== undefined) return this.ofRun(params.run);
    const project = await this.documents.projectOf(params.uri);
    const found = project?.project.snapshot().runnable(params.function, params.client);
    if (!project || !found) return refused([`There is no function \`${params.function}\` in this project.`]);
    if (!found.ok) return refused(found.problems.map(({ diagnostic }) => diagnostic.message));
    const { args, client, tags } = params;
    const inputs: RunInputs = {
      args,
      ...(client !== undefined && { clientOverride: client }),
      ...(tags !== undefined && { tags }),
    };
    const environment = await openEnvironment(project.root, this.host, this.keys);
    const first = answer(found.runnable, inputs, (name) => environment.get(name));
    // What was asked for tells which addresses there are; those that the person has set come first.
    const stored = await this.keys.keeper.stored(environment.names, project.root);
    if (!stored.size) return first;
    environment.store(stored);
    return answer(found.runnable, inputs, (name) => environment.get(name));
  }

  private ofRun(run: string): RequestPreview {
    const sent = this.sent.get(run);
    if (!sent) {
      return refused([
        'What this run has sent is not known any more: it is kept for the last runs of this window, not in recordings.',
      ]);
    }
    return answer(sent.runnable, sent.inputs, (name) => sent.addresses.get(name));
  }
}

function answer(runnable: Runnable, inputs: RunInputs, env: (name: string) => string | undefined): RequestPreview {
  const preview = previewRun(runnable, inputs, env);
  if (preview.ok) return { kind: 'request', requests: preview.requests };
  return refused(preview.problems.map(({ message }) => message));
}

function refused(problems: readonly string[]): RequestPreview {
  return { kind: 'refused', problems };
}
