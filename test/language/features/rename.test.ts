import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { Diagnostic } from '../../../server/src/language/diagnostic';
import { createProject, type ProjectSnapshot } from '../../../server/src/language/languageService';
import { corpus } from '../../support/corpus';
import { cursor, edited } from '../../support/cursor';
import { refuses, renames } from '../../support/rename';

describe('rename', () => {
  it('of a class reaches all files', () =>
    renames(
      'class <|Per$0son|> { friend <|Person|>? }\nclass Personal { }\n' +
        '//- b.baml\nfunction F(p: <|Person|>[]) -> map<string, <|Person|>> { }\ntype P = <|Person|> | null\n',
      'Human',
    ));

  it('of a class begins at any of its names', () => renames('class <|A|> { }\n//- b.baml\ntype T = <|A$0|>[]\n', 'B'));

  it('of a field reaches test arguments, quoted and bare', () =>
    renames(
      'class A { <|na$0me|> string }\nclass B { name string }\nfunction F(a: A, b: B) -> int { }\n' +
        'test T { functions [F]\n args { a { <|name|> "name" } b { name "x" } } }\n' +
        'test U { functions [F]\n args { a { "<|name|>" "name" } b { name "x" } } }\n',
      'title',
    ));

  it('of an enum value keeps quotes where they are', () =>
    renames(
      'enum E {\n  <|Red|> @alias("Red")\n}\nfunction F(e: E[]) -> int { }\n' +
        'test T { functions [F]\n args { e [<|Red$0|>, "<|Red|>", #"<|Red|>"#] } }\n',
      'Crimson',
    ));

  it('of a function reaches its tests', () =>
    renames('function <|F$0|>() -> int { }\ntest T { functions [<|F|>, "<|F|>"] }\n', 'Gather'));

  it('of a client reaches functions, strategies and quotes', () =>
    renames(
      'client<llm> <|K$0|> { provider openai }\nclient<llm> All { provider fallback\n options { strategy [<|K|>, "<|K|>"] } }\n' +
        'function F() -> int { client "<|K|>"\n prompt #"K"# }\nfunction G() -> int { client <|K|>\n prompt #""# }\n' +
        'function H() -> int { client "openai/K"\n prompt #""# }\n',
      'Fast',
    ));

  it('of a retry policy, a template string, a generator and a test', () => {
    renames('retry_policy <|R$0|> { max_retries 1 }\nclient<llm> K { provider openai\n retry_policy <|R|> }\n', 'Slow');
    renames('template_string <|Te$0|>(x: int) #""#\n', 'Text');
    renames('generator <|g$0|> { output_type typescript }\n', 'typescript');
    renames('test <|t$0|> { functions [F] }\ntest t { functions [G] }\n', 'u');
  });

  it('of a parameter reaches the arguments of tests', () =>
    renames(
      'function F(<|x$0|>: int) -> int { }\nfunction G(x: int) -> int { }\n' +
        'test T { functions [F]\n args { <|x|> 1 } }\ntest U { functions [G]\n args { x 1 } }\n',
      'count',
    ));

  it('takes along what shares a place with it', () =>
    renames(
      'function F(<|x$0|>: int) -> int { }\nfunction G(<|x|>: int) -> int { }\nfunction H(x: int) -> int { }\n' +
        'test T { functions [F, G]\n args { <|x|> 1 } }\ntest U { functions [G]\n args { <|x|> 1 } }\n',
      'count',
    ));

  it('of a type of a type builder stays in its test', () =>
    renames(
      'class P { @@dynamic }\ntest T { functions [F]\n type_builder { class <|X$0|> { }\n dynamic class P { x <|X|>\n } } }\n' +
        'test U { functions [F]\n type_builder { class X { }\n } }\n',
      'Y',
    ));

  it('reaches into prompts, template strings and checks', () => {
    renames(
      'class A { <|name$0|> string @assert({{ this|length > 1 }})\n @@assert({{ this.<|name|> }}) }\n' +
        '//- f.baml\nfunction F(a: A, name: string) -> int { client "openai/x"\n prompt #"name {{ a.<|name|> }} {{ name }}"# }\n' +
        'template_string T(a: A) #"{{ a.<|name|>|upper }}"#\n',
      'title',
    );
    renames(
      'enum <|E$0|> {\n  Red\n}\nfunction F(e: <|E|>) -> int { client "openai/x"\n prompt #"{% if e == <|E|>.Red %}E{% endif %}"# }\n',
      'Colour',
    );
    renames(
      'enum E {\n  <|Red$0|>\n}\nfunction F(e: E) -> int { client "openai/x"\n prompt #"{% if e == E.<|Red|> or e == "<|Red|>" %}Red{% endif %}"# }\n',
      'Crimson',
    );
    renames(
      'template_string T() #""#\nfunction F(<|x|>: int) -> int { client "openai/x"\n prompt #"{{ T() }}{{ <|x$0|> }}"# }\n',
      'count',
    );
    renames(
      'function F(l: int[]) -> int { client "openai/x"\n prompt #"{% for <|x|> in l %}{{ <|x$0|> }}{% endfor %}{{ x }}"# }\n',
      'count',
    );
  });

  it('works while other parts are broken', () =>
    renames('class <|A$0|> { x }\nfunction F(a: <|A|>\n//- b.baml\nclass { @@@ }\n}\ntype T = <|A|>\n', 'B'));

  it('takes no notice of blanks around the new name', () => {
    const { snapshot, uri, offset } = cursor('class A$0 { }\n');
    assert.deepEqual(snapshot.rename(uri, offset, ' B '), snapshot.rename(uri, offset, 'B'));
  });

  it('to the same name changes nothing', () => renames('class A$0 { }\n', 'A'));

  it('refuses what nobody declared', () => {
    refuses('class A { x str$0ing }', 'text', /`string` belongs to the language/);
    refuses('class A { x Missing$0 }', 'Found', /`Missing` is nothing that the project declares/);
    refuses('class A { x int @stream.do$0ne }', 'text', /`done` belongs to the language/);
    refuses('template_string T(x: string) #"{{ x|up$0per }}"#', 'text', /`upper` belongs to the language/);
    refuses(
      'function F() -> int { client "openai/x"\n prompt #"{{ ctx$0.output_format }}"# }',
      'text',
      /`ctx` belongs/,
    );
    refuses('class A {  $0  }', 'B', /no name here/);
  });

  it('says what will be renamed', () => {
    const { snapshot, uri, offset } = cursor(
      'function F() -> int { client "Fa$0st"\n prompt #""# }\nclient<llm> Fast { }',
    );
    assert.deepEqual(snapshot.prepareRename(uri, offset), {
      ok: true,
      span: { start: 30, end: 34 },
      placeholder: 'Fast',
    });
    const nothing = snapshot.prepareRename(uri, 0);
    assert.ok(!nothing.ok && /`function` belongs to the language/.test(nothing.message));
  });
});

/** Every declared name of a text, by its offset. */
function declared(snapshot: ProjectSnapshot, uri: string): number[] {
  const text = snapshot.text(uri)!;
  const offsets = new Set<number>();
  for (const { index } of text.matchAll(/[A-Za-z_]\w*/g)) {
    const definition = snapshot.definition(uri, index);
    if (definition?.targets.some((target) => target.uri === uri && target.selection.start === index))
      offsets.add(index);
  }
  return [...offsets];
}

function projectOf(text: string): ProjectSnapshot {
  const project = createProject();
  project.setFile('main.baml', text);
  return project.snapshot();
}

function codes(snapshot: ProjectSnapshot): string[] {
  return snapshot
    .diagnostics('main.baml')
    .map(({ code }) => code)
    .sort();
}

function errors(snapshot: ProjectSnapshot): readonly Diagnostic[] {
  return snapshot.diagnostics('main.baml').filter(({ severity }) => severity === 'error');
}

describe('renaming anything of any valid file', () => {
  const valid = corpus().filter(({ text }) => text.length < 3000 && !errors(projectOf(text)).length);

  it('and back gives the text again, and breaks nothing in between', () => {
    assert.ok(valid.length > 50, `only ${valid.length} valid files`);
    for (const { name, text } of valid) {
      const before = projectOf(text);
      for (const offset of declared(before, 'main.baml')) goesBack(name, before, text, offset, 'Quite');
    }
  }).timeout(60_000);

  it('to any name', () => {
    const names = fc.stringMatching(/^[A-Z]\w{0,12}$/);
    fc.assert(
      fc.property(fc.constantFrom(...valid), fc.nat(), names, ({ name, text }, pick, newName) => {
        const before = projectOf(text);
        const offsets = declared(before, 'main.baml');
        if (offsets.length) goesBack(name, before, text, offsets[pick % offsets.length]!, newName);
      }),
      { numRuns: 50 },
    );
  }).timeout(60_000);
});

function goesBack(name: string, before: ProjectSnapshot, text: string, offset: number, newName: string): void {
  const old = before.prepareRename('main.baml', offset);
  assert.ok(old.ok);
  const there = before.rename('main.baml', offset, newName);
  // A name that is taken is refused, which is right.
  if (!there.ok) return assert.match(there.message, /already|reserved|Python|meaning/, `${name}: ${there.message}`);
  const renamed = edited(text, there.edits);
  const after = projectOf(renamed);
  const what = `${name}, ${old.placeholder} at ${offset} to ${newName}`;
  // Nothing lost its meaning, and nothing got another one: not even a hint comes or goes.
  assert.deepEqual(codes(after), codes(before), what);
  const moved = offset + shift(there.edits, offset, newName);
  const back = after.rename('main.baml', moved, old.placeholder);
  assert.ok(back.ok, what);
  assert.equal(edited(renamed, back.edits), text, what);
}

/** How far edits before an offset move it. */
function shift(edits: readonly { span: { start: number; end: number } }[], offset: number, newName: string): number {
  return edits
    .filter(({ span }) => span.end <= offset)
    .reduce((sum, { span }) => sum + newName.length - (span.end - span.start), 0);
}
