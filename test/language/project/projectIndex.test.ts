import assert from 'node:assert/strict';
import fc from 'fast-check';
import { ProjectIndex } from '../../../server/src/language/project/projectIndex';
import { parseFile, type SourceFile } from '../../../server/src/language/project/sourceFile';

const names = (index: ProjectIndex, key: string) => index.declared(key).map(({ file, decl }) => [file.uri, decl.kind]);

describe('an index of a project', () => {
  it('says after any edits what a new one says', () => {
    const text = fc
      .array(
        fc.constantFrom(
          'class A { x B }',
          'enum A { X }',
          'class B { }',
          '// A-B Cc',
          '// 9Cc Cc_',
          'test T { functions [A] }',
        ),
      )
      .map((parts) => parts.join('\n'));
    const edit = fc.tuple(
      fc.nat(60).map((n) => `f${n}`),
      fc.option(text),
    );
    fc.assert(
      fc.property(fc.array(fc.array(edit, { maxLength: 20 }), { maxLength: 6 }), (steps) => {
        let index = ProjectIndex.empty;
        const now = new Map<string, SourceFile>();
        for (const step of steps) {
          const changes = new Map<string, SourceFile | undefined>();
          for (const [uri, content] of step) {
            changes.set(uri, content === null ? undefined : parseFile(uri, content));
          }
          for (const [uri, file] of changes) {
            if (file) now.set(uri, file);
            else now.delete(uri);
          }
          index = index.with(changes);
        }
        const fresh = ProjectIndex.empty.with(new Map([...now].sort(([a], [b]) => (a < b ? -1 : 1))));
        assert.deepEqual(index.uris, [...now.keys()].sort());
        for (const key of ['A', 'B', 'None', '#test A', '*tests'])
          assert.deepEqual(names(index, key), names(fresh, key));
        assert.deepEqual([...index.names()], [...fresh.names()]);
        assert.deepEqual([...index.names('class')], [...fresh.names('class')]);
        for (const word of ['A', 'Cc', 'A-B', 'none']) {
          assert.deepEqual(
            index.mentioning(word).map(({ uri }) => uri),
            [...now.values()]
              .filter(({ text: content }) => word.split('-').every((part) => content.match(/\w+/g)?.includes(part)))
              .map(({ uri }) => uri)
              .sort(),
            word,
          );
        }
      }),
      { numRuns: 60 },
    );
  });

  it('takes words whole, in its table as in edited files', () => {
    const texts = Array.from({ length: 40 }, (_, i) => [`f${i}`, i ? '' : '// 9Cc Cc_'] as const);
    const index = ProjectIndex.empty.with(new Map(texts.map(([uri, text]) => [uri, parseFile(uri, text)])));
    const edited = index.with(new Map([['f0', parseFile('f0', '// 9Cc Cc_ ')]]));
    for (const one of [index, edited]) {
      assert.deepEqual(one.mentioning('Cc'), []);
      assert.equal(one.mentioning('Cc_').length, 1);
      assert.equal(one.isMentionedOutside('Cc', 'f1'), false);
    }
  });
});
