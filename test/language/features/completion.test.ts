import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { createProject } from '../../../server/src/language/languageService';
import { openCase } from '../../support/completionCases';

const CASES = `${__TEST_ROOT__}/language/features/completion`;

/** Every case of the folder beside this file, as one source. */
const SOURCES = readdirSync(CASES)
  .filter((name) => name.endsWith('.baml'))
  .flatMap((name) => readFileSync(`${CASES}/${name}`, 'utf8').split(/^(?=\/\/# )/m));

function labels(source: string, trigger?: string): readonly string[] {
  const { snapshot, uri, offset } = openCase(source);
  return snapshot.completions(uri, offset, trigger)?.items.map(({ label }) => label) ?? [];
}

describe('completion', () => {
  it('replaces the typed word, or the whole word when told to overwrite', () => {
    for (const [source, before, whole] of [
      ['class A {\n  x st$0ring[]\n}', 'st', 'string'],
      ['client<llm> A {\n  provider "open$0ai-generic"\n}', 'open', 'openai-generic'],
      ['generator g {\n  output_type python/p$0ydantic\n}', 'python/p', 'python/pydantic'],
    ] as const) {
      const { snapshot, uri, text, offset } = openCase(source);
      const { insert, replace } = snapshot.completions(uri, offset)!;
      assert.equal(text.slice(insert.start, insert.end), before);
      assert.equal(text.slice(replace.start, replace.end), whole);
    }
  });

  it('takes the whole attribute for the typed word, sign and dots included', () => {
    const { snapshot, uri, text, offset } = openCase('class A {\n  x string @stream.d$0one\n}');
    const { insert, replace } = snapshot.completions(uri, offset)!;
    assert.equal(text.slice(insert.start, insert.end), '@stream.d');
    assert.equal(text.slice(replace.start, replace.end), '@stream.done');
  });

  it('says what the code sees with a stream attribute and without it', () => {
    const { snapshot, uri, offset } = openCase('class A {\n  x string @$0\n}');
    const done = snapshot.completions(uri, offset)!.items.find(({ label }) => label === '@stream.done')!;
    assert.match(
      done.documentation!,
      /\| without \| grows letter by letter \|\n\| with \| held until its closing quote \|/,
    );
  });

  it('opens by itself only where something has to follow', () => {
    assert.ok(labels('class A {\n  x $0\n}', ' ').length);
    assert.deepEqual(labels('class A {\n  x int $0\n}', ' '), []);
    assert.deepEqual(labels('class A {\n  $0\n}', ' '), []);
    assert.deepEqual(labels('client<llm> A {\n  options {$0\n  }\n}', '{'), []);
    assert.ok(labels('client<llm> A {\n  provider $0\n}', ' ').length);
    assert.deepEqual(labels('function F() -> int {\n  client "a $0"\n}', ' '), []);
    const tested =
      'function F(x: bool[]) -> int { client A prompt #"x"# }\ntest T {\n  functions [F]\n  args {\n    x [$0';
    assert.ok(labels(tested).length);
    assert.deepEqual(labels(tested, '['), []);
    assert.ok(labels('function F() -> int { client A prompt #"x"# }\ntest T {\n  functions [$0', '[').length);
  });

  it('answers all over every case, without a label twice', () => {
    for (const source of SOURCES) {
      const project = createProject();
      const text = source.replace('$0', '');
      project.setFile('a.baml', text);
      const snapshot = project.snapshot();
      // Not every offset each time a test runs, but over the cases every place of a word and between words.
      for (let offset = text.length % 4; offset <= text.length; offset += 3 + ((offset * 7) % 5)) {
        const found = snapshot.completions('a.baml', offset);
        if (!found) continue;
        assert.ok(found.insert.start <= offset && offset <= found.insert.end && found.insert.end <= found.replace.end);
        const keys = found.items.map(({ label, kind }) => `${kind} ${label}`);
        assert.equal(new Set(keys).size, keys.length);
      }
    }
  }).timeout(60_000);

  it('answers all over the corpus of diagnostics, also where the file ends at the cursor', () => {
    const corpus = `${__TEST_ROOT__}/fixtures/diagnostics`;
    const names = readdirSync(corpus).filter((name) => name.endsWith('.baml'));
    assert.ok(names.length > 100);
    const project = createProject();
    for (const [index, name] of names.entries()) {
      const text = readFileSync(`${corpus}/${name}`, 'utf8');
      for (let offset = index % 41; offset <= text.length; offset += 41) {
        project.setFile('a.baml', offset % 2 ? text : text.slice(0, offset));
        const snapshot = project.snapshot();
        const found = snapshot.completions('a.baml', offset);
        assert.deepEqual(snapshot.completions('a.baml', offset), found);
        snapshot.signatureHelp('a.baml', offset);
      }
    }
  }).timeout(60_000);

  it('answers in any text', () => {
    const piece = fc.oneof(
      fc.constantFrom(
        'class A {',
        '}',
        '\n',
        ' ',
        '@',
        '@@',
        '"',
        '#"',
        '"#',
        '{{',
        '}}',
        '{%',
        'x',
        'int',
        '|',
        '(',
        '[',
        '<',
      ),
      fc.constantFrom(
        'function F(',
        ') -> ',
        'client ',
        'prompt ',
        'options {',
        'test T {',
        'args {',
        'env.',
        '//',
        '{//',
        ',',
      ),
      fc.string({ maxLength: 5 }),
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 30 }), fc.nat(), (pieces, at) => {
        const text = pieces.join('');
        const project = createProject();
        project.setFile('a.baml', text);
        project.snapshot().completions('a.baml', at % (text.length + 1));
      }),
      { numRuns: 300 },
    );
  });

  it('answers in text that nobody wrote, in time', () => {
    for (const text of [
      '('.repeat(50_000),
      `class A { x ${'('.repeat(50_000)}`,
      `class A { x ${'map<string, '.repeat(20_000)}`,
      `type A = ${'B | '.repeat(50_000)}`,
      `test T { args { ${'a { '.repeat(50_000)}`,
      `test T { functions ${'['.repeat(50_000)}`,
      `template_string T() #"${'{{ ('.repeat(20_000)}`,
      `template_string T() #"{{ ${'a('.repeat(50_000)}`,
      `template_string T() #"${'{% set a %}'.repeat(20_000)}{% `,
      `template_string T() #"{{ ${'a.'.repeat(50_000)}`,
      `class A { x int ${'@check(a, {{ '.repeat(20_000)}`,
      `class A {\n${'  x int @stream.done\n'.repeat(20_000)}  y int @`,
      'x'.repeat(1_000_000),
      `// ${'x'.repeat(1_000_000)}`,
    ]) {
      const project = createProject();
      project.setFile('a.baml', text);
      const snapshot = project.snapshot();
      // Time of this process: other work on the machine does not count.
      const started = process.cpuUsage();
      snapshot.completions('a.baml', text.length);
      snapshot.signatureHelp('a.baml', text.length);
      const took = process.cpuUsage(started).user / 1000;
      assert.ok(took < 10_000, `${text.slice(0, 40)} took ${took.toFixed(0)} ms`);
    }
  }).timeout(60_000);

  it('answers outside of the text as at its ends', () => {
    const { snapshot, uri } = openCase('class A { x $0');
    assert.ok(snapshot.completions(uri, 1000));
    assert.ok(snapshot.completions(uri, -5));
    assert.equal(snapshot.completions('missing.baml', 0), undefined);
  });
});
