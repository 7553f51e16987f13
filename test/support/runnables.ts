/** A function of BAML text as data that can be run. */
import assert from 'node:assert/strict';
import type { Runnable } from '../../server/src/ir/functions';
import { createProject } from '../../server/src/language/languageService';

export function runnableOf(baml: string, name: string): Runnable {
  const files = createProject();
  files.setFile('file:///main.baml', baml);
  const found = files.snapshot().runnable(name);
  assert.ok(found.ok, JSON.stringify(found));
  return found.runnable;
}
