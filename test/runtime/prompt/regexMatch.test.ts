import assert from 'node:assert/strict';
import fc from 'fast-check';
import { regexMatches } from '../../../server/src/runtime/prompt/regexMatch';

const free = (): void => undefined;

/** Pattern, texts it is found in, texts it is not found in. */
const cases: readonly (readonly [string, readonly string[], readonly string[]])[] = [
  ['', ['', 'a'], []],
  ['[0-9]+', ['abc1'], ['abc']],
  ['^z', ['za'], ['az', 'a\nz']],
  ['(?m)^z$', ['a\nz\nb'], ['az']],
  ['a|bc|', ['', 'x'], []],
  ['^(?:a|bc)+$', ['abca'], ['abcb', '']],
  ['^a{2}$', ['aa'], ['a', 'aaa']],
  ['^a{2,}$', ['aaa'], ['a']],
  ['^a{1,2}?b$', ['ab', 'aab'], ['b', 'aaab']],
  ['(?i)HELLO', ['Say hello'], ['hallo']],
  ['a(?i:B)c', ['abc', 'aBc'], ['abC']],
  ['a.b', ['axb', 'a🎉b'], ['a\nb']],
  ['(?s)a.b', ['a\nb'], ['ab']],
  [String.raw`^\w+@\w+\.\w{2,}$`, ['max@example.org', 'jürgen@x.de'], ['max@example', '@x.de']],
  [String.raw`\bcat\b`, ['a cat.'], ['concat']],
  [String.raw`^\d\D\s\S\W$`, ['1a b-'], ['11 b-']],
  [String.raw`^[\w.+-]+$`, ['a.b-c+d'], ['a b']],
  [String.raw`^[^\s@]+$`, ['ab'], ['a b', 'a@b']],
  ['^[[:alpha:]_]+$', ['ab_C'], ['a1']],
  ['^[]a]+$', [']a]'], ['b']],
  ['^[()/|{}-]+$', ['({/|-})'], ['a']],
  [String.raw`^\p{Lu}\p{L}+$`, ['Émile'], ['émile']],
  [String.raw`^\x41\u0042\x{43}\.\-\"$`, ['ABC.-"'], ['ABCx-"']],
  ['(?P<year>[0-9]{4})-(?<month>[0-9]{2})', ['in 2024-05'], ['24-05']],
  ['(?x) a b # comment', ['ab'], ['a b']],
  // Not in this dialect, or broken: found nowhere.
  ['(', [], ['(', '']],
  ['a**', ['a', ''], []],
  ['*a', [], ['*a', 'a']],
  ['(?=a)', [], ['a']],
  [String.raw`(a)\1`, [], ['aa']],
  ['[z-a]', [], ['a']],
];

describe('regex_match', () => {
  for (const [pattern, found, missed] of cases) {
    it(JSON.stringify(pattern), () => {
      for (const text of found) assert.equal(regexMatches(text, pattern, free), true, text);
      for (const text of missed) assert.equal(regexMatches(text, pattern, free), false, text);
    });
  }

  it('agrees with JavaScript on patterns both know', () => {
    const piece = fc.constantFrom(
      'a',
      'b',
      '.',
      '[ab]',
      '[^a]',
      'a*',
      'b+',
      'a?',
      '(?:a|b)*',
      '(?:ab|a)',
      '^',
      '$',
      '|',
      'b{1,2}',
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 6 }), fc.stringMatching(/^[abc]{0,8}$/), (pieces, text) => {
        const pattern = pieces.join('');
        assert.equal(regexMatches(text, pattern, free), new RegExp(pattern, 'u').test(text));
      }),
    );
  });

  it('never throws', () => {
    fc.assert(fc.property(fc.string(), fc.string(), (text, pattern) => void regexMatches(text, pattern, free)));
  });

  it('takes no exponential time', () => {
    assert.equal(regexMatches('a'.repeat(2000), '^(a+)+$b', free), false);
    assert.equal(regexMatches('a'.repeat(2000), '(((a{9}){9}){9}){9}', free), false);
  });
});
