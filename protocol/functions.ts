/** What can be run: the functions of the open projects, with their tests and what their types promise. */
import type { Json, RunProblem, SourceLocation } from './run';

export interface FunctionInfo {
  readonly name: string;
  /** The project's root folder as a URI. */
  readonly project: string;
  /** The function's name in its file. */
  readonly at: SourceLocation;
  readonly parameters: readonly { readonly name: string; readonly type: string }[];
  readonly returns: string;
  readonly client: string;
  readonly tests: readonly TestInfo[];
  /** Why it cannot be run; empty when it can. */
  readonly problems: readonly RunProblem[];
  /** The return type as rows, to be shown before any run. Deep types stop at a recursion. */
  readonly outline: readonly OutlineRow[];
}

export interface TestInfo {
  readonly name: string;
  readonly at: SourceLocation;
  readonly args: Readonly<Record<string, Json>>;
}

export interface OutlineRow {
  readonly depth: number;
  /** Field name, `[n]` for list items, `{key}` for map values, the type's name for the root. */
  readonly name: string;
  readonly type: string;
  readonly attributes: readonly string[];
  /** What streaming will do here, as one short sentence: `grows letter by letter`. */
  readonly promise: string;
  readonly at?: SourceLocation;
}

/** What *Run* is asked for: the argument of the command `bamlLive.run` behind every lens. */
export interface RunTarget {
  readonly function: string;
  /** The project's root folder as a URI. */
  readonly project: string;
  /** The file the lens stands in. */
  readonly uri: string;
  readonly test?: string;
}

/** Of several functions with a name the one whose project is nearest to a file: it shares most folders with it. */
export function nearestFunction<T extends Pick<FunctionInfo, 'name' | 'project'>>(
  functions: readonly T[],
  name: string,
  uri: string,
): T | undefined {
  const file = uri.split('/');
  const shared = ({ project }: T): number => {
    const folders = project.split('/');
    const end = folders.findIndex((folder, i) => folder !== file[i]);
    return end < 0 ? folders.length : end;
  };
  return functions.filter((one) => one.name === name).toSorted((a, b) => shared(b) - shared(a))[0];
}
