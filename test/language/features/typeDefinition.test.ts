import assert from 'node:assert/strict';
import { cursor, drawn } from '../../support/cursor';

/** From the cursor to the marked declarations. */
function goes(source: string): void {
  const { snapshot, uri, offset, files, marked } = cursor(source);
  const found = snapshot.typeDefinition(uri, offset);
  const selections = (found?.targets ?? []).map(({ uri: file, selection }) => ({ uri: file, span: selection }));
  assert.equal(drawn(files, selections), drawn(files, marked));
}

describe('type definition', () => {
  it('goes from a field to every type that it names', () =>
    goes('class A { fie$0ld map<E, (B | C[])?> }\nclass <|B|> { }\n//- c.baml\nclass <|C|> { }\nenum <|E|> {\n}\n'));

  it('goes from a parameter, also where a test gives it', () => {
    goes('function F(p$0: P) -> int { }\ntype <|P|> = int\n');
    goes('function F(p: P) -> int { }\ntype <|P|> = int\ntest T { functions [F]\n args { p$0 1 } }\n');
  });

  it('goes from a function to its result, from an alias to what it stands for', () => {
    goes('function F$0() -> A[] { }\nclass <|A|> { }\n');
    goes('type T$0 = A | B\nclass <|A|> { }\nclass <|B|> { }\n');
    goes('class C { t T$0 }\ntype T = A | B\nclass <|A|> { }\nclass <|B|> { }\n');
  });

  it('goes from a value to its enum, and stays on a class', () => {
    goes('enum <|E|> {\n  Red$0\n}\n');
    goes('class <|A|> { a A$0? }\n');
  });

  it('knows the types of a test', () =>
    goes(
      'class P { @@dynamic }\ntest T { functions [F]\n type_builder { class <|X|> { }\n dynamic class P { more$0 X\n } } }\n',
    ));

  it('goes from names and expressions of a prompt', () => {
    const prompt = (text: string) =>
      `class <|A|> { n int }\nclass B { }\nfunction F(as: A[], b: B?) -> int { client "openai/x"\n prompt #"${text}"# }\n`;
    goes(prompt('{{ as$0 }}'));
    goes(prompt('{% for one in as %}{{ one$0.n }}{% endfor %}'));
    goes(prompt('{% for one$0 in as %}{{ one.n }}{% endfor %}'));
    goes(prompt('{{ (as|first$0) }}'));
  });

  it('finds nothing for what has no type of the project', () => {
    goes('class A { x$0 string }\n');
    goes('client<llm> K$0 { }\n');
  });
});
