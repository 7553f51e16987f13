/** The runtime's steps as the protocol's events: the same shapes, with source ranges turned into editor locations. */
import type { FieldChange, Frame, Outcome, RunEventBody, RunFailure, SourceLocation } from '../../../protocol/run';
import type { SourceRange } from '../ir/schema';
import type { RunProblem } from '../runtime/errors';
import type { RunStep } from '../runtime/step';
import type * as stream from '../runtime/stream/frame';
import type { Locate } from './locate';

/** A place the files no longer know is left out. */
export function toEventBody(step: RunStep, locate: Locate): RunEventBody {
  switch (step.type) {
    case 'started':
      return placed(step, locate);
    case 'headers':
    case 'attempt':
    case 'attemptFailed':
      return step;
    case 'frames':
      return { type: 'frames', frames: step.frames.map((frame) => toFrame(frame, locate)) };
    case 'finished':
      return { ...step, outcome: toOutcome(step.outcome, locate), fields: toFields(step.fields, locate) };
  }
}

export function toProblems(problems: readonly RunProblem[], locate: Locate) {
  return problems.map((problem) => placed(problem, locate));
}

function toOutcome(outcome: (RunStep & { type: 'finished' })['outcome'], locate: Locate): Outcome {
  switch (outcome.kind) {
    case 'failed':
      return { ...outcome, error: placed(outcome.error, locate) satisfies RunFailure };
    case 'refused':
      return { kind: 'refused', problems: toProblems(outcome.problems, locate) };
    case 'completed':
    case 'cancelled':
      return outcome;
  }
}

function toFrame(frame: stream.Frame, locate: Locate): Frame {
  return { ...frame, fields: toFields(frame.fields, locate) };
}

function toFields(fields: readonly stream.FieldChange[], locate: Locate): readonly FieldChange[] {
  return fields.map(({ decl, hold, ...change }) => ({
    ...change,
    ...(decl && { decl: placed(decl, locate) }),
    ...(hold !== undefined && { hold: hold && placed(hold, locate) }),
  }));
}

function placed<T extends { readonly at?: SourceRange }>(
  thing: T,
  locate: Locate,
): Omit<T, 'at'> & { readonly at?: SourceLocation } {
  const { at, ...rest } = thing;
  const location = at && locate(at);
  return { ...rest, ...(location && { at: location }) };
}
