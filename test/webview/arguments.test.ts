import assert from 'node:assert/strict';
import { argumentsText, parseArguments, readArguments } from '../../webview/src/arguments';
import { FUNCTIONS } from '../../webview/dev/scenarios';

const info = {
  ...FUNCTIONS[0]!,
  parameters: [
    { name: 'text', type: 'string' },
    { name: 'limit', type: 'int?' },
  ],
};

describe('arguments', () => {
  const wrong: [string, RegExp][] = [
    ['', /the text is empty/],
    ['{"text": "a",}', /^Not JSON: [^()]* \(line 1, column 14\)\.$/],
    ['{\n "text" 1}', /^Not JSON: [^()]* \(line 2, column 9\)\.$/],
    ['{"text": "a"}\n}', /^Not JSON: [^()]* \(line 2, column 1\)\.$/],
    ['[]', /one member for each parameter/],
    ['"text"', /one member for each parameter/],
    ['{"text": "a", "limits": 1}', /no parameter “limits”; it takes text: string, limit: int\?/],
    ['{"limit": 1}', /“text” \(string\) is missing/],
    ['{"text": "a"', /Not JSON/],
  ];
  for (const [text, message] of wrong) {
    it(`says what is wrong with ${JSON.stringify(text)}`, () => {
      const read = parseArguments(text, info);
      assert.ok(!read.ok);
      assert.match(read.message, message);
    });
  }

  it('takes what fits, optional parameters left out', () => {
    assert.deepEqual(parseArguments('{"text": "a"}', info), { ok: true, args: { text: 'a' } });
  });

  it('offers the arguments of the test, or a skeleton', () => {
    assert.match(argumentsText(info, 'LongReceipt'), /INDEX BOOKSHOP/);
    assert.deepEqual(JSON.parse(argumentsText(info, null)), { text: '', limit: null });
  });

  it('needs a test or text when the function has parameters', () => {
    const selection = { function: info.name, project: info.project, test: null, args: null, client: null };
    const read = readArguments(info, selection);
    assert.ok(!read.ok && /choose a test/.test(read.message));
    assert.deepEqual(readArguments({ ...info, parameters: [] }, selection), { ok: true, args: {} });
    assert.equal(readArguments(undefined, null).ok, false);
  });
});
