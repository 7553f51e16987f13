import assert from 'node:assert/strict';
import { templateBlocks } from '../../../server/src/language/jinja/templateBlocks';

function blocks(text: string): string[] {
  return templateBlocks(text)
    .sort((a, b) => a.start - b.start)
    .map(({ start, end, kind }) => `${kind} ${text.slice(start, end)}`);
}

describe('blocks of a template', () => {
  it('stand between their tags, branch by branch', () => {
    assert.deepEqual(blocks('{% if a %}1{% elif b %}2{% else %}3{% endif %}'), ['block 1', 'block 2', 'block 3']);
    assert.deepEqual(blocks('{%- for a in b -%} 1 {%- else -%} 2 {%- endfor -%}'), ['block  1 ', 'block  2 ']);
    assert.deepEqual(blocks('{% macro m(a) %}1{% endmacro %}{% set x %}2{% endset %}'), ['block 1', 'block 2']);
  });

  it('nest, and a `set` with a value opens none', () => {
    assert.deepEqual(blocks('{% if a %}{% set x = 1 %}{% for b in c %}1{% endfor %}{% else %}2{% endif %}'), [
      'block {% set x = 1 %}{% for b in c %}1{% endfor %}',
      'block 1',
      'block 2',
    ]);
  });

  it('are comments too', () => assert.deepEqual(blocks('a {# b {% if %} #} c {# d'), ['comment {# b {% if %} #}']));

  it('that do not fit are left out', () => {
    assert.deepEqual(blocks('{% endif %}{% else %}{% if a %}1{% endfor %}'), []);
    assert.deepEqual(blocks('{% for a in b %}{% if c %}1{% endfor %}'), ['block {% if c %}1']);
  });

  it('are found in time proportional to the text', () => {
    const many = 20_000;
    const text = '{% set x = 1 %}'.repeat(many) + '{% else %}'.repeat(many) + '{% endif %}'.repeat(many);
    const start = performance.now();
    assert.deepEqual(blocks(text), []);
    assert.ok(performance.now() - start < 5000);
  });
});
