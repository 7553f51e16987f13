import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import * as path from 'node:path';
import type { Diagnostic, Fix } from '../../../server/src/language/diagnostic';
import { createProject } from '../../../server/src/language/languageService';
import { applyFix } from '../../support/fixes';
import { markedCases } from '../../support/markers';

type Files = Readonly<Record<string, string>>;

function problems(files: Files): { readonly uri: string; readonly diagnostic: Diagnostic }[] {
  const project = createProject();
  for (const [uri, text] of Object.entries(files)) project.setFile(uri, text);
  const snapshot = project.snapshot();
  return Object.keys(files).flatMap((uri) => snapshot.diagnostics(uri).map((diagnostic) => ({ uri, diagnostic })));
}

/** Codes of errors, each as often as it is reported. */
function errors(all: ReturnType<typeof problems>): string[] {
  return all.flatMap(({ diagnostic }) => (diagnostic.severity === 'error' ? [diagnostic.code] : []));
}

function more(after: readonly string[], before: readonly string[]): string[] {
  const left = [...before];
  return after.filter((code) => {
    const at = left.indexOf(code);
    if (at >= 0) left.splice(at, 1);
    return at < 0;
  });
}

/** A new value or block that the person fills in may ask for the next thing, under the code of the problem itself. */
function check(files: Files, uri: string, diagnostic: Diagnostic, fix: Fix): void {
  const what = `${diagnostic.code}: ${diagnostic.message}\n${fix.title}\n`;
  const before = problems(files);
  const changed = applyFix(files, fix);
  const after = problems(changed);
  const same = (all: typeof before) =>
    all.filter((other) => other.uri === uri && other.diagnostic.message === diagnostic.message).length;
  assert.ok(same(after) < same(before), `${what}is still reported in\n${changed[uri]}`);
  assert.deepEqual(more(errors(after), errors(before)), [], `${what}makes errors in\n${changed[uri]}`);
}

describe('every fix of every marked case', () => {
  const folder = path.join(__TEST_ROOT__, 'language', 'checks');
  for (const name of readdirSync(folder).filter((file) => file.endsWith('.baml'))) {
    for (const { title, files } of markedCases(`checks/${name.replace(/\.baml$/, '')}`)) {
      const fixable = problems(files).flatMap(({ uri, diagnostic }) =>
        (diagnostic.fixes ?? []).map((fix) => ({ uri, diagnostic, fix })),
      );
      if (!fixable.length) continue;
      it(`${name}: ${title}`, () => {
        for (const { uri, diagnostic, fix } of fixable) check(files, uri, diagnostic, fix);
      });
    }
  }
});
