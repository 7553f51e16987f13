import * as assert from 'node:assert/strict';
import { GrowingForm } from '../../../server/src/runtime/json/growingForm';
import { LenientParser } from '../../../server/src/runtime/json/lenient';
import type { RawList, RawObject } from '../../../server/src/runtime/json/raw';
import { textForm } from '../../../server/src/runtime/json/textForm';
import { generate, randomFrom } from '../stream/generate';

/** Compares the form that grows with the one made anew, after each piece of a text, for the list or object it begins with. */
function compare(pieces: readonly string[]): GrowingForm | null {
  const parser = new LenientParser(0);
  let root: RawList | RawObject | null = null;
  let form: GrowingForm | null = null;
  let text = '';
  for (const piece of pieces) {
    text += piece;
    parser.feed(piece);
    const last = parser.settle()?.last ?? null;
    if (root === null && (last?.kind === 'list' || last?.kind === 'object')) {
      root = last;
      form = new GrowingForm(last);
    }
    if (root === null || form === null) continue;
    form.update();
    assert.equal(form.node.text + form.suffix, textForm(root), JSON.stringify(text));
  }
  return form;
}

describe('text form of a list or object that grows', () => {
  it('is the text form at every moment', () => {
    for (const text of [
      '{"a": {"b": ["c d", 1.0, tru',
      '{"a": """x\n  y"""  , "b": [[], {}, "q\\',
      '[`one`, ```two\n  three``, four``` , five]',
      '{a: some words without quotes that go on for more than sixty-four characters, and more, b: [1, 2]}',
      '{"a": "it is "so", he said", "b": "x"}',
      '{"a": nul',
      '[12, 34',
    ]) {
      compare([...text]);
    }
  });

  it('is so for what models write', () => {
    for (let seed = 1; seed <= 150; seed++) compare([...generate(randomFrom(seed), 'messy').text]);
  });

  it('writes what is finished once', () => {
    const pieces = ['{"a": {', ...Array.from({ length: 2000 }, (_, at) => `"key ${at}": "some words", `)];
    assert.ok(compare(pieces)!.work < pieces.length * 6);
  });
});
