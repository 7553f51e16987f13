/** What can be run: `bamlLive/functions` over all projects, and the notice that its answer may have changed. */
import type { FunctionInfo } from '../../../protocol/functions';
import type { RunProblem, SourceLocation } from '../../../protocol/run';
import type { SourceRange } from '../ir/schema';
import type { FunctionSummary, ProjectSnapshot } from '../language/languageService';
import { snapshotLocator, type Locate } from './locate';
import type { Documents } from './documents';

/** Answering for a large project must not keep other requests waiting longer than this. */
const SLICE_MS = 10;

/** All functions of all projects, in order of project, file and position. Waits for projects that are being read. */
export async function allFunctions(documents: Documents, now: () => number): Promise<readonly FunctionInfo[]> {
  await Promise.all(documents.projects().map((project) => project.ready));
  const all: FunctionInfo[] = [];
  let sliceEnd = now() + SLICE_MS;
  for (const { root, project } of documents.projects()) {
    for (const uri of project.snapshot().uris) {
      // After a pause the newest state counts: about it nothing has to be found out twice. The client is told to ask again.
      const snapshot = project.snapshot();
      const locate = snapshotLocator(documents, snapshot);
      for (const summary of snapshot.functionsIn(uri)) all.push(toFunctionInfo(summary, root, snapshot, locate));
      if (now() < sliceEnd) continue;
      await new Promise((resolve) => setImmediate(resolve));
      sliceEnd = now() + SLICE_MS;
    }
  }
  return all;
}

/** Why the function cannot be run; empty when it can. */
export function problemsOf(snapshot: ProjectSnapshot, name: string, locate: Locate): readonly RunProblem[] {
  const result = snapshot.runnable(name);
  if (result.ok) return [];
  return result.problems.map(({ uri, diagnostic }) => {
    const at = locate({ uri, ...diagnostic.span });
    return { message: diagnostic.message, ...(at && { at }) };
  });
}

function toFunctionInfo(
  summary: FunctionSummary,
  project: string,
  snapshot: ProjectSnapshot,
  locate: Locate,
): FunctionInfo {
  const at = (source: SourceRange): SourceLocation =>
    locate(source) ?? { uri: source.uri, line: 0, character: 0, endLine: 0, endCharacter: 0 };
  return {
    name: summary.name,
    project,
    at: at(summary.source),
    parameters: summary.parameters,
    returns: summary.returns,
    client: summary.client,
    tests: summary.tests.map((test) => ({ name: test.name, at: at(test.source), args: test.args })),
    problems: problemsOf(snapshot, summary.name, locate),
    outline: summary.outline.map(({ source, ...row }) => ({ ...row, ...(source && { at: at(source) }) })),
  };
}

/** A client that is typing is told once per pause, not once per key. */
const QUIET_MS = 150;

/** Calls `tell` when there was a change and then none for a moment. */
export class ChangeNotice {
  private timer: NodeJS.Timeout | undefined;
  private isWanted = false;

  constructor(private readonly tell: () => void) {}

  /** The client asks for functions: from now on it is told when to ask again. Other editors know nothing of them. */
  wanted(): void {
    this.isWanted = true;
  }

  changed(): void {
    if (!this.isWanted) return;
    clearTimeout(this.timer);
    this.timer = setTimeout(this.tell, QUIET_MS);
  }

  dispose(): void {
    clearTimeout(this.timer);
  }
}
