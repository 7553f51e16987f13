import assert from 'node:assert/strict';
import { createProject } from '../../server/src/language/languageService';
import { recordedOutput } from '../../server/src/runtime/recordedOutput';
import { recordedSchema } from '../../server/src/runtime/recordedSchema';

const TYPES = `enum Kind {
  A
  B
}
class Item {
  name string @stream.not_null
  kind Kind @check(known, {{ this != "B" }})
  price float | null @stream.done
  @@stream.done
}
`;
const FUNCTION = `client<llm> Main {
  provider openai
}
function Run() -> Item[] {
  client Main
  prompt #"Say {{ ctx.output_format }}."#
}
`;

describe('the hash of a recorded schema', () => {
  let hash: string;
  before(() => {
    hash = hashOf({ '/home/ana/shop/baml_src/types.baml': TYPES, '/home/ana/shop/baml_src/main.baml': FUNCTION });
  });

  const same: Record<string, Record<string, string>> = {
    'in another checkout': { '/work/baml_src/types.baml': TYPES, '/work/baml_src/main.baml': FUNCTION },
    'after a comment was added': {
      '/work/baml_src/types.baml': `// Sold by weight.\n${TYPES}`,
      '/work/baml_src/main.baml': FUNCTION,
    },
    'in one file instead of two': { '/work/baml_src/all.baml': TYPES + FUNCTION },
    'with other blanks': {
      '/work/baml_src/types.baml': TYPES.replace(' @stream.not_null', '   @stream.not_null'),
      '/work/baml_src/main.baml': FUNCTION,
    },
  };
  for (const [name, files] of Object.entries(same)) it(`is the same ${name}`, () => assert.equal(hashOf(files), hash));

  const edits: [what: string, from: string, to: string][] = [
    ['a field’s name', 'name string', 'title string'],
    ['a field’s type', 'float | null', 'int | null'],
    ['an attribute that is gone', ' @stream.not_null', ''],
    ['an attribute that is another', '@stream.not_null', '@stream.with_state'],
    ['a block attribute that is gone', '@@stream.done', ''],
    ['a condition', '"B"', '"A"'],
    ['a level', '@check', '@assert'],
    ['a value of an enum', '  B', '  C'],
  ];
  for (const [what, from, to] of edits) {
    it(`differs with ${what}`, () => {
      assert.ok(TYPES.includes(from));
      assert.notEqual(hashOf({ '/types.baml': TYPES.replace(from, to), '/main.baml': FUNCTION }), hash);
    });
  }
});

describe('a recorded schema', () => {
  const files = { '/home/ana/shop/baml_src/types.baml': TYPES, '/home/ana/shop/baml_src/main.baml': FUNCTION };

  it('names files, not the folders they lie in', () => {
    const text = JSON.stringify(recordOf(files).ir);
    assert.doesNotMatch(text, /ana|shop|file:/);
    assert.match(text, /"uri":"types\.baml"/);
  });

  it('can be read back, and is the same type', () => {
    const { ir, hash } = recordOf(files);
    const output = recordedOutput(ir);
    assert.ok(output);
    assert.equal(recordedSchema(output).hash, hash);
  });
});

function hashOf(files: Readonly<Record<string, string>>): string {
  return recordOf(files).hash;
}

function recordOf(files: Readonly<Record<string, string>>): ReturnType<typeof recordedSchema> {
  const project = createProject();
  for (const [path, text] of Object.entries(files)) project.setFile(`file://${path}`, text);
  const found = project.snapshot().runnable('Run');
  assert.ok(found.ok, JSON.stringify(found));
  return recordedSchema({ returns: found.runnable.function.returns, schema: found.runnable.schema });
}
