import assert from 'node:assert/strict';
import { createProject } from '../../../server/src/language/languageService';
import { corpus } from '../../support/corpus';
import { cursor } from '../../support/cursor';

function grown(source: string): string[] {
  const { snapshot, uri, offset, files } = cursor(source);
  return snapshot.selectionRanges(uri, offset).map(({ start, end }) => files.get(uri)!.slice(start, end));
}

describe('selection ranges', () => {
  it('grow from a word over its type, field and body to the file', () => {
    assert.deepEqual(grown('class A {\n  x map<string, B$0ar | int>?\n  y int\n}\n'), [
      'Bar',
      'Bar | int',
      'string, Bar | int',
      'map<string, Bar | int>',
      'map<string, Bar | int>?',
      'x map<string, Bar | int>?',
      'x map<string, Bar | int>?\n  y int',
      '{\n  x map<string, Bar | int>?\n  y int\n}',
      'class A {\n  x map<string, Bar | int>?\n  y int\n}',
      'class A {\n  x map<string, Bar | int>?\n  y int\n}\n',
    ]);
  });

  it('grow inside strings and values', () => {
    assert.deepEqual(grown('test T { args { a "some wo$0rds" } }').slice(0, 5), [
      'words',
      'some words',
      '"some words"',
      'a "some words"',
      '{ a "some words" }',
    ]);
  });

  it('grow inside a prompt from expression to tag, block, text', () => {
    const prompt = '\n  Hi {% if a %}{{ b.c$0|upper }} there{% endif %}\n  more\n';
    assert.deepEqual(grown(`template_string T() #"${prompt}"#`).slice(0, 7), [
      'c',
      'b.c',
      'b.c|upper',
      '{{ b.c|upper }}',
      '{{ b.c|upper }} there',
      '{% if a %}{{ b.c|upper }} there{% endif %}',
      'Hi {% if a %}{{ b.c|upper }} there{% endif %}',
    ]);
  });

  it('grow inside a check', () => {
    assert.deepEqual(grown('class A { x int @assert({{ this$0 > 1 }}) }').slice(0, 3), [
      'this',
      'this > 1',
      '{{ this > 1 }}',
    ]);
  });

  it('hold one another strictly, at any place of any file', () => {
    for (const { name, text } of corpus().filter((file) => file.text.length < 3000)) {
      const project = createProject();
      project.setFile('main.baml', text);
      const snapshot = project.snapshot();
      for (let offset = 0; offset <= text.length; offset += 3) {
        const chain = snapshot.selectionRanges('main.baml', offset);
        assert.ok(chain.length > 0, name);
        assert.deepEqual(chain.at(-1), { start: 0, end: text.length }, name);
        chain.forEach((span, at) => {
          assert.ok(span.start <= offset && offset <= span.end, name);
          const inner = chain[at - 1];
          if (!inner) return;
          assert.ok(span.start <= inner.start && inner.end <= span.end, name);
          assert.ok(span.end - span.start > inner.end - inner.start, name);
        });
      }
    }
  }).timeout(60_000);
});
