import assert from 'node:assert/strict';
import { createProject } from '../../../server/src/language/languageService';

/** What is noted beside a field `f` of a type. */
function notes(type: string, rest: string): string[] {
  const project = createProject();
  const text = `class T {\n  f ${type}\n}\n`;
  project.setFile('a.baml', text);
  project.setFile('b.baml', rest);
  return project
    .snapshot()
    .inlayHints('a.baml', { start: 0, end: text.length })
    .map(({ label, target }) => `${label} (${target?.uri})`);
}

describe('where the stream attributes of a field come from', () => {
  it('is the alias that carries them, through other aliases too', () => {
    const rest = 'type N = M\ntype M = string @stream.done @stream.with_state';
    assert.deepEqual(notes('N', rest), ['@stream.done of M (b.baml)', '@stream.with_state of M (b.baml)']);
  });

  it('is not the field itself, whose attributes take the place of those of the alias', () => {
    assert.deepEqual(notes('M @stream.with_state', 'type M = string @stream.done'), []);
  });

  it('is the block of a class or an enum, and of the items of lists and maps', () => {
    const rest = 'class C {\n  x int\n  @@stream.done\n}';
    for (const type of ['C', 'C?', 'C[]', 'map<string, C>', 'C[][]']) {
      assert.deepEqual(notes(type, rest), ['@@stream.done of C (b.baml)'], type);
    }
  });

  it('is none for a union of several types, where each has its own', () => {
    assert.deepEqual(notes('C | int', 'class C {\n  x int\n  @@stream.done\n}'), []);
  });
});
