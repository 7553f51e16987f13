import assert from 'node:assert/strict';
import { cursorAt } from '../../../../server/src/language/features/completion/cursor';
import type { JinjaPlace } from '../../../../server/src/language/features/completion/jinjaPlace';
import { jinjaPlaceAt } from '../../../../server/src/language/features/completion/jinjaPlace';
import { parseFile } from '../../../../server/src/language/project/sourceFile';
import { symbolsOf } from '../../../../server/src/language/project/symbolView';

function placeAt(marked: string): JinjaPlace | 'text' | undefined {
  const offset = marked.indexOf('$0');
  const file = parseFile('a.baml', marked.replace('$0', ''));
  return jinjaPlaceAt(cursorAt(file, offset)!, symbolsOf([file]));
}

const inPrompt = (text: string) => placeAt(`function F(x: string) -> string {\n  client A\n  prompt ##"${text}"##\n}`);

function tag(text: string): JinjaPlace {
  const place = inPrompt(text);
  assert.ok(place && place !== 'text', text);
  return place;
}

describe('the place in a template', () => {
  it('is none outside of one', () => {
    assert.equal(placeAt('class A { x int $0 }'), undefined);
    assert.equal(placeAt('template_string T() ##"a"##$0'), undefined);
    assert.equal(placeAt('template_string T() ##$0"{{"##'), undefined);
  });

  it('is text between tags, in comments and in raw text', () => {
    for (const text of [
      '$0',
      'a $0 {{ b }}',
      '{{ a }}$0',
      '{# $0 #}',
      '{# $0',
      '{% raw %}{{ $0 {% endraw %}',
      '{{ a\n$0',
    ])
      assert.equal(inPrompt(text), 'text', text);
  });

  it('has the tokens before the word, and the word', () => {
    const { tokens, word, tag: kind } = tag('{{ a.b | up$0per }}');
    assert.equal(kind, 'output');
    assert.deepEqual(
      tokens.map(({ value }) => value),
      ['a', '.', 'b', '|'],
    );
    assert.equal(word.text, 'up');
  });

  it('knows the quotes it is in', () => {
    const place = tag(`{{ f('a', "b$0`);
    assert.equal(place.string?.quote, '"');
    assert.equal(place.word.text, 'b');
    assert.equal(tag(`{{ f('a', "b" $0`).string, undefined);
  });

  it('knows the brackets that are open', () => {
    const { tokens, brackets } = tag('{{ f(a, [b, {"c": (1), "d": $0');
    assert.deepEqual(
      brackets.map((at) => tokens[at]!.value),
      ['(', '[', '{'],
    );
  });

  it('knows the blocks that are open', () => {
    assert.deepEqual(tag('{% if a %}{% for b in c %}{% endfor %}{% set d = 1 %}{% set e %}{% $0').blocks, [
      'if',
      'set',
    ]);
    assert.deepEqual(tag('{% for b in c %}{% if a %}{% endfor %}{% $0').blocks, []);
  });

  it('goes over lines only when the tag is closed behind', () => {
    assert.notEqual(inPrompt('{{ f(\n  a,\n  $0\n) }}'), 'text');
    assert.equal(inPrompt('{{ f(\n  a,\n  $0\n)'), 'text');
  });

  it('is known although the tag is not finished', () => {
    const analysis = tag('{% for a in [1, 2] %}{{ f(a, [$0').analysis()!;
    assert.ok(analysis.scopeAt(10_000).length === 0 || analysis.span.end > 0);
    assert.ok(analysis.scopeAt(analysis.span.end - 10).some(({ name }) => name === 'a'));
  });
});
