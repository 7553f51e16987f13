import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import type { FormatOptions } from '../../../../server/src/language/languageService';
import { createProject } from '../../../../server/src/language/languageService';
import { parseFile } from '../../../../server/src/language/project/sourceFile';
import { tokensOf } from '../../../../server/src/language/syntax/tree';
import { applyEdits } from '../../../support/applyEdits';
import { corpus } from '../../../support/corpus';

const TWO: FormatOptions = { tabSize: 2, insertSpaces: true };

/** Cases: a title, the text, `//=` and the text as it is formatted. */
const CASES = readFileSync(`${__TEST_ROOT__}/language/features/format/format.baml`, 'utf8')
  .split(/^\/\/# /m)
  .slice(1)
  .map((part) => {
    const end = part.indexOf('\n');
    const [source, expected] = part.slice(end + 1).split(/^\/\/=\n/m);
    return { title: part.slice(0, end), source: source!, expected: expected! };
  });

function snapshotOf(text: string) {
  const project = createProject();
  project.setFile('a.baml', text);
  return project.snapshot();
}

function formatted(text: string, options = TWO): string {
  return applyEdits(text, snapshotOf(text).format('a.baml', options));
}

describe('the formatter', () => {
  for (const { title, source, expected } of CASES) {
    it(title, () => {
      assert.equal(formatted(source), expected);
      assert.equal(formatted(expected), expected);
    });
  }

  it('indents with tabs or with more blanks, as the editor says', () => {
    assert.equal(formatted('class A {\n  a int\n}\n', { tabSize: 8, insertSpaces: false }), 'class A {\n\ta int\n}\n');
    assert.equal(formatted('class A {\n  a int\n}\n', { tabSize: 4, insertSpaces: true }), 'class A {\n    a int\n}\n');
  });

  it('keeps the line breaks of the file', () => {
    assert.equal(formatted('class A{\r\n a int}\r\nclass B{}'), 'class A {\r\n  a int\r\n}\r\n\r\nclass B {}\r\n');
  });

  it('changes only what differs', () => {
    const edits = snapshotOf('class A {\n  a  int\n  b int\n}\n').format('a.baml', TWO);
    assert.deepEqual(edits, [{ uri: 'a.baml', span: { start: 13, end: 15 }, newText: ' ' }]);
  });

  it('formats a range alone', () => {
    const text = 'class A {\n  a  int\n  b  int\n}\n';
    const start = text.indexOf('  b') + 2;
    const edits = snapshotOf(text).format('a.baml', TWO, { start, end: start + 6 });
    assert.equal(applyEdits(text, edits), 'class A {\n  a  int\n  b int\n}\n');
  });

  it('takes time that grows with the text alone', () => {
    const comments = '// x\n'.repeat(50_000);
    const started = performance.now();
    assert.equal(formatted(`${comments}class  A {}\n`), `${comments}class A {}\n`);
    assert.ok(performance.now() - started < 3000);
  });

  it('leaves an empty file and a file of another project alone', () => {
    assert.equal(formatted(''), '');
    assert.deepEqual(snapshotOf('').format('other.baml', TWO), []);
  });

  describe('while typing', () => {
    /** The text with `$0` where the cursor is, behind what was typed. */
    const typed = (marked: string, character: string) => {
      const offset = marked.indexOf('$0');
      const text = marked.replace('$0', '');
      return applyEdits(text, snapshotOf(text).formatOnType('a.baml', TWO, offset, character));
    };

    it('`}` formats the block it closes', () => {
      assert.equal(
        typed('class  Z {}\n\nclass  A {\n a  int\n   }$0\nclass  B {}\n', '}'),
        'class  Z {}\n\nclass A {\n  a int\n}\nclass  B {}\n',
      );
    });

    it('a line break formats the line before, and nothing where the cursor is', () => {
      assert.equal(typed('class A {\n   a   int\n    $0\n}\n', '\n'), 'class A {\n  a int\n    \n}\n');
    });

    it('nothing happens in prompts and in blocks that are not finished', () => {
      for (const text of [
        'function F() -> string {\n  client "openai/x"\n  prompt #"\n   {{  a }}$0\n  "#\n}\n',
        'class  A {\n a :  int\n$0\n}\n',
        'class  A {\n a  int\n$0',
      ]) {
        assert.equal(typed(text, text.includes('}}$0') ? '}' : '\n'), text.replace('$0', ''));
      }
    });
  });
});

describe('formatting keeps the meaning', () => {
  const folder = `${__TEST_ROOT__}/fixtures/diagnostics`;
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.baml'))
    .map((name) => ({ name, text: readFileSync(`${folder}/${name}`, 'utf8') }));

  /** What a text says: its declarations without places, and the codes of what is reported. */
  const meaning = (text: string) => ({
    ast: JSON.stringify(parseFile('a.baml', text).ast, (key, value: unknown) =>
      /^(?:span|\w+Span|keyword|at)$/.test(key) ? undefined : value,
    ),
    codes: snapshotOf(text)
      .diagnostics('a.baml')
      .map(({ code }) => code)
      .sort(),
  });
  const words = (text: string) => text.replaceAll(/\s+/g, '');

  for (const [ending, eol] of [
    ['LF', '\n'],
    ['CRLF', '\r\n'],
  ] as const) {
    it(`of every file of the corpus, at once and for good (${ending})`, () => {
      for (const { name, text } of files) {
        const source = text.replaceAll('\n', eol);
        const result = formatted(source);
        assert.equal(words(result), words(source), name);
        assert.deepEqual(meaning(result), meaning(source), name);
        assert.equal(formatted(result), result, name);
      }
    });
  }

  it('whatever blanks stand between the words', () => {
    const whole = files.filter(({ text }) => parseFile('a.baml', text).errors.length === 0);
    fc.assert(
      fc.property(
        fc.constantFrom(...whole),
        fc.array(fc.nat(5), { minLength: 1, maxLength: 20 }),
        ({ text }, widths) => {
          let at = 0;
          const { root } = parseFile('a.baml', text);
          const blanks: { span: { start: number; end: number }; newText: string }[] = [];
          const stack: (typeof root.children)[number][] = [root];
          for (let next = stack.pop(); next; next = stack.pop()) {
            if (!next.token) {
              const program = next.children.some((child) => child.kind === 'expression-body');
              if (!program && next.kind !== 'let') stack.push(...next.children);
            } else if (next.kind === 'whitespace') {
              blanks.push({ span: next, newText: ' '.repeat(1 + widths[at++ % widths.length]!) });
            }
          }
          const shaken = applyEdits(text, blanks);
          assert.equal(formatted(shaken), formatted(text));
        },
      ),
      { numRuns: 200 },
    );
  });

  it('and gives no edits that fail, on any text', () => {
    fc.assert(
      fc.property(fc.constantFrom(...files), fc.nat(), fc.nat(40), ({ text }, from, length) => {
        const start = from % (text.length + 1);
        const broken = text.slice(0, start) + text.slice(start + length);
        const result = formatted(broken);
        assert.equal(words(result), words(broken));
        assert.equal(formatted(result), result);
      }),
      { numRuns: 300 },
    );
  });

  /** Everything but blanks, in order: text, strings and comments as they stand. */
  const tokens = (text: string) =>
    [...tokensOf(parseFile('a.baml', text).root)].flatMap(({ kind, start, end }) =>
      kind === 'whitespace' || kind === 'newline' || kind === 'end'
        ? []
        : [`${kind} ${text.slice(start, end).trimEnd()}`],
    );
  const LAYOUTS: readonly (readonly [string, FormatOptions])[] = [
    ['2 blanks', TWO],
    ['4 blanks', { tabSize: 4, insertSpaces: true }],
    ['8 blanks', { tabSize: 8, insertSpaces: true }],
    ['tabs', { tabSize: 4, insertSpaces: false }],
  ];
  const settled = (text: string, options: FormatOptions, name: string) => {
    const result = formatted(text, options);
    assert.deepEqual(tokens(result), tokens(text), name);
    assert.equal(formatted(result, options), result, name);
  };

  for (const [title, options] of LAYOUTS) {
    it(`and every token of every file, prompts with them, with ${title}`, () => {
      for (const { name, text } of corpus()) settled(text, options, name);
    });

    it(`and of what becomes of a file while somebody works on it, with ${title}`, () => {
      fc.assert(
        fc.property(
          fc.constantFrom(...corpus().filter(({ text }) => text.length < 4000)),
          fc.array(
            fc.tuple(fc.nat(), fc.constantFrom('', ' ', '\n', '\n\n', '  // note\n', '}', '{', '"#', ',', ' @@x ')),
            {
              minLength: 1,
              maxLength: 4,
            },
          ),
          ({ text, name }, changes) => {
            const parts = [...tokensOf(parseFile('a.baml', text).root)].map(({ start, end }) => text.slice(start, end));
            // A token becomes something else, mostly a blank or a line break.
            for (const [at, written] of changes) if (parts.length) parts[at % parts.length] = written;
            settled(parts.join(''), options, name);
          },
        ),
        { numRuns: 120 },
      );
    });

    it(`and of files whose line breaks are others, with ${title}`, () => {
      fc.assert(
        fc.property(
          fc.constantFrom(...corpus().filter(({ text }) => text.length < 4000)),
          fc.array(fc.boolean(), { minLength: 1, maxLength: 12 }),
          ({ text, name }, kept) => {
            let at = 0;
            const parts = [...tokensOf(parseFile('a.baml', text).root)].map(({ kind, start, end }) =>
              kind === 'newline' && !kept[at++ % kept.length] ? ' ' : text.slice(start, end),
            );
            settled(parts.join(''), options, name);
          },
        ),
        { numRuns: 120 },
      );
    });
  }
});
