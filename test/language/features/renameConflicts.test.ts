import { refuses, renames } from '../../support/rename';

describe('a rename', () => {
  it('refuses names that the language does not take', () => {
    refuses('class A$0 { }', 'b', /upper-case letter: `B`/);
    refuses('class A$0 { }', 'B-C', /letters, digits and `_`/);
    refuses('class A$0 { }', '', /cannot be empty/);
    refuses('class A$0 { }', 'Ünder', /letters, digits/);
    refuses('class A$0 { }', 'Json', /reserved for a built-in type/);
    refuses('class A$0 { }', 'BamlClient', /reserved for generated code/);
    refuses('enum E {\n  Red$0\n}', 'red', /upper-case letter: `Red`/);
    refuses('class A { x$0 int }', 'for', /keyword/);
    refuses('class A { x$0 int }', '_x', /begin with a letter/);
    refuses('function F(x$0: int) -> int { }', 'ctx', /meaning of its own in prompts/);
    const python = '\n//- g.baml\ngenerator g { output_type "python/pydantic" }\n';
    refuses(`class A { x$0 int }${python}`, 'from', /Python/);
    refuses(`enum E {\n  Red$0\n}${python}`, 'None', /Python/);
    renames('class A { <|x$0|> int }\n', 'from');
  });

  it('lets expression functions begin with a small letter', () => {
    renames('function <|Twice$0|>(x: int) -> int {\n  let y = <|Twice|>(x);\n  y\n}\n', 'twice');
    refuses('function F$0() -> int { client "openai/x"\n prompt #""# }', 'f', /upper-case/);
  });

  it('refuses names that are taken', () => {
    refuses('class A$0 { }\n//- b.baml\nclient<llm> B { }', 'B', /`B` is a client of this project already/);
    refuses('class A { x$0 int y int }', 'y', /`A` has a field `y` already/);
    refuses('enum E {\n  A$0\n  B\n}', 'B', /`E` has a value `B` already/);
    refuses('function F(x$0: int, y: int) -> int { }', 'y', /`F` has a parameter `y` already/);
    refuses('test A$0 { functions [F] }\n//- b.baml\ntest B { functions [G, F] }', 'B', /`F` has a test `B` already/);
    renames('test <|A$0|> { functions [F] }\ntest B { functions [G] }', 'B');
    refuses('generator a$0 { }\ngenerator b { }', 'b', /generator `b` already/);
    const built = 'test T { functions [F]\n type_builder { class X$0 { }\n class Y { }\n } }\nclass A { }\n';
    refuses(built, 'Y', /A test has a class `Y` already/);
    refuses(built, 'A', /`A` is a class of this project already/);
    refuses(built.replace('$0', '').replace('A', 'A$0'), 'X', /A test has a class `X` already/);
    refuses(
      'class P { x$0 int }\ntest T { type_builder { dynamic class P { y int\n } } }',
      'y',
      /`P` has a field `y` already/,
    );
  });

  it('refuses names that mean something else in a prompt', () => {
    const prompt = (text: string) =>
      `template_string T() #""#\nfunction F(x: int, l: int[]) -> int { client "openai/x"\n prompt #"${text}"# }\n`;
    refuses(prompt('{% for i in l %}{{ x$0 }}{% endfor %}'), 'i', /`i` is a variable already where `x` is used/);
    refuses(prompt('{% for i$0 in l %}{{ x }}{% endfor %}'), 'x', /`x` is a parameter already where `i` is used/);
    refuses(prompt('{% set i$0 = 1 %}{{ i }}'), 'T', /`T` is a template string already/);
    renames(prompt('{% for i in l %}{% endfor %}{{ <|x$0|> }}').replace('F(x', 'F(<|x|>'), 'i');
  });

  it('refuses names that stand beside the old one in test arguments', () => {
    const project =
      'class A { n$0 int }\nfunction F(x: A) -> int { }\nfunction G(y: A) -> int { }\n' +
      'test T { functions [F, G]\n args { x { n 1, m 2 } y { n 3 } } }\n';
    refuses(project, 'm', /The arguments of the test `T` have a `m` already/);
    refuses(project.replace('$0', '').replace('x:', 'x$0:'), 'y', /The arguments of the test `T` have a `y` already/);
  });
});
