import assert from 'node:assert/strict';
import { addEntry, addLines, declare, makeRaw, quote, unquote } from '../../../server/src/language/checks/valueFixes';
import type { Fix } from '../../../server/src/language/diagnostic';
import { parseFile } from '../../../server/src/language/project/sourceFile';
import type { ClientDecl, ValueExpr } from '../../../server/src/language/syntax/ast';
import { applyFix } from '../../support/fixes';

describe('value fixes', () => {
  const valueOf = (text: string): { file: ReturnType<typeof parseFile>; decl: ClientDecl; value: ValueExpr } => {
    const file = parseFile('a', `client<llm> C {\n  p ${text}\n}`);
    const decl = file.ast.declarations[0] as ClientDecl;
    return { file, decl, value: decl.properties[0]!.value! };
  };
  const after = (file: { text: string }, fixes: readonly Fix[]) =>
    fixes.map((fix) => /^.*\n {2}p ([^]*)\n\}$/.exec(applyFix({ a: file.text }, fix)['a']!)![1]);

  it('quote what is no text', () => {
    for (const [text, quoted] of [
      ['5', '"5"'],
      ['true', '"true"'],
    ]) {
      const { file, value } = valueOf(text!);
      assert.deepEqual(after(file, quote(file, value)), [quoted]);
    }
    const { file, value } = valueOf('[1]');
    assert.deepEqual(quote(file, value), []);
  });

  it('unquote what has the wanted form', () => {
    const { file, value } = valueOf('"5"');
    assert.deepEqual(after(file, unquote(file, value, /^\d+$/)), ['5']);
    assert.deepEqual(unquote(file, value, /^true$/), []);
  });

  it('make a raw string with as many hashes as it needs', () => {
    const plain = valueOf('"a {{ b }}"');
    assert.deepEqual(after(plain.file, makeRaw(plain.file, plain.value)), ['#"a {{ b }}"#']);
    const hash = valueOf('"a \\"# b"');
    assert.deepEqual(after(hash.file, makeRaw(hash.file, hash.value)), ['##"a "# b"##']);
  });

  it('add lines to a block and entries to a map', () => {
    const { file, decl, value } = valueOf('{ a 1 }');
    assert.ok(value.kind === 'map');
    assert.deepEqual(after(file, addEntry(file, value, 'b 2')), ['{ a 1, b 2 }']);
    assert.deepEqual(after(file, addLines(file, decl.span, 'q', ['q 1'])), ['{ a 1 }\n  q 1']);
  });

  it('declare what has a name that can be declared', () => {
    const { file, decl } = valueOf('1');
    const [fix] = declare(file, decl.span, 'retry_policy', 'Twice', ['max_retries 2']);
    assert.equal(fix?.title, 'Declare the retry policy `Twice`');
    assert.equal(applyFix({ a: file.text }, fix)['a'], `${file.text}\n\nretry_policy Twice {\n  max_retries 2\n}`);
    assert.deepEqual(declare(file, decl.span, 'class', 'twice', []), []);
    assert.deepEqual(declare(file, decl.span, 'class', 'a b', []), []);
  });
});
