/** A command line that cannot be followed. The message says what is wrong; the process ends with 2. */
export class UsageError extends Error {}

/** What a command ends with. */
export const EXIT = {
  ok: 0,
  /** Something is not as it should be: a problem, a failed test, a failed run. */
  failed: 1,
  usage: 2,
  /** Ctrl+C, as shells count it. */
  interrupted: 130,
} as const;

export type ExitCode = (typeof EXIT)[keyof typeof EXIT];
