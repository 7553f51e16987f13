import assert from 'node:assert/strict';
import { completionCases, openCase } from '../../../support/completionCases';

/** The text after the offer with a label is chosen, as an editor with snippets writes it; `overwrite`: the rest of the word goes. */
function chosen(marked: string, label: string, overwrite = false): string {
  const { snapshot, uri, text, offset } = openCase(marked);
  const found = snapshot.completions(uri, offset)!;
  const item = found.items.find((one) => one.label === label);
  assert.ok(item, `${label} among ${found.items.map((one) => one.label).join(' ')}`);
  const { start, end } = overwrite ? found.replace : found.insert;
  return text.slice(0, start) + (item.snippet ?? item.insert ?? item.label) + text.slice(end);
}

const inPrompt = (line: string) =>
  `function F(xs: string[]) -> string {\n  client "openai/x"\n  prompt #"\n${line}\n  "#\n}\n`;
const line = (text: string) => text.split('\n')[3];

describe('completion: what stands behind the cursor', () => {
  completionCases('features/completion/behind');

  it('a statement gets the end of its tag and of its block', () => {
    const block = '    {% for ${1:item} in ${2:items} %}\n      $0\n{% endfor %}'.replace('      $0', '  $0');
    for (const tag of ['{% f$0 %}', '{% f$0', '{%  f$0   %}']) {
      const expected = block.replace('{% for', tag.replace('f$0', 'for').replace(/(?<=for).*/, ''));
      assert.ok(chosen(inPrompt(`    ${tag}`), 'for').includes(expected), tag);
    }
    assert.equal(line(chosen(inPrompt('a {% i$0 %} b'), 'if')), 'a {% if ${1:condition} %}$0{% endif %} b');
    assert.equal(line(chosen(inPrompt('{%- s$0 -%}'), 'set')), '{%- set ${1:name} = ${2:value} -%}');
  });

  it('a block that ends already gets no second end', () => {
    const text = chosen(inPrompt('{% f$0 %}{{ x }}{% endfor %}'), 'for');
    assert.equal(line(text), '{% for ${1:item} in ${2:items} %}{{ x }}{% endfor %}');
    const nested = chosen(inPrompt('{% f$0 %}{% for a in xs %}{% endfor %}'), 'for');
    assert.equal(line(nested), '{% for ${1:item} in ${2:items} %}$0{% endfor %}{% for a in xs %}{% endfor %}');
  });

  it('what stands there already is not written again', () => {
    assert.equal(line(chosen(inPrompt('{% fo$0r x in xs %}'), 'for', true)), '{% for x in xs %}');
    assert.equal(line(chosen(inPrompt('{{ _.ro$0le("user") }}'), 'role', true)), '{{ _.role("user") }}');
    assert.equal(line(chosen(inPrompt('{{ xs|jo$0in(", ") }}'), 'join', true)), '{{ xs|join(", ") }}');
    assert.equal(
      chosen('class A {\n  a string @al$0ias("x")\n}', '@alias', true),
      'class A {\n  a string @alias("x")\n}',
    );
    assert.equal(chosen('cla$0ss A {\n}', 'class', true), 'class A {\n}');
    const client = 'client<llm> K {\n  provider openai\n  options {\n    mo$0del "x"\n  }\n}';
    assert.equal(chosen(client, 'model', true), client.replace('$0', ''));
  });
});
