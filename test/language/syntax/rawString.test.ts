import assert from 'node:assert/strict';
import fc from 'fast-check';
import { quotedText, rawStringText } from '../../../server/src/language/syntax/rawString';

describe('rawStringText', () => {
  it('removes the smallest indentation when the first line is empty, and trims both ends', () => {
    assert.equal(rawStringText('#"\n    a\n      b\n\n    c\n  "#', 0).text, 'a\n  b\n\nc');
  });
  it('only trims when text stands on the opening line', () => {
    assert.equal(rawStringText('#" a\n    b "#', 0).text, 'a\n    b');
  });
  it('empties blank lines, also when nothing is dedented', () => {
    assert.equal(rawStringText('#"\n  a\n       \n  b\n"#', 0).text, 'a\n\nb');
    assert.equal(rawStringText('#"a\n    \n  b"#', 0).text, 'a\n\n  b');
  });
  it('counts white space as Unicode does', () => {
    assert.equal(rawStringText('#"\n \u00a0a\n  b\n"#', 0).text, 'a\nb');
    assert.equal(rawStringText('#"\ufeffa \ufeff"#', 0).text, '\ufeffa \ufeff');
  });
  it('takes a carriage return alone for text', () => {
    assert.equal(rawStringText('#"\n  a\r    b\n  c\n"#', 0).text, 'a\r    b\nc');
  });
  it('keeps blanks at the ends of lines inside', () => {
    assert.equal(rawStringText('#"\n  a  \n  b\n"#', 0).text, 'a  \nb');
  });
  it('knows any number of hashes, and quotes inside', () => {
    assert.equal(rawStringText('###"say "#x"#"###', 0).text, 'say "#x"#');
  });
  it('reads a literal that is never closed to its end', () => {
    assert.equal(rawStringText('#"abc', 0).text, 'abc');
    assert.equal(rawStringText('#"', 0).text, '');
  });
  it('reads Windows line ends as one', () => {
    assert.equal(rawStringText('#"\r\n  a\r\n  b\r\n"#', 0).text, 'a\nb');
  });

  it('maps every offset to the same character of the file, never backwards', () => {
    const line = fc.tuple(
      fc.constantFrom('', ' ', '  ', '\t', '    '),
      fc.constantFrom('', 'a', 'b c', '{{ x }}', 'é🎉'),
    );
    fc.assert(
      fc.property(fc.array(line, { maxLength: 8 }), fc.constantFrom('\n', '\r\n'), (lines, newline) => {
        const literal = '#"' + lines.map((parts) => parts.join('')).join(newline) + '"#';
        const file = 'prompt ' + literal;
        const { text, map } = rawStringText(literal, 'prompt '.length);
        let last = 0;
        for (let i = 0; i < text.length; i++) {
          const at = map(i);
          assert.ok(at >= last);
          last = at;
          if (text[i] !== '\n') assert.equal(file[at], text[i]);
        }
        assert.ok(map(text.length) >= last);
      }),
    );
  });
});

describe('quotedText', () => {
  it('processes four escapes and keeps the others', () => {
    assert.equal(quotedText(String.raw`"a\nb\t\"c\" \\ \u0041"`), 'a\nb\t"c" \\ ' + String.raw`\u0041`);
  });
  it('reads a literal that is never closed to its end', () => {
    assert.equal(quotedText('"abc'), 'abc');
    assert.equal(quotedText('"'), '');
  });
});
