import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import * as path from 'node:path';
import type { Diagnostic } from '../../../server/src/language/diagnostic';
import { createProject } from '../../../server/src/language/languageService';
import { applyFix } from '../../support/fixes';

function problemsOf(text: string): readonly Diagnostic[] {
  const project = createProject();
  project.setFile('main.baml', text);
  return project.snapshot().diagnostics('main.baml');
}

function errorsIn(problems: readonly Diagnostic[]): number {
  return problems.filter(({ severity }) => severity === 'error').length;
}

describe('every fix in the corpus of diagnostics', () => {
  const folder = path.join(__TEST_ROOT__, 'fixtures', 'diagnostics');
  const names = readdirSync(folder).filter((name) => name.endsWith('.baml'));

  it('puts its problem right and makes no more errors than there were', () => {
    let fixes = 0;
    for (const name of names) {
      const text = readFileSync(path.join(folder, name), 'utf8');
      const before = problemsOf(text);
      for (const { code, message, fixes: offered = [] } of before) {
        const same = (problems: readonly Diagnostic[]) =>
          problems.filter((other) => other.code === code && other.message === message).length;
        for (const fix of offered) {
          fixes++;
          const changed = applyFix({ 'main.baml': text }, fix)['main.baml']!;
          const after = problemsOf(changed);
          assert.ok(same(after) < same(before), `${name}: "${fix.title}" leaves ${message}`);
          assert.ok(errorsIn(after) <= errorsIn(before), `${name}: "${fix.title}" makes an error in\n${changed}`);
        }
      }
    }
    assert.ok(fixes > 300, `only ${fixes}`);
  });
});
