import assert from 'node:assert/strict';
import { checkFixes } from '../../../support/fixes';
import { checkCases } from '../../../support/markers';
import { partialsOf, plain, reportedAt } from '../../../support/streamClaims';

const C = 'class C {\n  a string\n  b string\n}\n';
const WHOLE = 'class C {\n  a string\n  b string\n  @@stream.done\n}\n';
const ASK = (type: string): string =>
  `function F() -> ${type} {\n  client "openai/gpt-4o"\n  prompt #"{{ ctx.output_format }}"#\n}\n`;
const VALUE = '{"a": "xx", "b": "yy"}';

/** Types, result and an answer; `«…»` marks the class that is spoken of. */
const ROWS: readonly [types: string, result: string, answer: string][] = [
  [`type X = string | «C» | X[]\n${C}`, 'X', `[${VALUE}, "zz"]`],
  [`type X = X[] | «C»?\n${C}`, 'X', `[${VALUE}]`],
  [`type X = map<string, X> | «C»\n${C}`, 'X', `{"k": ${VALUE}, "l": {}}`],
  [`type X = string | X[] | (Y[])\ntype Y = «C» | X\n${C}`, 'X', `["z", ${VALUE}]`],
  [`type L = C[]\ntype X = string | «L» | X[]\n${C}`, 'X', `[[${VALUE}], "zz"]`],
  [`type X = string | «C» | X[]\nclass R {\n  c C\n  x X\n}\n${C}`, 'R', `{"c": null, "x": [${VALUE}]}`],
  [
    `type X = string | «C» | X[]\nclass R {\n  n string\n  x X @stream.done\n}\n${C}`,
    'R',
    `{"n": "k", "x": [${VALUE}]}`,
  ],
  [`type X = string | «C» | X[]\nclass R {\n  x X\n  @@stream.done\n}\n${C}`, 'R[]', `[{"x": [${VALUE}]}, `],
  // Elsewhere, marked, or without a way back.
  [`type X = string | «C» | X[]\n${WHOLE}`, 'X', `[${VALUE}, "zz"]`],
  [`type X = string | («C» @stream.done) | X[]\n${C}`, 'X', `[${VALUE}, "zz"]`],
  [
    `type X = string | «C» | X[]\nclass R {\n  c C @stream.done\n  x X\n}\n${C}`,
    'R',
    `{"c": ${VALUE}, "x": [${VALUE}]}`,
  ],
  [`type Y = «C» | X[]\ntype X = string | X[]\n${C}`, 'Y', VALUE],
  [`type X = string | «C»\nclass R {\n  x X[]\n}\n${C}`, 'R', `{"x": [${VALUE}]}`],
  [
    `type X = string | «C»\nclass C {\n  a string\n  b string\n  more X[]\n}\n`,
    'X',
    `{"a": "xx", "b": "yy", "more": [${VALUE}]}`,
  ],
];

describe('check: streamClassInAlias', () => {
  checkCases('checks/stream/streamClassInAlias');
  checkFixes('checks/stream/streamClassInAlias');

  describe('says so exactly where the official runtime shows nothing of the class while it streams', () => {
    for (const [types, result, answer] of ROWS) {
      const source = types + ASK(result);
      it(`${types}-> ${result}`, () => {
        // Inside the alias: the part of the answer behind the first class elsewhere.
        const seen = partialsOf(plain(source), 'F', answer).at(-1)!.split('"xx"').length - 1;
        const isShown = seen === answer.split('"xx"').length - 1;
        assert.equal(reportedAt(source).codes.includes('stream-class-in-alias'), !isShown);
      });
    }
  });
});
