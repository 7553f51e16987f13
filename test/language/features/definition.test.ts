import assert from 'node:assert/strict';
import { cursor, drawn } from '../../support/cursor';

/** From the cursor to the marked names. */
function goes(source: string): void {
  const { snapshot, uri, offset, files, marked } = cursor(source);
  const found = snapshot.definition(uri, offset);
  const selections = (found?.targets ?? []).map(({ uri: file, selection }) => ({ uri: file, span: selection }));
  assert.equal(drawn(files, selections), drawn(files, marked));
}

describe('definition', () => {
  it('goes from a type to its declaration in another file', () =>
    goes('class A { b (B$0[] | C)? }\n//- b.baml\nclass <|B|> { }\nclass C { }\n'));

  it('goes to every declaration of a name that is declared twice', () =>
    goes('function F(a: $0A) -> int { }\nclass <|A|> { }\n//- b.baml\nclass <|A|> { x int }\n'));

  it('stays on a declaration', () => goes('enum <|Col$0or|> {\n  Red\n}\n'));

  it('goes from the end of a name', () => goes('class <|A|> { }\ntype B = A$0\n'));

  it('finds nothing in keywords, primitives, strings and between names', () => {
    for (const source of [
      'cl$0ass A { }',
      'class A { x str$0ing }',
      'class A { x int @alias("A$0") }',
      'class A  $0 { }',
    ])
      goes(source);
  });

  it('goes from a client name, quoted or bare, and from the members of a strategy', () => {
    goes('function F() -> int { client Fa$0st\n prompt #""# }\nclient<llm> <|Fast|> { provider openai }\n');
    goes('function F() -> int { client "Fa$0st"\n prompt #""# }\nclient<llm> <|Fast|> { provider openai }\n');
    goes(
      'client<llm> A { provider fallback\n options { strategy [B$0, C] } }\nclient<llm> <|B|> { provider openai }\n',
    );
  });

  it('goes from a retry policy to its declaration', () =>
    goes('client<llm> A { provider openai\n retry_policy R$0 }\nretry_policy <|R|> { max_retries 1 }\n'));

  it('goes from a test to the function and from its arguments to parameters, fields and values', () => {
    const declared = (marked: string) =>
      'class Person { name string colour Colour }\nenum Colour {\n  Red\n}\nfunction F(p: Person[]?) -> int { }\n'.replace(
        marked,
        `<|${marked}|>`,
      );
    const test = (at: string) =>
      'test T { functions [F]\n args { p [{ name "x", colour "Red" }] } }\n'.replace(at, `${at}$0`);
    goes(declared('F') + test('F'));
    goes(declared('p') + test('p').replace('typ$0e', 'type'));
    goes(declared('name') + test('name'));
    goes(declared('Red') + test('Red'));
  });

  it('goes to the classes that a key of a union may belong to', () =>
    goes(
      'class A { <|n|> int }\nclass B { <|n|> int }\nfunction F(x: A | B) -> int { }\ntest T { functions [F]\n args { x { $0n 1 } } }\n',
    ));

  it('tells the types of a type builder apart', () => {
    const source =
      'test T { functions [F]\n type_builder { class <|X|> { }\n dynamic class P { x X$0\n } }\n args { } }\n' +
      'test U { functions [F]\n type_builder { class X { }\n } }\nclass P { @@dynamic }\n';
    goes(source);
  });

  it('goes to a field that a type builder adds', () =>
    goes(
      'class P { @@dynamic }\nfunction F(p: P) -> int { }\n' +
        'test T { functions [F]\n type_builder { dynamic class P { <|more|> int\n } }\n args { p { more$0 1 } } }\n',
    ));

  it('goes from a prompt to parameters, fields, values, template strings and variables', () => {
    const project = (declared: string, prompt: string) =>
      'class A { name string }\nenum E {\n  Red\n}\ntemplate_string Show(x: A) #""#\nfunction F(list: A[]) -> int { client "openai/x"\n prompt #"\n'.replace(
        declared,
        `<|${declared.trim()}|>`,
      ) + `${prompt}\n"# }\n`;
    goes(project('list', '{{ list$0 }}'));
    goes(project('name', '{% for a in list %}{{ a.name$0 }}{% endfor %}'));
    goes(project('Red', '{{ E.Red$0 }}'));
    goes(project('E', '{{ E$0.Red }}'));
    goes(project('Show', '{{ Show$0(list[0]) }}'));
    goes(project('none', '{% for <|a|> in list %}{{ a$0.name }}{% endfor %}'));
    goes(project('none', '{% set <|a|> = 1 %}{{ a$0 }}'));
    goes(project('none', '{{ ctx$0.output_format }}'));
  });

  it('goes from a check to the fields of the class', () =>
    goes(
      'class A { b B @assert({{ this.<|n|> > 1 }}) }\nclass B { n int }'
        .replace('<|n|>', 'n$0')
        .replace('n int', '<|n|> int'),
    ));

  it('says what was asked about and how far the declaration reaches', () => {
    const { snapshot, uri, offset } = cursor('type T = A$0\nclass A {\n}\n');
    const found = snapshot.definition(uri, offset)!;
    assert.deepEqual(found, {
      origin: { start: 9, end: 10 },
      targets: [{ uri, span: { start: 11, end: 22 }, selection: { start: 17, end: 18 } }],
    });
  });
});
