import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { Json } from '../../../server/src/ir/json';
import { freeTestName, testBlock } from '../../../server/src/language/features/testBlock';
import { createProject } from '../../../server/src/language/languageService';

const FUNCTION = 'function F(a: string) -> string {\n  client "openai/gpt-5"\n  prompt #"{{ a }}"#\n}\n';

/** The tests of `F` as they are read from text. */
function readTests(text: string) {
  const project = createProject();
  project.setFile('file:///a.baml', FUNCTION + text);
  return project
    .snapshot()
    .functions()
    .find(({ name }) => name === 'F')!.tests;
}

describe('a test block', () => {
  it('holds the arguments and the beginning of asserts', () => {
    const args = { text: 'one "apple"\n\tand \\', order: { items: [1, null, true], 'odd key': {} }, none: [] };
    const result = { shop: 'Corner', note: 'it is "long"', items: [1, 2], total: 70.7, more: {} };
    assert.equal(
      testBlock({ name: 'FTest', function: 'F', args, result }),
      String.raw`test FTest {
  functions [F]
  args {
    text "one \"apple\"\n\tand \\"
    order {
      items [
        1,
        null,
        true,
      ]
      "odd key" {}
    }
    none []
  }
  @@assert(shop, {{ this.shop == "Corner" }})
  @@assert(note, {{ this.note|length > 0 }})
  @@assert(items, {{ this.items|length == 2 }})
  @@assert(total, {{ this.total == 70.7 }})
}
`,
    );
    assert.equal(testBlock({ name: 'T', function: 'F', args: {} }), 'test T {\n  functions [F]\n}\n');
  });

  it('read again has the same arguments', () => {
    const text = fc
      .array(fc.constantFrom(...'ab "\\{}#%\n\té😀\'/$n,:'), { maxLength: 12 })
      .map((chars) => chars.join(''));
    const key = fc
      .stringMatching(/^[a-z][a-z0-9_]{0,6}$/)
      .filter((one) => !['true', 'false', 'null', 'env'].includes(one));
    const value = fc.letrec<{ value: Json }>((tie) => ({
      value: fc.oneof(
        { depthSize: 'small' },
        text,
        fc.integer({ min: -9999, max: 9999 }),
        fc.boolean(),
        fc.constant(null),
        fc.array(tie('value'), { maxLength: 3 }),
        fc.dictionary(key, tie('value'), { maxKeys: 3, noNullPrototype: true }),
      ),
    })).value;
    fc.assert(
      fc.property(fc.dictionary(key, value, { maxKeys: 3, noNullPrototype: true }), (args) => {
        const [test] = readTests(testBlock({ name: 'FTest', function: 'F', args }));
        assert.deepEqual(test?.args, args);
      }),
      { numRuns: 200 },
    );
  });

  it('has a name that is free', () => {
    assert.equal(freeTestName('F', []), 'FTest');
    assert.equal(freeTestName('F', ['FTest', 'FTest2']), 'FTest3');
  });
});
