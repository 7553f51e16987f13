import assert from 'node:assert/strict';
import fc from 'fast-check';
import { createProject } from '../../../server/src/language/languageService';
import { changedKeys } from '../../../server/src/language/project/declared';
import { Memory } from '../../../server/src/language/project/memory';
import { ProjectIndex } from '../../../server/src/language/project/projectIndex';
import { parseFile, type SourceFile } from '../../../server/src/language/project/sourceFile';
import { createSymbols } from '../../../server/src/language/project/symbolView';
import type { Symbols } from '../../../server/src/language/semantics/symbols';
import { diagnosticsCorpus } from '../../support/corpus';

/** A file that is being edited, and the names of the blocks that were looked at again by each question. */
function edited(start: string) {
  let file = parseFile('a.baml', start);
  let index = ProjectIndex.empty.with(new Map([[file.uri, file]]));
  const memory = new Memory(index);
  memory.edited(file.uri);
  let looked: string[] = [];
  const compute = (part: SourceFile, symbols: Symbols) => {
    const [decl] = part.ast.declarations;
    looked.push(decl?.name?.text ?? '?');
    const fields = decl?.kind === 'class' ? decl.fields : [];
    for (const { type } of fields) if (type?.kind === 'name') symbols.classes.has(type.name);
    return { start: decl!.span.start };
  };
  return {
    set(text: string) {
      const next = parseFile(file.uri, text, file);
      memory.forget(file.uri);
      index = index.with(new Map([[file.uri, next]]));
      memory.advance(index, changedKeys(file, next));
      file = next;
    },
    ask() {
      looked = [];
      const results = createSymbols(index, memory).rememberBlocks(file, compute);
      return { starts: [...(results ?? [])].map((result) => result!.value.start + result!.shift), looked, file };
    },
    memory,
  };
}

const block = (name: string, type: string) => `class ${name} {\n  one ${type}\n  two int\n}\n`;
const client = (name: string, next: string) =>
  `client<llm> ${name} {\n  provider fallback\n  options {\n    strategy [${next}]\n  }\n}\n`;
const THREE = [block('A', 'int'), block('B', 'C'), block('C', 'int')].join('\n');

describe('results about blocks', () => {
  it('are kept for the blocks that an edit leaves alone, and move with them', () => {
    const file = edited(THREE);
    assert.deepEqual(file.ask().looked, ['A', 'B', 'C']);
    file.set(THREE.replace('two', 'renamed'));
    const { looked, starts, file: now } = file.ask();
    assert.deepEqual(looked, ['A']);
    assert.deepEqual(
      starts,
      now.ast.declarations.map(({ span }) => span.start),
    );
    assert.deepEqual(file.ask().looked, []);
  });

  it('are made again when a declaration of the file changes that was looked at', () => {
    const file = edited(THREE);
    file.ask();
    file.set(THREE.replace('class C', 'class D'));
    assert.deepEqual(file.ask().looked.sort(), ['B', 'D']);
  });

  it('do not pile up', () => {
    const file = edited(THREE);
    for (let i = 0; i < 50; i++) {
      file.set(THREE.replace('two', `two_${i}`));
      file.ask();
    }
    assert.equal(file.memory.size, 3);
    for (let i = 0; i < 20; i++) file.memory.edited(`other${i}.baml`);
    assert.equal(file.memory.size, 0);
  });

  it('are made again for another line break, which proposed edits use', () => {
    const file = edited(THREE);
    file.ask();
    file.set(`\r\n${THREE}`);
    assert.equal(file.ask().looked.length, 3);
  });

  it('are not kept of files that are not edited, nor of one that looks at too much', () => {
    const file = edited(THREE);
    const symbols = createSymbols(ProjectIndex.empty, file.memory);
    assert.equal(
      symbols.rememberBlocks(parseFile('b.baml', THREE), () => 0),
      undefined,
    );
    const long = Array.from({ length: 400 }, (_, i) => block(`A${i}`, 'int')).join('\n');
    const index = ProjectIndex.empty.with(new Map([['c.baml', parseFile('c.baml', long)]]));
    const memory = new Memory(index);
    memory.edited('c.baml');
    const all = createSymbols(index, memory).rememberBlocks(index.file('c.baml')!, (_, view) => {
      for (let i = 0; i < 400; i++) view.classes.has(`A${i}`);
    });
    const results = [...all!];
    assert.equal(results.at(-1), undefined);
    assert.ok(results.length < 200);
    assert.equal(memory.size, 0);
  });

  const two = (first: string, second: string) =>
    [block(first, second), block('Between', 'int'), block(second, first)].join('\n');
  const TWICE = [block('A', 'int'), block('Between', 'int'), block('A', 'string')].join('\n');
  const cases: readonly (readonly [what: string, before: string, after: string])[] = [
    [
      'another place of the file moves that a finding speaks of',
      TWICE,
      TWICE.replace('class Between', '// c\nclass Between'),
    ],
    ['a finding moves that speaks of another place', TWICE, `\n${TWICE}`],
    ['the first of a circle becomes the last', two('A', 'B'), two('B', 'A')],
    [
      'the first of a circle of aliases becomes the last',
      'type A = B\n\nclass C {\n  x int\n}\n\ntype B = A\n',
      'type B = A\n\nclass C {\n  x int\n}\n\ntype A = B\n',
    ],
    [
      'the first of a circle of clients becomes the last',
      [client('A', 'B'), block('C', 'int'), client('B', 'A')].join('\n'),
      [client('B', 'A'), block('C', 'int'), client('A', 'B')].join('\n'),
    ],
    ['a name is used elsewhere in the file', two('A', 'B'), two('A', 'B').replaceAll('  one A\n', '')],
    [
      'a name is no longer alone in the file',
      'class lower {\n  x int\n}\n\nclass B {\n  y int\n}\n',
      'class lower {\n  x int\n}\n\nclass B {\n  y lower\n}\n',
    ],
    ['a class becomes an enum', two('A', 'B'), two('A', 'B').replace('class B', 'enum B')],
  ];
  for (const [what, before, after] of cases) {
    it(`follow when ${what}`, () => {
      const project = createProject();
      const said = (text: string) => {
        project.setFile('a.baml', text);
        return project.snapshot().diagnostics('a.baml');
      };
      const fresh = createProject();
      fresh.setFile('a.baml', after);
      // The first edit makes it a file that is being edited.
      for (const text of [before, `${before}\n`, before]) said(text);
      assert.deepEqual(said(after), fresh.snapshot().diagnostics('a.baml'));
      said(before);
      assert.deepEqual(said(after), fresh.snapshot().diagnostics('a.baml'));
    });
  }

  it('add up to what is said about the whole file, after any edits', function () {
    this.timeout(120_000);
    const texts = diagnosticsCorpus().map(({ text }) => text);
    const insert = fc.oneof(
      fc.constantFrom(
        'x',
        '\n',
        ' ',
        '{',
        '}',
        '"',
        '"#',
        '#"',
        '@',
        '@@dynamic',
        '?',
        '[]',
        '{{ x }}',
        '// c',
        '_',
        ',',
      ),
      fc.constantFrom(' @stream.done', ' @alias("a")', ' string', ' | null', 'class New {\n  x New\n}\n', '\r\n'),
    );
    const edit = fc.record({
      uri: fc.constantFrom('a.baml', 'b.baml'),
      kind: fc.constantFrom('type', 'type', 'type', 'cut', 'swap', 'copy', 'replace'),
      at: fc.double({ min: 0, max: 1, noNaN: true }),
      to: fc.double({ min: 0, max: 1, noNaN: true }),
      length: fc.nat(12),
      insert,
      text: fc.constantFrom(...texts),
    });
    const start = fc.tuple(fc.constantFrom(...texts), fc.constantFrom(...texts), fc.constantFrom(...texts));
    const property = fc.property(start, fc.array(edit, { minLength: 2, maxLength: 10 }), ([one, two, three], edits) => {
      const now = new Map([
        ['a.baml', `${one}\n${two}`],
        ['b.baml', three],
      ]);
      const project = createProject();
      const diagnostics = (of: typeof project) => [...now.keys()].map((uri) => of.snapshot().diagnostics(uri));
      for (const [uri, text] of now) project.setFile(uri, text);
      diagnostics(project);
      for (const { uri, kind, at, to, length, insert: added, text: other } of edits) {
        const text = now.get(uri)!;
        const [from, target] = [Math.floor(at * text.length), Math.floor(to * text.length)];
        const lines = text.split('\n');
        const blocks = text.split(/\n(?=\w)/);
        const pick = <T>(all: readonly T[], part: number) => Math.min(all.length - 1, Math.floor(part * all.length));
        if (kind === 'type') now.set(uri, text.slice(0, from) + added + text.slice(from));
        else if (kind === 'cut') now.set(uri, text.slice(0, from) + text.slice(from + length));
        else if (kind === 'copy') now.set(uri, lines.toSpliced(pick(lines, to), 0, lines[pick(lines, at)]!).join('\n'));
        else if (kind === 'swap') {
          const [moved] = blocks.splice(pick(blocks, at), 1);
          now.set(uri, blocks.toSpliced(pick(blocks, to), 0, moved!).join('\n'));
        } else now.set(uri, text.slice(0, target) + other.slice(0, 300) + text.slice(target));
        project.setFile(uri, now.get(uri)!);
        const fresh = createProject();
        for (const [name, content] of now) fresh.setFile(name, content);
        assert.deepEqual(diagnostics(project), diagnostics(fresh));
      }
    });
    fc.assert(property, { numRuns: Number(process.env.BLOCK_RUNS ?? 60) });
  });
});
