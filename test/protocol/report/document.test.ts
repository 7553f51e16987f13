import assert from 'node:assert/strict';
import fc from 'fast-check';
import { codeSpan, escapeWords, toMarkdown } from '../../../protocol/report/document';

describe('a document as Markdown', () => {
  it('has headings, sentences, lists, tables and code', () => {
    const text = toMarkdown([
      { kind: 'heading', level: 2, text: ['Fields of ', { code: 'Resume' }] },
      { kind: 'list', items: [['one'], [{ code: '@stream.done' }, ' on ', { code: 'a|b' }]] },
      {
        kind: 'table',
        columns: [{ title: 'field' }, { title: 'ms', right: true }],
        rows: [[[{ code: 'a|b' }], ['12']]],
      },
      { kind: 'code', language: 'json', text: '"```"' },
    ]);
    assert.equal(
      text,
      [
        '## Fields of `Resume`',
        '',
        '- one',
        '- `@stream.done` on `a|b`',
        '',
        '| field  |  ms |',
        '| ------ | --: |',
        '| `a\\|b` |  12 |',
        '',
        '````json',
        '"```"',
        '````',
        '',
      ].join('\n'),
    );
  });
  it('means no markup by what a value holds', () => {
    assert.equal(escapeWords('*a* [b](c) <script> & `d` e|f'), '\\*a\\* \\[b\\](c) \\<script\\> &amp; \\`d\\` e\\|f');
    assert.equal(escapeWords('ask @octocat'), 'ask &#64;octocat', 'nobody is called');
    assert.equal(escapeWords('# no heading'), '\\# no heading');
    assert.equal(escapeWords('1. no list'), '\\1. no list');
    assert.equal(codeSpan('a`b``c'), '```a`b``c```');
    assert.equal(codeSpan('`a`'), '`` `a` ``');
  });
  it('keeps every cell in its column and every value on its line', () => {
    const any = fc.string({ unit: fc.constantFrom('a', '|', '`', '\n', '\r', '\\', ' ', '\u2028', '<', '#') });
    fc.assert(
      fc.property(any, any, (words, code) => {
        const text = toMarkdown([
          { kind: 'table', columns: [{ title: 'x' }, { title: 'y' }], rows: [[[words], [{ code }]]] },
        ]);
        const lines = text.trimEnd().split('\n');
        assert.equal(lines.length, 3);
        // As GFM reads a row: pipes that are not escaped, by a backslash that counts, divide it.
        assert.equal(lines[2]!.match(/(?<!\\)\|/g)!.length, 3, lines[2]);
      }),
    );
  });
});
