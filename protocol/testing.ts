/** `test` blocks: whether the answer of a run is what their checks and asserts want. */
import type { Json, SourceLocation } from './run';

/** Asks for a verdict on the final value of a run that is over. The test counts as it is written now. */
export interface JudgeTestParams {
  /** A file of the project. */
  readonly uri: string;
  readonly function: string;
  readonly test: string;
  readonly value: Json;
  /** Request sent → outcome, in milliseconds. */
  readonly latencyMs: number;
}

/** Null when there is no such test any more. */
export type JudgeTestResult = TestVerdict | null;

export interface TestVerdict {
  readonly passed: boolean;
  /** In the order of the file. */
  readonly constraints: readonly ConstraintVerdict[];
}

export interface ConstraintVerdict {
  readonly level: 'check' | 'assert';
  readonly label: string | null;
  /** The expression between the braces. */
  readonly expression: string;
  readonly at?: SourceLocation;
  readonly status:
    | 'passed'
    | 'failed'
    /** It is neither true nor false, or cannot be evaluated. */
    | 'no answer'
    /** One before it ended the test. */
    | 'not reached';
  readonly reason?: string;
  /** The sides of a comparison that does not hold, as values. */
  readonly compared?: { readonly actual: string; readonly operator: string; readonly expected: string };
}

/** One sentence about a constraint that does not hold; undefined for one that does. */
export function whyNot({ level, label, expression, status, reason, compared }: ConstraintVerdict): string | undefined {
  if (status === 'passed') return undefined;
  const name = `\`@@${level}\`${label ? ` \`${label}\`` : ''}`;
  if (status === 'not reached') return `${name} was not reached.`;
  if (status === 'no answer') return `${name} gives no answer: ${reason ?? expression}`;
  const seen = compared ? `: ${compared.actual} is not ${compared.operator} ${compared.expected}` : '';
  return `${name} does not hold: \`${expression}\`${seen}.`;
}

/** What a comparison wants on its left: the value that is equal, or the operator with what is compared. */
export function wanted({ operator, expected }: NonNullable<ConstraintVerdict['compared']>): string {
  return operator === '==' ? expected : `${operator} ${expected}`;
}
