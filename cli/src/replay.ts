/** Recordings read again by the types of the project they belong to. */
import { nearestFunction, type FunctionInfo } from '../../protocol/functions';
import type { Recording } from '../../protocol/run';
import { uriOf, type EndedRun, type Session } from './session';

/** The function of a recording, as the project around its file has it. */
export function functionOf(
  recording: Recording,
  file: string,
  functions: readonly FunctionInfo[],
): FunctionInfo | undefined {
  return nearestFunction(functions, recording.header.function, uriOf(file));
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
