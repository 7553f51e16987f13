import assert from 'node:assert/strict';
import { cursor, drawn } from '../../support/cursor';

/** The marked places are what is found, with or without the declaration. */
function finds(source: string, includeDeclaration = true): void {
  const { snapshot, uri, offset, files, marked } = cursor(source);
  assert.equal(drawn(files, snapshot.references(uri, offset, includeDeclaration)), drawn(files, marked));
}

describe('references', () => {
  it('are found in all files', () =>
    finds(
      'class <|Per$0son|> { friends <|Person|>[] }\nclass Personal { }\n' +
        '//- b.baml\nfunction F(person: <|Person|> | Personal) -> <|Person|>? { }\n',
    ));

  it('leave the declaration out when asked', () =>
    finds('class A { x <|A|>? y <|A$0|>[] }\n//- b.baml\nclass A { }\ntype T = <|A|>\n', false));

  it('of a field are those of its own class', () =>
    finds(
      'class A { <|name$0|> string }\nclass B { name string }\nfunction F(a: A, b: B) -> int { }\n' +
        '//- test.baml\ntest T { functions [F]\n args { a { <|name|> "name" } b { "name" "x" } } }\n',
    ));

  it('of a value are written quoted and bare', () =>
    finds(
      'enum E {\n  <|Red|>\n}\nenum Other {\n  Red\n}\nfunction F(e: E, f: map<E, E>) -> int { }\n' +
        'test T { functions [F]\n args { e <|Red$0|>\n f { <|Red|> "<|Red|>" } } }\n',
    ));

  it('of a parameter are those of the tests of its function', () =>
    finds(
      'function F(<|x$0|>: int) -> int { }\nfunction G(x: int) -> int { }\n' +
        'test T { functions [F]\n args { <|x|> 1 } }\ntest U { functions [G]\n args { x 1 } }\n',
    ));

  it('of a test are its declaration alone', () =>
    finds('test <|Sam$0e|> { functions [F] }\ntest Same { functions [G] }\n'));

  it('of a type of a test stay in that test', () =>
    finds(
      'class P { @@dynamic }\ntest T { functions [F]\n type_builder { class <|X|> { x int }\n dynamic class P { x <|X$0|>\n } } }\n' +
        '//- b.baml\ntest T { functions [G]\n type_builder { class X { x int }\n dynamic class P { x X\n } } }\n',
    ));

  it('are found in prompts, template strings and checks', () => {
    finds(
      'class A { <|name$0|> string }\nclass B { a A @assert({{ this.<|name|>|length > 1 }}) }\n' +
        '//- f.baml\nfunction F(as: A[], name: string) -> int { client "openai/x"\n' +
        ' prompt #"name: {{ as[0].<|name|> }} {{ name }} {% for a in as if a.<|name|> %}{{ a["<|name|>"] }}{% endfor %}"# }\n',
    );
    finds(
      'template_string <|T$0|>(x: int) #"{{ x }}"#\n' +
        'function F(x: int) -> int { client "openai/x"\n prompt #"T {{ <|T|>(x) }} {{ <|T|>(2) }}"# }\n',
    );
    finds(
      'function F(<|x|>: int) -> int { client "openai/x"\n prompt #"x {{ <|x$0|> }}{% if <|x|> > 1 %}{% endif %}"# }\n' +
        'test T { functions [F]\n args { <|x|> 1 }\n @@assert({{ <|x|> > 1 }}) }\n',
    );
  });

  it('are found in texts of templates that name something', () => {
    finds(
      'class <|P$0|> { a int }\nfunction F(l: <|P|>) -> <|P|> { client "openai/x"\n prompt #"P {{ ctx.output_format(hoist_classes=["<|P|>", "Q"]) }}"# }\n',
    );
    finds(
      'enum E {\n  <|Red$0|>\n}\nfunction F(e: E, l: E[]) -> int { client "openai/x"\n' +
        ' prompt #"{% if "<|Red|>" in l or e in ["<|Red|>"] or e != "<|Red|>" %}{{ "Red" }}{% endif %}"# }\n',
    );
    finds(
      'class A { <|n$0|> string }\nfunction F(as: A[]) -> int { client "openai/x"\n' +
        ' prompt #"{{ as|map(attribute="<|n|>")|join("n") }}{{ as|sort(attribute="<|n|>") }}"# }\n',
    );
  });

  it('of a variable stay in its template', () =>
    finds(
      'function F(l: int[]) -> int { client "openai/x"\n prompt #"{% for <|i|> in l %}{{ <|i$0|> }}{% endfor %}{% for i in l %}{{ i }}{% endfor %}"# }\n',
    ));

  it('are none where nothing is named', () => finds('class A { x int$0 }\n'));
});
