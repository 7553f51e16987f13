/** `bamlLive/callingCode` and `bamlLive/newTest`: text about a function of a project, as typed so far. */
import type { CallingCodeResult, FunctionParams, NewTestParams, NewTestResult } from '../../../protocol/writing';
import { callingCode } from '../language/callingCode/index';
import { freeTestName, testBlock } from '../language/features/testBlock';
import type { Documents } from './documents';

export async function callingCodeOf(documents: Documents, params: FunctionParams): Promise<CallingCodeResult> {
  const found = (await documents.projectOf(params.uri))?.project.snapshot().runnable(params.function);
  return found?.ok ? callingCode(found.runnable.function) : null;
}

export async function newTest(documents: Documents, params: NewTestParams): Promise<NewTestResult> {
  const { function: called, args, result } = params;
  const snapshot = (await documents.projectOf(params.uri))?.project.snapshot();
  const all = snapshot?.functions() ?? [];
  const info = all.find(({ name }) => name === called);
  const text = info && snapshot?.text(info.source.uri);
  if (!info || text === undefined) return null;
  const taken = all.flatMap(({ tests }) => tests.map(({ name }) => name));
  const name = freeTestName(called, taken);
  const gap = text === '' || text.endsWith('\n\n') ? '' : text.endsWith('\n') ? '\n' : '\n\n';
  const block = testBlock({ name, function: called, args, ...(result !== undefined && { result }) });
  const { uri } = info.source;
  return { name, uri, ...documents.lines(uri, text).position(text.length), text: gap + block };
}
