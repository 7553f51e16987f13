/** Recordings read again by the types of the project they belong to. */
import * as path from 'node:path';
import { fileURLToPath } from 'node:url';
import type { FunctionInfo } from '../../protocol/functions';
import type { Recording } from '../../protocol/run';
import { uriOf, type EndedRun, type Session } from './session';

/** The function of a recording: of several with its name the one whose project is nearest to the file. */
export function functionOf(
  recording: Recording,
  file: string,
  functions: readonly FunctionInfo[],
): FunctionInfo | undefined {
  const named = functions.filter(({ name }) => name === recording.header.function);
  const shared = ({ project }: FunctionInfo): number => {
    const [a, b] = [path.resolve(file).split(path.sep), fileURLToPath(project).split(path.sep)];
    const end = a.findIndex((part, i) => part !== b[i]);
    return end < 0 ? a.length : end;
  };
  return named.toSorted((a, b) => shared(b) - shared(a))[0];
}

/** Plays a recording at once. Without a project that has its function it is read with the types it was made with. */
export function replay(
  session: Session,
  recording: Recording,
  file: string,
  called: FunctionInfo | undefined,
  signal: AbortSignal,
): Promise<EndedRun> {
  const { header } = recording;
  const params = {
    function: header.function,
    uri: called?.at.uri ?? uriOf(file),
    args: header.args,
    ...(header.test !== undefined && { test: header.test }),
    source: { kind: 'replay', recording, speed: 0 } as const,
  };
  return session.run(params, signal);
}
