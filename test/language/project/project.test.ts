import assert from 'node:assert/strict';
import fc from 'fast-check';
import { createProject } from '../../../server/src/language/languageService';
import { parse } from '../../../server/src/language/syntax/parse';
import { tokensOf } from '../../../server/src/language/syntax/tree';
import { diagnosticsCorpus } from '../../support/corpus';

const PERSON = 'class Person {\n  name string\n}\n';
const EXTRACT = `function Extract(text: string) -> Person {
  client "openai/gpt-4o"
  prompt #"{{ text }} {{ ctx.output_format }}"#
}
`;

/** Asks a snapshot of the text for everything it can say. */
function askEverything(text: string): void {
  const project = createProject();
  project.setFile('a.baml', text);
  project.setFile('b.baml', PERSON);
  const snapshot = project.snapshot();
  for (const uri of snapshot.uris) {
    for (const { span } of snapshot.diagnostics(uri)) {
      assert.ok(0 <= span.start && span.start <= span.end && span.end <= snapshot.text(uri)!.length, text);
    }
    snapshot.codeLenses(uri);
    snapshot.documentSymbols(uri);
  }
  for (const { name } of snapshot.functions()) JSON.stringify(snapshot.runnable(name));
}

describe('project', function () {
  this.timeout(60_000);
  it('gives the same snapshot until a file changes', () => {
    const project = createProject();
    project.setFile('a.baml', PERSON);
    const before = project.snapshot();
    project.setFile('a.baml', PERSON);
    assert.equal(project.snapshot(), before);
    project.setFile('a.baml', PERSON + '\n');
    assert.notEqual(project.snapshot(), before);
    assert.equal(before.text('a.baml'), PERSON, 'an old snapshot keeps its text');
  });

  it('sees names of all files, whatever their order', () => {
    const project = createProject();
    project.setFile('z.baml', EXTRACT);
    assert.deepEqual(
      project
        .snapshot()
        .diagnostics('z.baml')
        .map(({ code }) => code),
      ['unknown-types'],
    );
    project.setFile('a.baml', PERSON);
    assert.deepEqual(project.snapshot().diagnostics('z.baml'), []);
    project.removeFile('a.baml');
    assert.equal(project.snapshot().diagnostics('z.baml').length, 1);
    assert.deepEqual(project.snapshot().uris, ['z.baml']);
  });

  it('answers nothing about a file it does not have', () => {
    const snapshot = createProject().snapshot();
    assert.equal(snapshot.text('x.baml'), undefined);
    assert.deepEqual(snapshot.diagnostics('x.baml'), []);
    assert.deepEqual(snapshot.documentSymbols('x.baml'), []);
    assert.equal(snapshot.runnable('F').ok, false);
  });

  describe('runnable', () => {
    it('is refused for errors that the function leads to, not for others', () => {
      const project = createProject();
      project.setFile('a.baml', PERSON.replace('string', 'strin'));
      project.setFile('b.baml', EXTRACT + 'class Unrelated {\n  x Missing\n}\n');
      const refused = project.snapshot().runnable('Extract');
      assert.ok(!refused.ok);
      assert.deepEqual(
        refused.problems.map(({ uri, diagnostic }) => [uri, diagnostic.code]),
        [['a.baml', 'unknown-types']],
      );
      project.setFile('a.baml', PERSON);
      assert.ok(project.snapshot().runnable('Extract').ok);
    });

    it('says what to do when there is no such function', () => {
      const result = createProject().snapshot().runnable('Nobody');
      assert.ok(!result.ok);
      assert.match(result.problems[0]!.diagnostic.message, /`Nobody`/);
    });
  });

  it('finds the same after any edits as a new project does', () => {
    const texts = diagnosticsCorpus().map(({ text }) => text);
    const edit = fc.record({
      uri: fc.constantFrom('a.baml', 'b.baml', 'c.baml'),
      text: fc.constantFrom(...texts),
      cut: fc.option(fc.nat(400), { nil: undefined }),
      insert: fc.constantFrom(
        '',
        '\n',
        'class Twin { x Missing }\n',
        ' // c',
        'template_string T() #"{{ ctx.output_format }}"#',
      ),
      ask: fc.boolean(),
    });
    fc.assert(
      fc.property(fc.array(edit, { minLength: 1, maxLength: 12 }), (edits) => {
        const project = createProject();
        const now = new Map<string, string>();
        for (const { uri, text, cut, insert, ask } of edits) {
          const before = now.get(uri) ?? '';
          const next = cut === undefined ? text : before.slice(0, cut) + insert + before.slice(cut);
          now.set(uri, next);
          project.setFile(uri, next);
          if (ask) for (const other of now.keys()) project.snapshot().diagnostics(other);
        }
        const fresh = createProject();
        for (const [uri, text] of now) fresh.setFile(uri, text);
        for (const uri of now.keys()) {
          assert.deepEqual(project.snapshot().diagnostics(uri), fresh.snapshot().diagnostics(uri));
        }
      }),
      { numRuns: 60 },
    );
  });

  describe('never throws', () => {
    it('on any text', () => {
      fc.assert(fc.property(fc.string({ unit: 'binary', maxLength: 200 }), askEverything), { numRuns: 100 });
    });

    it('on the corpus, cut and with tokens left out, doubled and swapped', () => {
      const texts = diagnosticsCorpus().map(({ text }) => text);
      texts.forEach((text, index) => {
        askEverything(text);
        const tokens = [...tokensOf(parse(text).root)].map(({ start, end }) => text.slice(start, end));
        for (let i = index % 89; i < tokens.length; i += 89) {
          askEverything(tokens.slice(0, i).join(''));
          askEverything(tokens.toSpliced(i, 1).join(''));
          askEverything(tokens.toSpliced(i, 0, tokens[i]!).join(''));
          askEverything(tokens.toSpliced(i, 2, tokens[i + 1] ?? '', tokens[i]!).join(''));
        }
      });
    });

    const chain = (count: number, link: (i: number) => string) =>
      Array.from({ length: count }, (_, i) => link(i)).join('\n');
    const hostile: Readonly<Record<string, string>> = {
      'a long chain of classes': chain(5_000, (i) => `class A${i} { x A${i + 1} }`) + ' class A5000 { x int }',
      'a ring of classes': chain(2_000, (i) => `class A${i} { x A${(i + 1) % 2_000} }`),
      'a long chain of aliases': chain(5_000, (i) => `type A${i} = A${i + 1}`) + '\ntype A5000 = int',
      'aliases of lists of aliases': chain(1_000, (i) => `type A${i} = A${i + 1}[]`) + '\ntype A1000 = int',
      'aliases that double': chain(60, (i) => `type A${i} = map<string, A${i + 1}> | A${i + 1}[]`) + '\ntype A60 = int',
      'unions that double': chain(60, (i) => `type A${i} = A${i + 1} | A${i + 1}`) + '\ntype A60 = int | null',
      'a ring of clients': chain(
        1_000,
        (i) => `client<llm> A${i} { provider fallback\n options { strategy [A${(i + 1) % 1_000}] } }`,
      ),
      'thousands of one name': chain(1_000, () => 'class A { x int }'),
    };
    for (const [name, text] of Object.entries(hostile)) {
      it(`on ${name}`, () => {
        const use =
          'function F(a: A0[]) -> A0 {\n client "openai/x"\n prompt #"{{ a }}"#\n}\nclass U { a A0? @skip }\n';
        askEverything(`${use}${text}`);
      });
    }
  });
});
