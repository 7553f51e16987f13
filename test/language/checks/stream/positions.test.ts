import assert from 'node:assert/strict';
import type { Diagnostic } from '../../../../server/src/language/diagnostic';
import { createProject } from '../../../../server/src/language/languageService';
import { openOracle } from '../../../support/oracle';

/**
 * Where the official compiler takes a stream attribute and where it refuses one: the rows of language reference 4.3. We report an error in
 * the same files, and none in the others, with each of the three names.
 */
const ACCEPTED: Readonly<Record<string, string>> = {
  '1 field of any type':
    'class A {\n  a string @stream.done\n  b A? @stream.done\n  c E @stream.done\n  d int[] @stream.done\n  e map<string, int> @stream.done\n  f int | string @stream.done\n  g "x" @stream.done\n  h image @stream.done\n  i T @stream.done\n}',
  '2 on the following line': 'class A {\n  a string\n  @stream.done\n  b int\n}',
  '3 field and whole optional': 'class A {\n  a string? @stream.done\n}',
  '4 inside an optional': 'class A {\n  a (string @stream.done)?\n}',
  '5 list element': 'class A {\n  a (string @stream.done)[]\n}',
  '6 union member': 'class A {\n  a int @stream.done | string\n  b int | (string @stream.done)\n}',
  '7 map key in parentheses': 'class A {\n  a map<(string @stream.done), int>\n}',
  '8 map value in parentheses': 'class A {\n  a map<string, (int @stream.done)>\n}',
  '14 class block at any place': 'class A {\n  @@stream.done\n  a string\n}\nclass B {\n  @@stream.done\n}',
  "15 class block on a field's line": 'class A {\n  a string @@stream.done\n}',
  '17 enum block': 'enum F {\n  V\n  @@stream.done\n}',
  '18 enum value': 'enum F {\n  V @stream.done\n}',
  '20 alias': 'type X = string @stream.done',
  '21 alias, inner': 'type X = (string @stream.done)[]',
  '22 recursive alias': 'type X = int | X[] @stream.done',
  '24 return type': fn('() -> string @stream.done') + '\n' + fn('() -> (string @stream.done)[]', 'G'),
  '25 parameter':
    fn('(x: string @stream.done, y: (int @stream.done)[]) -> string') +
    '\ntemplate_string S(a: string @stream.done) #"{{ a }}"#',
  '26 property':
    'function Z() -> string {\n  client "openai/gpt-4o" @stream.done\n  prompt #"x"# @stream.done\n}\nclient<llm> K {\n  provider openai @stream.done\n}\nretry_policy R {\n  max_retries 1 @stream.done\n}',
  '30 type builder': `class D {\n  a string\n  @@dynamic\n}\n${fn('() -> D')}\ntest U {\n  functions [Z]\n  args {}\n  type_builder {\n    dynamic class D {\n      b string @stream.done\n      @@stream.done\n    }\n    class N {\n      c (string @stream.done)[]\n      @@stream.done\n    }\n  }\n}`,
  '36 duplicate on a field': 'class A {\n  a string @stream.done @stream.done\n}',
  '38 arguments on a field': 'class A {\n  a string @stream.done(true)\n  b string @stream.done()\n}',
  '40 combinations':
    'class A {\n  a string @stream.done @stream.not_null @stream.with_state\n  b int? @stream.done @skip\n  c null @stream.not_null\n  @@stream.done\n}',
  '33 unknown name inside types':
    'class A {\n  a (string @stream.foo)[]\n}\n' + fn('(x: int @stream.foo) -> string @stream.foo'),
};

const REFUSED: Readonly<Record<string, string>> = {
  '9 map value, bare': 'class A {\n  a map<string, int @stream.done>\n}',
  '9 map value, bare, in an alias': 'type X = map<string, int @stream.done>',
  '9 map value, bare, in a result': fn('() -> map<string, int @stream.done>'),
  '10 before []': 'class A {\n  a string @stream.done[]\n}',
  '10 before ?': 'class A {\n  a string @stream.done?\n}',
  '11 between name and type': 'class A {\n  a @stream.done string\n}',
  '12 before the name': 'class A {\n  @stream.done a string\n}',
  '13 after a blank line': 'class A {\n  a string\n\n  @stream.done\n}',
  '16 class header': 'class A @stream.done {\n  a string\n}',
  '16 behind a class': 'class A {\n  a string\n} @stream.done',
  '19 single, after a blank line, in an enum': 'enum F {\n  V\n\n  @stream.done\n}',
  '23 block attribute behind an alias': 'type X = int @@stream.done',
  '27 block attribute in a function':
    'function Z() -> string {\n  client "openai/gpt-4o"\n  prompt #"x"#\n  @@stream.done\n}',
  '27 block attribute in a client': 'client<llm> K {\n  provider openai\n  @@stream.done\n}',
  '28 block attribute in a test': `${fn('() -> string')}\ntest U {\n  functions [Z]\n  args {}\n  @@stream.done\n}`,
  '29 block attribute on a result': fn('() -> string @@stream.done'),
  '29 block attribute on a parameter': fn('(x: string @@stream.done) -> string'),
  '31 unknown name': 'class A {\n  a string @stream.foo\n}',
  '31 unknown name in capitals': 'class A {\n  a string @stream.Done\n}',
  '31 a longer name': 'class A {\n  a string @stream.done.x\n}',
  '31 another first word': 'class A {\n  a string @streaming.done\n}',
  '31 on a class': 'class A {\n  a string\n  @@stream.foo\n}',
  '31 on a value': 'enum F {\n  V @stream.foo\n}',
  '31 on an enum': 'enum F {\n  V\n  @@stream.foo\n}',
  '32 unknown name on an alias': 'type X = int @stream.foo',
  '34 half a name': 'class A {\n  a string @stream\n}',
  '34 with an underscore': 'class A {\n  a string @stream_done\n}',
  '34 with colons': 'class A {\n  a string @stream::done\n}',
  '35 nothing behind the dot': 'class A {\n  a string @stream.\n}',
  '37 duplicate on a block': 'class A {\n  a string\n  @@stream.done\n  @@stream.done\n}',
  '39 arguments on a block': 'class A {\n  a string\n  @@stream.done(true)\n}',
  '41 names of the successor':
    'class A {\n  a string @stream.starts_as("x")\n}\nclass B {\n  a string @stream.type(int)\n}',
};

/** What the rows may refer to, and one function that the runtime can be asked for. */
const AROUND = `\nenum E {\n  V\n}\ntype T = string\n${fn('() -> string', 'Main')}\n`;

function fn(signature: string, name = 'Z'): string {
  return `function ${name}${signature} {\n  client "openai/gpt-4o"\n  prompt #"x"#\n}`;
}

describe('stream attributes: where they may stand', () => {
  for (const name of ['done', 'not_null', 'with_state']) {
    describe(`@stream.${name}`, () => {
      for (const [row, text] of Object.entries(ACCEPTED)) {
        it(`row ${row}: accepted`, () => {
          const source = text.replaceAll('stream.done', `stream.${name}`) + AROUND;
          openOracle(source, 'Main');
          assert.deepEqual(errorsIn(source), []);
        });
      }
      for (const [row, text] of Object.entries(REFUSED)) {
        it(`row ${row}: refused, and once is enough`, () => {
          const source = text.replaceAll('stream.done', `stream.${name}`) + AROUND;
          assert.throws(() => openOracle(source, 'Main'));
          const errors = errorsIn(source);
          // Each of two duplicates is one, as with the compiler; the last row has two attributes.
          assert.equal(errors.length, /^(?:37|41)/.test(row) ? 2 : 1, errors.map(({ message }) => message).join('\n'));
          if (!/^(?:27|28|35)/.test(row))
            assert.ok(
              errors.every(({ code }) => code.startsWith('stream-')),
              errors[0]?.code,
            );
        });
      }
    });
  }
});

function errorsIn(source: string): Diagnostic[] {
  const project = createProject();
  project.setFile('main.baml', source);
  return project
    .snapshot()
    .diagnostics('main.baml')
    .filter(({ severity }) => severity === 'error');
}
