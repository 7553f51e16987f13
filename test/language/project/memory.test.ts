import assert from 'node:assert/strict';
import { createProject, type Project } from '../../../server/src/language/languageService';
import { parseFile, type SourceFile } from '../../../server/src/language/project/sourceFile';
import { Memory } from '../../../server/src/language/project/memory';
import { ProjectIndex } from '../../../server/src/language/project/projectIndex';
import { createSymbols } from '../../../server/src/language/project/symbolView';
import { changedKeys } from '../../../server/src/language/project/declared';
import { wordsAround } from '../../../server/src/language/project/words';
import { perFile, type Symbols } from '../../../server/src/language/semantics/symbols';

const FILES: Readonly<Record<string, string>> = {
  'address.baml': 'class Address {\n  street string\n}\n',
  'person.baml': 'class Person {\n  home Address\n}\n',
  'extract.baml':
    'function Extract(text: string) -> Person {\n  client "openai/x"\n  prompt #"{{ text }} {{ ctx.output_format }}"#\n}\n',
  'test.baml': 'test Case {\n  functions [Extract]\n  args { text "x" }\n}\n',
  'other.baml': 'class Other {\n  x int\n}\n',
};

function opened(files: Readonly<Record<string, string>> = FILES): Project {
  const project = createProject();
  for (const [uri, text] of Object.entries(files)) project.setFile(uri, text);
  for (const uri of project.takeAffected()) project.snapshot().diagnostics(uri);
  return project;
}

/** The files whose diagnostics an edit may have changed. */
function affected(uri: string, from: string, to: string, files = FILES): string[] {
  const project = opened(files);
  assert.ok(files[uri]!.includes(from));
  project.setFile(uri, files[uri]!.replace(from, to));
  return [...project.takeAffected()].sort();
}

describe('what an edit makes stale', () => {
  it('is everything, the first time somebody asks', () => {
    const project = createProject();
    project.setFile('a.baml', '');
    assert.deepEqual([...project.takeAffected()], ['a.baml']);
    assert.deepEqual([...project.takeAffected()], []);
  });

  it('is the edited file alone for comments, prompts and arguments of tests', () => {
    assert.deepEqual(affected('address.baml', 'class', '// note\nclass'), ['address.baml']);
    assert.deepEqual(affected('extract.baml', '{{ text }}', 'Read {{ text }}'), ['extract.baml']);
    assert.deepEqual(affected('test.baml', '"x"', '"y"'), ['test.baml']);
  });

  it('is what looked at a declaration when that changes', () => {
    assert.deepEqual(affected('extract.baml', 'text: string', 'text: int'), ['extract.baml', 'test.baml']);
    assert.ok(affected('address.baml', 'class Address', 'class Adress').includes('person.baml'));
    for (const uri of ['other.baml', 'test.baml']) {
      assert.ok(!affected('address.baml', 'class Address', 'class Adress').includes(uri), uri);
    }
  });

  it('is what was proposed by order when that changes', () => {
    const [a, b] = ['A', 'B'].map((name) => `client<llm> ${name} {\n  provider openai\n}\n`);
    const files = { 'clients.baml': `${a}${b}`, 'f.baml': 'function F() -> int {\n  prompt #"x"#\n}\n' };
    const project = opened(files);
    project.setFile('clients.baml', `${b}${a}`);
    assert.deepEqual(
      project.snapshot().diagnostics('f.baml'),
      opened({ ...files, 'clients.baml': `${b}${a}` })
        .snapshot()
        .diagnostics('f.baml'),
    );
  });

  it('is what missed a name when that is declared', () => {
    const files = { ...FILES, 'address.baml': '' };
    const project = opened(files);
    assert.equal(project.snapshot().diagnostics('person.baml').length, 1);
    project.setFile('new.baml', FILES['address.baml']!);
    assert.deepEqual(project.snapshot().diagnostics('person.baml'), []);
    project.removeFile('new.baml');
    assert.equal(project.snapshot().diagnostics('person.baml').length, 1);
  });

  it('is what speaks of a place in a file when that moves', () => {
    const files = { 'a.baml': 'class Twin {\n  x int\n}\n', 'b.baml': 'class Twin {\n  x int\n}\n' };
    const project = opened(files);
    project.setFile('a.baml', '\n' + files['a.baml']);
    assert.equal(project.snapshot().diagnostics('b.baml')[0]!.related![0]!.span.start, 1 + 'class '.length);
  });

  it('does not grow with edits, and goes with the file', () => {
    const index = ProjectIndex.empty.with(new Map([['a', parseFile('a', 'class A { b B }')]]));
    const memory = new Memory(index);
    const ask = perFile((_: SourceFile, symbols: Symbols) => symbols.classes.has('B'));
    ask(index.file('a')!, createSymbols(index, memory));
    assert.equal(memory.size, 1);
    const gone = index.with(new Map([['a', undefined]]));
    memory.forget('a');
    memory.advance(gone, changedKeys(index.file('a'), undefined));
    assert.equal(memory.size, 0);
  });

  it('is not seen through an old snapshot, which stays as it was', () => {
    const project = opened();
    const before = project.snapshot();
    project.setFile('address.baml', '');
    assert.equal(project.snapshot().diagnostics('person.baml').length, 1);
    assert.deepEqual(before.diagnostics('person.baml'), []);
    assert.equal(project.snapshot().diagnostics('person.baml').length, 1);
  });
});

describe('perFile', () => {
  /** A project of three files whose results are counted. */
  function counted(compute: (file: SourceFile, symbols: Symbols) => unknown) {
    let index = ProjectIndex.empty;
    const memory = new Memory(index);
    let count = 0;
    const ask = perFile((file: SourceFile, symbols: Symbols) => {
      count++;
      return compute(file, symbols);
    });
    return {
      set(uri: string, text: string) {
        const [before, after] = [index.file(uri), parseFile(uri, text)];
        index = index.with(new Map([[uri, after]]));
        memory.forget(uri);
        const words = memory.askedWords(wordsAround(before?.text ?? '', text));
        memory.advance(index, new Set([...changedKeys(before, after), ...words]));
      },
      ask(uri: string) {
        const before = count;
        const value = ask(index.file(uri)!, createSymbols(index, memory));
        return { value, computed: count - before };
      },
    };
  }

  it('computes again only when something looked at has changed', () => {
    const project = counted((_, symbols) => symbols.classes.get('A')?.decl.fields.length);
    project.set('a', 'class A { x int }');
    project.set('b', '');
    assert.deepEqual(project.ask('b'), { value: 1, computed: 1 });
    assert.deepEqual(project.ask('b'), { value: 1, computed: 0 });
    project.set('a', 'class B { }\nclass A { x int }');
    assert.deepEqual(project.ask('b'), { value: 1, computed: 0 }, 'a declaration that moved is the same');
    project.set('a', 'class A { x int\n y int }');
    assert.deepEqual(project.ask('b'), { value: 2, computed: 1 });
  });

  it('depends on what the results it uses depend on', () => {
    const inner = perFile((_: SourceFile, symbols: Symbols) => symbols.classes.has('A'));
    const project = counted((_, symbols) => inner(symbols.file('b')!, symbols));
    for (const [uri, text] of Object.entries({ a: 'class A { }', b: '', c: '' })) project.set(uri, text);
    assert.deepEqual(project.ask('c'), { value: true, computed: 1 });
    project.set('a', '');
    assert.deepEqual(project.ask('c'), { value: false, computed: 1 });
  });

  it('sees words come and go, in any file and any place', () => {
    const project = counted((file, symbols) => symbols.isMentionedOutside('Ann', file));
    project.set('a', 'class Ann { }');
    project.set('b', '// nobody');
    assert.deepEqual(project.ask('a'), { value: false, computed: 1 });
    project.set('b', '// nobody but Annie');
    assert.deepEqual(project.ask('a'), { value: false, computed: 0 });
    project.set('b', '// nobody but Ann');
    assert.deepEqual(project.ask('a'), { value: true, computed: 1 });
    project.set('b', '// nobody but Ann and Bob');
    assert.deepEqual(project.ask('a'), { value: true, computed: 0 });
    project.set('b', '');
    assert.deepEqual(project.ask('a'), { value: false, computed: 1 });
  });
});
