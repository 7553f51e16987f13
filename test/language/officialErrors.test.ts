import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createProject } from '../../server/src/language/languageService';

/**
 * Where our errors differ from those of the official compiler (0.226.2), which reports the header of a block for many
 * problems inside it, and says some things twice. The lines are the official ones that have no error of ours.
 */
const DIFFERENT: Readonly<Record<string, { readonly lines: readonly number[]; readonly why: string }>> = {
  'beta-expression-function-errors.baml': { lines: [2, 5], why: 'expressions are recognised, not checked' },
  'client-http-block.baml': { lines: [4, 22], why: 'reported at the option, not at the whole map' },
  'client-unknown-provider.baml': { lines: [1], why: 'said once, at the value' },
  'function-client-wrong-kind.baml': { lines: [1, 5], why: 'said once, at the value' },
  'function-property-without-value.baml': { lines: [1], why: 'said once, at the property' },
  'retry-wrong-values.baml': { lines: [1, 4], why: 'said once, at the value' },
  'syntax-args-brace-on-next-line.baml': { lines: [5, 6, 8, 11], why: 'one problem, one report' },
  'syntax-function-colon-properties.baml': { lines: [1], why: 'reported at the colons' },
  'syntax-function-old-style.baml': { lines: [2], why: 'one problem, one report' },
  'syntax-map-entries-same-line.baml': { lines: [1], why: 'reported at the entry' },
  'syntax-map-trailing-comma.baml': { lines: [1], why: 'reported at the comma' },
  'syntax-nested-class.baml': { lines: [5], why: 'the rest of the file is read' },
  'syntax-prompt-not-raw.baml': { lines: [1], why: 'said once, at the value' },
  'syntax-prompt-unterminated.baml': { lines: [1], why: 'reported where the prompt starts' },
  'syntax-template-braces.baml': { lines: [2], why: 'one problem, one report' },
  'syntax-test-colon-functions.baml': { lines: [1, 3, 6], why: 'one problem, one report' },
  'test-args-not-a-map.baml': { lines: [5], why: 'said once, at the value' },
  'type-map-multi-line.baml': { lines: [3], why: 'one problem, one report' },
};

const FOLDER = `${__TEST_ROOT__}/fixtures/syntax`;
const official = JSON.parse(readFileSync(`${FOLDER}/official-lines.json`, 'utf8')) as Record<string, number[]>;

/** The lines of our errors, from first to last of each. */
function ourLines(name: string): { from: number; to: number; message: string }[] {
  const text = readFileSync(`${FOLDER}/corpus/${name}`, 'utf8');
  const project = createProject();
  project.setFile(name, text);
  const line = (offset: number) => text.slice(0, offset).split(/\r\n|\n|\r/).length;
  return project
    .snapshot()
    .diagnostics(name)
    .filter(({ severity }) => severity === 'error')
    .map(({ span, message }) => ({ from: line(span.start), to: line(span.end), message }));
}

describe('errors of the official compiler', () => {
  it('are on lines where we have one, but for known differences', () => {
    for (const [name, lines] of Object.entries(official)) {
      const ours = ourLines(name);
      const missed = lines.filter((line) => !ours.some(({ from, to }) => from <= line && line <= to));
      assert.deepEqual(missed, DIFFERENT[name]?.lines ?? [], name);
      if (DIFFERENT[name]?.why !== 'expressions are recognised, not checked' && lines.length)
        assert.ok(ours.length, name);
    }
  });

  it('are none where the files are right, and neither are ours', () => {
    const clean = Object.keys(official).filter((name) => /^(ok-|stream-ok-)|-ok-/.test(name));
    assert.ok(clean.length > 40);
    for (const name of clean) assert.deepEqual(ourLines(name), [], name);
  });
});
