/** Quick fixes, applied as an editor does, and what every one of them must keep: it cures what it is offered for and breaks nothing. */
import assert from 'node:assert/strict';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import type { Diagnostic, Fix } from '../../server/src/language/diagnostic';
import { createProject } from '../../server/src/language/languageService';
import { ABOUT_USE, markedCases } from './markers';

type Files = Readonly<Record<string, string>>;

/** The files after a fix. Its edits must not overlap, and must lie inside the files. */
export function applyFix(files: Files, fix: Fix): Record<string, string> {
  const after: Record<string, string> = { ...files };
  const edits = [...fix.edits].sort((a, b) => b.span.start - a.span.start || b.span.end - a.span.end);
  const reached: Record<string, number> = {};
  for (const { uri, span, newText } of edits) {
    const text = after[uri];
    if (text === undefined) throw new Error(`${fix.title}: there is no file ${uri}`);
    if (span.start > span.end || span.end > (reached[uri] ?? text.length))
      throw new Error(`${fix.title}: edits overlap`);
    reached[uri] = span.start;
    after[uri] = text.slice(0, span.start) + newText + text.slice(span.end);
  }
  return after;
}

/**
 * Declares a test for every case of `test/language/<name>.baml`: each fix of each problem makes that problem go and no error
 * come. What the fixes do is written in `<name>.fixes.txt`, as lines that go and lines that come; `UPDATE_GOLDENS=1` writes it.
 */
export function checkFixes(name: string, marked: readonly string[] = []): void {
  const path = `${__TEST_ROOT__}/language/${name}.fixes.txt`;
  const cases = markedCases(name);
  const told = cases.map(({ title, files }) => ({ title, tell: () => tellFixes(files, marked) }));
  describe('its fixes', () => {
    const known = existsSync(path) ? readFileSync(path, 'utf8').split(/^(?=# )/m) : [];
    const written: string[] = [];
    for (const { title, tell } of told) {
      it(title, () => {
        const text = `# ${title}\n${tell()}`;
        if (process.env['UPDATE_GOLDENS']) writeFileSync(path, (written.push(text), written.join('\n')));
        else assert.equal(text.trimEnd(), known.find((part) => part.startsWith(`# ${title}\n`))?.trimEnd());
      });
    }
  });
}

function tellFixes(files: Files, marked: readonly string[]): string {
  const lines: string[] = [];
  const before = problemsOf(files);
  for (const { uri, diagnostic } of before) {
    if (ABOUT_USE.has(diagnostic.code) && !marked.includes(diagnostic.code)) continue;
    for (const fix of diagnostic.fixes ?? []) {
      const after = applyFix(files, fix);
      assertCured(before, problemsOf(after), diagnostic, fix);
      const line = files[uri]!.slice(0, diagnostic.span.start).split('\n').length;
      lines.push('', `${uri}:${line} ${diagnostic.code}: ${fix.title}${fix.preferred ? ' (preferred)' : ''}`);
      for (const file of Object.keys(files)) lines.push(...changedLines(files[file]!, after[file]!));
    }
  }
  return `${lines.join('\n')}\n`;
}

interface Problem {
  readonly uri: string;
  readonly diagnostic: Diagnostic;
}

function problemsOf(files: Files): Problem[] {
  const project = createProject();
  for (const [uri, text] of Object.entries(files)) project.setFile(uri, text);
  const snapshot = project.snapshot();
  return snapshot.uris.flatMap((uri) => snapshot.diagnostics(uri).map((diagnostic) => ({ uri, diagnostic })));
}

/** The problem is one less, and every error that is there now was there before. */
function assertCured(before: readonly Problem[], after: readonly Problem[], cured: Diagnostic, fix: Fix): void {
  const same = (problems: readonly Problem[]) =>
    problems.filter(({ diagnostic: { code, message } }) => code === cured.code && message === cured.message).length;
  assert.ok(same(after) < same(before), `still there after "${fix.title}": ${cured.message}`);
  const errors = (problems: readonly Problem[]) =>
    problems.flatMap(({ diagnostic: { severity, message } }) => (severity === 'error' ? message : []));
  const known = errors(before);
  const added = errors(after).filter((message) => !known.includes(message));
  assert.deepEqual(added, [], `errors after "${fix.title}"`);
}

/** The lines between the common beginning and end. */
function changedLines(before: string, after: string): string[] {
  const [a, b] = [before.split('\n'), after.split('\n')];
  let start = 0;
  while (start < Math.min(a.length, b.length) && a[start] === b[start]) start++;
  let end = 0;
  while (end < Math.min(a.length, b.length) - start && a.at(-1 - end) === b.at(-1 - end)) end++;
  return [
    ...a.slice(start, a.length - end).map((line) => `- ${line}`),
    ...b.slice(start, b.length - end).map((line) => `+ ${line}`),
  ];
}
