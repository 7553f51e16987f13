import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { TextDocumentContentChangeEvent } from 'vscode-languageserver-protocol/node';
import { LineIndex } from '../../server/src/lsp/lineIndex';
import { applyChanges } from '../../server/src/lsp/textChanges';

const at = (line: number, from: number, to: number, text: string): TextDocumentContentChangeEvent => ({
  range: { start: { line, character: from }, end: { line, character: to } },
  text,
});

describe('changes of a text', () => {
  const cases: [what: string, before: string, changes: TextDocumentContentChangeEvent[], after: string][] = [
    ['none', 'a\nb', [], 'a\nb'],
    ['the whole text', 'a\nb', [{ text: 'c' }], 'c'],
    ['the whole text, with null for what is left out', 'a', [{ range: null, text: 'c' } as never], 'c'],
    ['a range', 'one two', [at(0, 4, 7, '2')], 'one 2'],
    ['a range given backwards', 'one two', [at(0, 7, 4, '2')], 'one 2'],
    [
      'cursors from the last to the first',
      'a\nb\nc',
      [at(2, 0, 0, '-'), at(1, 0, 0, '-'), at(0, 0, 0, '-')],
      '-a\n-b\n-c',
    ],
    ['cursors from the first to the last', 'a\nb', [at(0, 0, 0, '-'), at(1, 0, 0, '-')], '-a\n-b'],
    ['one that touches the one before', 'abcd', [at(0, 2, 4, 'x'), at(0, 0, 2, 'y')], 'yx'],
    ['one inside of what the one before wrote', 'ad', [at(0, 1, 1, 'b\nc'), at(1, 1, 2, '!')], 'ab\nc!'],
    ['a line break made in the middle of another', 'a\rb', [at(1, 0, 0, '\n'), at(1, 0, 0, '-')], 'a\r\n-b'],
    ['a range, then the whole text, then a range', 'a', [at(0, 0, 0, 'x'), { text: 'bc' }, at(0, 1, 1, '-')], 'b-c'],
    ['a place behind the end', 'a', [at(9, 9, 9, 'b')], 'ab'],
  ];
  for (const [what, before, changes, after] of cases) {
    it(what, () => assert.equal(applyChanges(before, changes), after));
  }

  it('made together are the same as made one by one', () => {
    const text = fc.string({ unit: fc.constantFrom('a', 'b', '\n', '\r', ' '), maxLength: 12 });
    const position = fc.record({ line: fc.nat(6), character: fc.nat(5) });
    const change = fc.oneof(
      { weight: 9, arbitrary: fc.record({ range: fc.record({ start: position, end: position }), text }) },
      { weight: 1, arbitrary: fc.record({ text }) },
    );
    const descending = fc
      .array(change, { maxLength: 6 })
      .map((changes) => [...changes].sort((a, b) => lineOf(b) - lineOf(a)));
    fc.assert(
      fc.property(text, fc.oneof(fc.array(change, { maxLength: 6 }), descending), (before, changes) => {
        assert.equal(applyChanges(before, changes), changes.reduce(applyOne, before));
      }),
      { numRuns: 5000 },
    );
  });

  it('of every line of a large file take one pass', () => {
    const line = '  field string @description("a line as long as lines often are")\n';
    const lines = 20_000;
    const changes = Array.from({ length: lines }, (_, i) => at(lines - 1 - i, 0, 2, '\t'));
    assert.equal(applyChanges(line.repeat(lines), changes), `\t${line.trimStart()}`.repeat(lines));
  }).timeout(60_000);

  it('of a hundred thousand keys in one line take no longer than they have to', () => {
    const text = '  field string\n'.repeat(20_000);
    const changes = Array.from({ length: 100_000 }, (_, i) => (i % 2 ? at(9_999, 7, 8, '') : at(9_999, 7, 7, 'x')));
    assert.equal(applyChanges(text, changes), text);
  }).timeout(60_000);

  it('without all of a range are refused', () => {
    const change = { range: { start: { line: 0, character: 0 } }, text: '' } as TextDocumentContentChangeEvent;
    assert.throws(() => applyChanges('a', [change]), /range of a change is incomplete/);
  });

  it('without a text are refused', () => {
    assert.throws(() => applyChanges('a', [{} as TextDocumentContentChangeEvent]), /text of a change is missing/);
  });
});

function applyOne(text: string, change: TextDocumentContentChangeEvent): string {
  if (!('range' in change)) return change.text;
  const lines = new LineIndex(text);
  const [a, b] = [lines.offset(change.range.start), lines.offset(change.range.end)];
  return text.slice(0, Math.min(a, b)) + change.text + text.slice(Math.max(a, b));
}

function lineOf(change: TextDocumentContentChangeEvent): number {
  return 'range' in change ? change.range.start.line : 0;
}
