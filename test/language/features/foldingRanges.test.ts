import assert from 'node:assert/strict';
import { createProject, type FoldingRange } from '../../../server/src/language/languageService';
import { corpus } from '../../support/corpus';

function rangesOf(text: string): readonly FoldingRange[] {
  const project = createProject();
  project.setFile('main.baml', text);
  return project.snapshot().foldingRanges('main.baml');
}

/** What disappears, each with blanks made one. */
function folded(text: string): string[] {
  return rangesOf(text).map(
    ({ span, kind }) => `${kind}: ${text.slice(span.start, span.end).replaceAll(/\s+/g, ' ').trim()}`,
  );
}

describe('folding', () => {
  it('takes blocks, parameters, maps and lists over several lines', () => {
    assert.deepEqual(
      folded('class A {\n  x int\n}\nclass B { y int }\ntest T {\n  args {\n    a [\n      1\n    ]\n  }\n}\n'),
      ['block: x int', 'block: args { a [ 1 ] }', 'block: a [ 1 ]', 'block: 1'],
    );
    assert.deepEqual(folded('function F(\n  x: int\n) -> int { client A }'), ['block: x: int']);
  });

  it('takes runs of comments, and block comments', () => {
    assert.deepEqual(
      folded('// a\n// b\n\n// alone\nclass A { } // behind\n/// c\n/// d\nclass B { }\n{// e\n f //}\n'),
      ['comment: // a // b', 'comment: /// c /// d', 'comment: {// e f //}'],
    );
  });

  it('takes prompts, and the blocks in them branch by branch', () => {
    const prompt = [
      'template_string T(x: int) #"',
      '  {% if x %}',
      '    a',
      '  {% elif x > 1 %}',
      '    {% set y = 1 %}',
      '    b',
      '  {% else %}',
      '    c',
      '  {% endif %}',
      '  {% for i in x %}',
      '    d',
      '  {% endfor %}',
      '  {# e',
      '     f #}',
      '"#',
    ].join('\n');
    assert.deepEqual(folded(prompt).slice(1), [
      'block: a',
      'block: {% set y = 1 %} b',
      'block: c',
      'block: d',
      'comment: {# e f #}',
    ]);
    assert.match(folded(prompt)[0]!, /^block: \{% if .* #\}$/);
  });

  it('leaves what is not closed', () => {
    assert.deepEqual(folded('template_string T() #"\n{% if a %}\n{% endfor %}\n{% else %}\n"#').length, 2);
  });

  it('nests in any file', () => {
    for (const { name, text } of corpus().filter((file) => file.text.length < 20_000)) {
      const open: number[] = [];
      for (const { span } of rangesOf(text)) {
        while (open.length && open.at(-1)! <= span.start) open.pop();
        assert.ok(!open.length || span.end <= open.at(-1)!, `${name}: ${JSON.stringify(span)}`);
        open.push(span.end);
      }
    }
  }).timeout(60_000);
});
