import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import type { Json } from '../../../server/src/ir/json';
import { createProject } from '../../../server/src/language/languageService';
import { rawStringText } from '../../../server/src/language/syntax/rawString';

const recorded = (name: string) =>
  JSON.parse(readFileSync(`${__TEST_ROOT__}/fixtures/syntax/${name}`, 'utf8')) as unknown;

/** Values as the official runtime 0.226.2 sends them, by what is written; recorded from its requests. */
const values = recorded('values.json') as readonly (readonly [written: string, sent: Json])[];
/** Prompts as the official runtime sends them, by the raw string that is written. */
const prompts = recorded('raw-strings.json') as readonly (readonly [written: string, sent: string])[];

describe('values, as the official runtime reads them', () => {
  for (const [written, sent] of values) {
    it(JSON.stringify(written), () => {
      const project = createProject();
      project.setFile(
        'a.baml',
        `function F(zz: string) -> string {\n  client "openai/x"\n  prompt #"{{ zz }}"#\n}
test T {\n  functions [F]\n  args {\n    zz ${written}\n  }\n}\n`,
      );
      assert.deepEqual(project.snapshot().functions()[0]?.tests[0]?.args, { zz: sent });
    });
  }
});

describe('raw strings, as the official runtime reads them', () => {
  for (const [written, sent] of prompts) {
    it(JSON.stringify(written), () => assert.equal(rawStringText(written, 0).text, sent));
  }
});
