import assert from 'node:assert/strict';
import { parseFile } from '../../../server/src/language/project/sourceFile';
import { symbolsOf } from '../../../server/src/language/project/symbolView';
import { mayName } from '../../../server/src/language/semantics/mayName';
import { occurrencesOf } from '../../../server/src/language/semantics/occurrences';
import { symbolKey, type SymbolId } from '../../../server/src/language/semantics/occurrence';
import { corpus } from '../../support/corpus';

const FIELD: SymbolId = { kind: 'field', name: 'name', owner: 'Person' };

describe('a file may name a member', () => {
  const may = (text: string, thing = FIELD) => mayName(parseFile('a.baml', text), thing);

  it('in its owner, in tests, templates, checks and expression functions', () => {
    assert.ok(may('class Person { name string }'));
    assert.ok(may('test T { args { p { name "x" } } }'));
    assert.ok(may('template_string T(p: Person) #"the name {{ p.name }}"#'));
    assert.ok(may('template_string T(p: Person) #"{% if p.name'));
    assert.ok(may('template_string T(p: Person) #"{{ "}}" ~ p.name }}"#'));
    assert.ok(may('class Other { p Person @assert({{ this.name }}) }'));
    assert.ok(may('function F(p: Person) -> string {\n  let x = p.name;\n  x\n}'));
  });

  it('but not in other classes, in plain text, in comments and as a part of a word', () => {
    assert.ok(!may('class Other { name string }'));
    assert.ok(!may('enum Other {\n  name @description("name")\n}'));
    assert.ok(!may('template_string T(p: Person) #"the name {{ p.first }} of the name"#'));
    assert.ok(!may('// name\nclient<llm> name { provider openai }'));
    assert.ok(!may('class Person { names string }'));
  });

  it('wherever it does', () => {
    for (const { name, text } of corpus().filter((file) => file.text.length < 20_000)) {
      const file = parseFile('a.baml', text);
      const seen = new Set<string>();
      for (const { symbol } of occurrencesOf(file, symbolsOf([file]))) {
        if (seen.has(symbolKey(symbol))) continue;
        seen.add(symbolKey(symbol));
        assert.ok(mayName(file, symbol), `${name}: ${symbolKey(symbol)}`);
      }
    }
  }).timeout(60_000);
});
