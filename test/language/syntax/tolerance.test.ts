import assert from 'node:assert/strict';
import fc from 'fast-check';
import { createProject } from '../../../server/src/language/languageService';
import { parse } from '../../../server/src/language/syntax/parse';
import { Scanner } from '../../../server/src/language/syntax/scanner';
import { tokensOf } from '../../../server/src/language/syntax/tree';
import { diagnosticsCorpus } from '../../support/corpus';

const sources = diagnosticsCorpus();

/** Asks for the diagnostics, and requires them to lie in the text. */
function diagnose(text: string): number {
  const project = createProject();
  project.setFile('a.baml', text);
  const found = project.snapshot().diagnostics('a.baml');
  for (const { span, code } of found) {
    assert.ok(0 <= span.start && span.start <= span.end && span.end <= text.length, code);
  }
  return found.length;
}

/** The tokens of a text, without blanks and comments between them. */
function pieces(text: string): string[] {
  return [...tokensOf(parse(text).root)].map(({ start, end }) => text.slice(start, end)).filter((piece) => piece);
}

/** What becomes of a text when one token is where it should not be. */
function variants(tokens: readonly string[], at: number): string[] {
  const token = tokens[at]!;
  return [
    tokens.slice(0, at),
    tokens.slice(at + 1),
    tokens.toSpliced(at, 1),
    tokens.toSpliced(at, 0, token),
    tokens.toSpliced(at, 2, tokens[at + 1] ?? '', token),
  ].map((parts) => parts.join(''));
}

/** Runs something and gives the characters the scanner read for it: what the parser does is bounded by that. */
function scanned(run: () => void): number {
  const { scan, scanValue } = Scanner.prototype;
  let characters = 0;
  Scanner.prototype.scan = function (at) {
    const token = scan.call(this, at);
    characters += token.end - token.start;
    return token;
  };
  Scanner.prototype.scanValue = function (at) {
    const token = scanValue.call(this, at);
    characters += token.end - token.start;
    return token;
  };
  try {
    run();
  } finally {
    Object.assign(Scanner.prototype, { scan, scanValue });
  }
  return characters;
}

describe('tolerance', function () {
  this.timeout(60_000);

  it('any bytes have diagnostics that lie in the text', () => {
    fc.assert(fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => void diagnose(Buffer.from(bytes).toString())));
  });

  it('every token of the corpus may be missing, doubled, swapped, or the last one', () => {
    for (const [index, { text }] of sources.entries()) {
      const tokens = pieces(text);
      // Every token of a part of the files, and some tokens of each.
      const step = index % 16 ? 17 : 1;
      for (let at = index % step; at < tokens.length; at += step)
        for (const variant of variants(tokens, at)) diagnose(variant);
    }
  });

  it('the scanner reads each character a bounded number of times, in whatever state the text is', () => {
    const bounded = (text: string) => {
      const read = scanned(() => parse(text));
      assert.ok(read <= text.length * 4 + 100, `${read} characters read of ${text.length}: ${text.slice(0, 60)}`);
    };
    for (const { text } of sources) {
      bounded(text);
      bounded(text.replaceAll('}', ''));
      bounded(text.replaceAll('"', ''));
      bounded(text.replaceAll('(', ''));
    }
    const hostile = [
      '"',
      '"""',
      '#"',
      '{//',
      '{{',
      '(',
      '[',
      '@a(',
      'a "',
      'map<',
      '| ',
      'class A {\n',
      'x: "]]]',
      '\n',
      '{ ',
    ];
    for (const piece of hostile) bounded(piece.repeat(20_000));
  });
});
