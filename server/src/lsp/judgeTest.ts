/** `bamlLive/judgeTest`: the checks and asserts of a test, as written now, on the final value of a run. */
import type { JudgeTestParams, JudgeTestResult } from '../../../protocol/testing';
import type { ProjectSnapshot } from '../language/languageService';
import { judgeTest } from '../runtime/judgeTest';
import type { Documents } from './documents';
import { snapshotLocator } from './locate';

export async function testVerdict(documents: Documents, params: JudgeTestParams): Promise<JudgeTestResult> {
  const snapshot = (await documents.projectOf(params.uri))?.project.snapshot();
  const found = snapshot && testNamed(snapshot, params.function, params.test);
  const runnable = snapshot?.runnable(params.function);
  if (!found || !runnable?.ok) return null;
  const { value, latencyMs } = params;
  const { function: called, schema } = runnable.runnable;
  const answer = { value, returns: called.returns, schema, args: found.args, latencyMs };
  const locate = snapshotLocator(documents, snapshot);
  const judged = judgeTest(found.constraints, answer);
  return {
    passed: judged.every(({ status }) => status === 'passed'),
    constraints: judged.map(({ constraint: { level, label, expression, source }, ...verdict }) => {
      const at = locate(source);
      return { level, label, expression, ...(at && { at }), ...verdict };
    }),
  };
}

function testNamed(snapshot: ProjectSnapshot, called: string, test: string) {
  const summary = snapshot.functions().find(({ name }) => name === called);
  return summary?.tests.find(({ name }) => name === test);
}
