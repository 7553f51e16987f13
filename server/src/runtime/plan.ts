/**
 * What a run will do, decided before anything is sent: plain frozen data, so that edits made meanwhile cannot touch it.
 *
 *   prepareRun(runnable: Runnable, inputs: RunInputs, host: RunHost): PreparedRun          (prepareRun.ts)
 *   prepareReplay(recording: Recording, project: ProjectOutput | null, speed: number): PreparedRun   (prepareReplay.ts)
 *   executeRun(plan: RunPlan, host: RunHost, signal: AbortSignal): AsyncGenerator<RunStep, void, undefined>   (run.ts)
 */
import type { Json } from '../ir/json';
import type { SourceRange } from '../ir/schema';
import type { Strategy } from './attempts/strategy';
import type { RunProblem } from './errors';
import type { AnswerName } from './providers/answerFormat';
import type { Recording, RecordingHeader } from './recording';
import type { PlannedRequest } from './request/plannedRequest';
import type { StopRule } from './stopRules';
import type { OutputType } from './stream/engine';
import type { Timeouts } from './transport/deadlines';

export interface RunInputs {
  /** Argument values by parameter name. */
  readonly args: Readonly<Record<string, Json>>;
  /** The test the arguments were taken from, when there is one. */
  readonly test?: string;
  /** A client's name or `provider/model`, in place of the function's own. */
  readonly clientOverride?: string;
  /** False: the answer is asked for in one piece, whatever the client can do. */
  readonly streaming?: boolean;
  /** URI of the file that holds the arguments: paths of media count from there. The function's own when absent. */
  readonly heldBy?: string;
  /** More entries of `ctx.tags`. */
  readonly tags?: Readonly<Record<string, string>>;
  /** When to end it early. */
  readonly stop?: readonly StopRule[];
  /** Limits where the client sets none; `total` is for all attempts together. */
  readonly timeouts?: Timeouts & { readonly total?: number };
}

/** The return type as the project has it now, and the place of the function's name. */
export interface ProjectOutput {
  readonly output: OutputType;
  readonly at?: SourceRange;
}

export type PreparedRun =
  | { readonly ok: true; readonly plan: RunPlan }
  /** Nothing can be sent; never empty. */
  | {
      readonly ok: false;
      readonly problems: readonly RunProblem[];
      /** Environment variables without a value that the call needs; each has its problem, too. */
      readonly missing?: readonly string[];
    };

export type RunPlan = LivePlan | ReplayPlan;

export interface LivePlan {
  readonly kind: 'live';
  /** Told with `started` and kept in the recording; secrets are masked. `startedAt` is added when it runs. */
  readonly facts: Omit<RecordingHeader, 'startedAt'>;
  /** Every call that may be made, each client's once; never empty. */
  readonly calls: readonly PlannedCall[];
  /** Which of them is made, and which one when it fails. */
  readonly strategy: Strategy;
  /** Values that nobody may see, longest first: environment variables and credentials. Never leaves the runtime. */
  readonly secrets: readonly string[];
  readonly output: OutputType;
  /** When to end it early. */
  readonly stop?: readonly StopRule[];
  /** The function's name in its file. */
  readonly at: SourceRange;
}

/** The call of one client. */
export interface PlannedCall {
  readonly client: RecordingHeader['client'];
  /** The prompt as rendered for this client; secrets are masked. */
  readonly prompt: RecordingHeader['prompt'];
  readonly request: PlannedRequest;
  readonly reading: PlannedReading;
  /** The client's name in its file; the function's for a shorthand client. */
  readonly clientAt: SourceRange;
}

/** How the answer is read. */
export interface PlannedReading {
  /** The provider's name, for words. */
  readonly provider: string;
  readonly format: AnswerName;
  readonly streaming: boolean;
  /** `finish_reason_allow_list` and `finish_reason_deny_list`, in lower case. */
  readonly finishReasons?: { readonly rule: 'allow' | 'deny'; readonly list: readonly string[] };
  readonly timeouts?: Timeouts;
  /** Where the key came from, for hints: names of environment variables. */
  readonly keyVariables: readonly string[];
}

export interface ReplayPlan {
  readonly kind: 'replay';
  /** The recording is no recording: it was made up. */
  readonly simulated?: true;
  readonly recording: Recording;
  /** 1 is the original timing; 0 means at once. */
  readonly speed: number;
  readonly schemaFrom: 'project' | 'recording';
  readonly output: OutputType;
  /** When to end it early. */
  readonly stop?: readonly StopRule[];
  readonly at?: SourceRange;
}
