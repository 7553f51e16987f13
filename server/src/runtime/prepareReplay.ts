/** Plans a replay: the recording's chunks, read with the project's types as they are now, or with the recorded ones. */
import type { PreparedRun, ProjectOutput } from './plan';
import { recordedOutput } from './recordedOutput';
import type { Recording } from './recording';

/**
 * `project` is null when the function is no longer there or cannot be run; then the types kept in the recording are
 * used. `speed` 1 is the original timing, 0 means at once.
 */
export function prepareReplay(recording: Recording, project: ProjectOutput | null, speed: number): PreparedRun {
  if (!Number.isFinite(speed) || speed < 0) {
    return {
      ok: false,
      problems: [{ message: `A replay cannot run at the speed ${speed}: give 0 (at once) or more.` }],
    };
  }
  const shared = { kind: 'replay', recording, speed } as const;
  if (project) {
    const at = project.at ? { at: project.at } : {};
    return { ok: true, plan: Object.freeze({ ...shared, schemaFrom: 'project', output: project.output, ...at }) };
  }
  const output = recordedOutput(recording.header.schema.ir);
  if (output) return { ok: true, plan: Object.freeze({ ...shared, schemaFrom: 'recording', output }) };
  return {
    ok: false,
    problems: [
      {
        message:
          `The function \`${recording.header.function}\` is not in this project, ` +
          'and the recording does not hold its return type in a form that can be read.',
      },
    ],
  };
}
