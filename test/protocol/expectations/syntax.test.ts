import assert from 'node:assert/strict';
import fc from 'fast-check';
import { readPath, writePath } from '../../../protocol/expectations/pathPattern';
import { readExpectations } from '../../../protocol/expectations/syntax';

const any = { any: true };

describe('expectations: syntax', () => {
  const READ: readonly [string, unknown][] = [
    [
      'merchant visible within 40 characters',
      {
        kind: 'within',
        path: ['merchant'],
        what: 'visible',
        limit: { most: 40, unit: 'characters' },
        ofStart: false,
      },
    ],
    [
      'items[*].name complete within 1.5 s of its start  # slow models',
      {
        kind: 'within',
        path: ['items', any, 'name'],
        what: 'complete',
        limit: { most: 1500, unit: 'ms' },
        ofStart: true,
      },
    ],
    ['items[*] appear complete', { kind: 'appears-complete', path: ['items', any] }],
    ['$ appears complete', { kind: 'appears-complete', path: [] }],
    ['type before content', { kind: 'before', path: ['type'], other: ['content'] }],
    ['[*].type before [*].title', { kind: 'before', path: [any, 'type'], other: [any, 'title'] }],
    ['summary never held', { kind: 'held', path: ['summary'], limit: { most: 0, unit: 'ms' } }],
    [
      'prices["a \\"b\\" c"] held at most 200 ms',
      { kind: 'held', path: ['prices', 'a "b" c'], limit: { most: 200, unit: 'ms' } },
    ],
    ['no retractions', { kind: 'at-most', most: 0, what: 'retractions' }],
    ['At most 2 holds in items[3]', { kind: 'at-most', most: 2, what: 'holds', path: ['items', 3] }],
    ['total is 200.25', { kind: 'is', path: ['total'], value: 200.25 }],
    ['note is "a  # b"', { kind: 'is', path: ['note'], value: 'a  # b' }],
    ['ends cancelled', { kind: 'ends', outcome: 'cancelled' }],
  ];
  for (const [line, rule] of READ) {
    it(`reads \`${line}\``, () => {
      const { expectations, problems } = readExpectations(line);
      assert.deepEqual(problems, []);
      assert.deepEqual(expectations[0]?.rule, rule);
    });
  }

  it('leaves out comments and empty lines, and says where each expectation and its paths stand', () => {
    const text = '# head\n\n  type before content # why\r\nno retractions';
    const { expectations, problems } = readExpectations(text);
    assert.deepEqual(problems, []);
    assert.deepEqual(
      expectations.map(({ line, from, to, text, paths }) => [
        line,
        from,
        to,
        text,
        paths.map((one) => [one.from, one.to]),
      ]),
      [
        [
          2,
          2,
          21,
          'type before content',
          [
            [2, 6],
            [14, 21],
          ],
        ],
        [3, 0, 14, 'no retractions', []],
      ],
    );
  });

  // What is underlined is marked; the message says what could stand there.
  const WRONG: readonly [string, string, RegExp][] = [
    ['merchant visible soon', '                 ^^^^', /comes `within`/],
    ['merchant visible within forty characters', '                        ^^^^^', /how much/],
    ['merchant visible within 40 parsecs', '                           ^^^^^^^', /unit/],
    ['items[* appear complete', '^^^^^^^', /begins no expectation/],
    ['items appear', '      ^^^^^^', /`complete`/],
    ['type before', '     ^^^^^^', /After `before`/],
    ['no worries', '   ^^^^^^^', /`retractions` or `holds`/],
    ['total is twelve', '         ^^^^^^', /JSON/],
    ['ends well', '     ^^^^', /`completed`/],
    ['no retractions at all', '               ^^', /one word too many/],
    ['at most two holds', '        ^^^', /number/],
    ['merchant', '^^^^^^^^', /After a field/],
  ];
  for (const [line, marker, message] of WRONG) {
    it(`complains about \`${line}\``, () => {
      const { expectations, problems } = readExpectations(line);
      assert.deepEqual(expectations, []);
      assert.equal(problems.length, 1);
      const { from, to } = problems[0]!;
      assert.equal(' '.repeat(from) + '^'.repeat(to - from), marker.trimEnd());
      assert.match(problems[0]!.message, message);
    });
  }

  it('reads any text: every line is an expectation, a problem, a comment or empty', () => {
    const words = fc.constantFrom(
      'no',
      'items[*].a',
      'visible',
      'within',
      '40',
      'ms',
      'is',
      '"x"',
      '#',
      '\n',
      'held',
      'at',
      'most',
      '[',
      '$',
      'before',
    );
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string({ unit: 'binary' }),
          fc.array(words).map((all) => all.join(' ')),
        ),
        (text) => {
          const { expectations, problems } = readExpectations(text);
          const lines = text.split(/\r\n|\n|\r/);
          const full = lines.filter((line) => line.trim() !== '' && !line.trim().startsWith('#'));
          assert.equal(expectations.length + problems.length, full.length);
          for (const { line, from, to } of [...expectations, ...problems]) {
            assert.ok(0 <= from && from < to && to <= lines[line]!.length);
          }
        },
      ),
    );
  });

  it('writes a path as it is read', () => {
    const part = fc.oneof(fc.constant(any as { any: true }), fc.nat(99), fc.string());
    fc.assert(fc.property(fc.array(part), (path) => assert.deepEqual(readPath(writePath(path)), path)));
  });
});
