import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { createProject } from '../../../server/src/language/languageService';
import { analysed } from '../../support/templates';

const DECLARATIONS = `class P {
  name string
  next P?
  items P[]
}
enum E {
  A
}
template_string S(a: string) #"x"#
`;

function prompt(text: string): string {
  return `${DECLARATIONS}function F(p: P, e: E) -> string {\n  client "openai/m"\n  prompt ###"${text}"###\n}\n`;
}

/** Pieces of templates, put together at random: most are broken, many nearly right. */
const pieces = fc.array(
  fc.oneof(
    fc.constantFrom(
      ...[
        '{{',
        '}}',
        '{%',
        '%}',
        '{#',
        '#}',
        ' p',
        '.name',
        '.next',
        '.items',
        '.',
        '|',
        'first',
        'upper',
        '(',
        ')',
        '[',
        ']',
        '0',
      ],
      ...[
        '"A"',
        ' == ',
        ' e',
        'E',
        '.A',
        ' is ',
        'none',
        'not ',
        ' and ',
        ' or ',
        'if ',
        'else',
        'elif ',
        'for ',
        ' in ',
        'set ',
        '=',
      ],
      ...[
        'x',
        ',',
        'endif',
        'endfor',
        'macro ',
        'endmacro',
        'endset',
        'map(attribute="name")',
        'S',
        'ctx.output_format',
        '_.role',
        '\n',
        '~',
        'loop',
      ],
    ),
    fc.string({ maxLength: 5 }),
  ),
  { maxLength: 40 },
);

describe('templates of any text', () => {
  it('are analysed and checked without throwing, and every answer lies in the file', () => {
    fc.assert(
      fc.property(pieces, fc.nat(), (parts, at) => {
        const text = prompt(parts.join(''));
        for (const analysis of analysed(text)) {
          const offset = at % (text.length + 1);
          analysis.scopeAt(offset);
          const found = analysis.expressionAt(offset);
          if (found) analysis.membersOf(found.type);
          for (const { span } of analysis.occurrences)
            assert.ok(0 <= span.start && span.start < span.end && span.end <= text.length);
        }
        const project = createProject();
        project.setFile('a.baml', text);
        for (const { span, message, fixes } of project.snapshot().diagnostics('a.baml')) {
          assert.ok(0 <= span.start && span.start <= span.end && span.end <= text.length, message);
          for (const { edits } of fixes ?? []) for (const edit of edits) assert.ok(edit.span.start <= edit.span.end);
        }
      }),
      { numRuns: 150 },
    );
  });

  const many = (count: number, piece: (index: number) => string): string =>
    Array.from({ length: count }, (_, i) => piece(i)).join('');
  const large: readonly (readonly [what: string, text: string])[] = [
    ['a megabyte of text and names', many(20_000, () => 'The name is {{ p.name }}, and so it goes on and on.\n')],
    ['thousands of variables', many(3000, (i) => `{% set v${i} = p.name %}{{ v${i} }}\n`)],
    ['thousands of unknown names', many(5000, (i) => `{{ unknown${i} }}`)],
    ['thousands of branches', `{% if p %}${many(2000, () => '{% elif p.next %}{{ p.next.name }}')}{% endif %}`],
    ['types that double', many(800, () => '{% set v = (v, v, [v], {"a": v}) %}{{ v }}')],
    ['types that grow in branches', many(600, (i) => `{% if p.next %}{% set v = [v, "${i}"] %}{% endif %}{{ v }}`)],
    ['deep blocks', many(5000, () => '{% if p %}{% for x in p.items %}')],
    ['deep brackets', `{{ ${'('.repeat(50_000)} }}`],
    ['long conditions', many(8, () => `{% if p.next${' and p.next.name'.repeat(250)} %}{% endif %}`)],
    ['long chains', many(40, () => `{{ p${'.next'.repeat(250)} }}`)],
    ['one long line', many(5000, () => '{{ p.name }} x ')],
  ];
  for (const [what, text] of large) {
    it(`take time in proportion: ${what}`, () => {
      const start = performance.now();
      const [analysis] = analysed(prompt(text)).filter(({ kind }) => kind === 'prompt');
      assert.ok(analysis);
      analysis.scopeAt(text.length);
      analysis.expressionAt(text.length);
      // Generous: a quadratic walk takes minutes.
      assert.ok(performance.now() - start < 8000);
    });
  }
});
