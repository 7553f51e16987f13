import assert from 'node:assert/strict';
import { recordedSchema } from '../../server/src/runtime/recordedSchema';
import { schemaText } from '../../server/src/runtime/schemaText';
import { runnableOf } from '../support/runnables';

const TYPES = `enum Color {
  RED @alias("rouge")
  BLUE @description("of the sea")
}

class Person {
  name string @stream.not_null
  tags ((string | int)[] @stream.done)?
  kind "a" | "b" | Color
  age int? @check(adult, {{ this >= 18 }})
  shelf map<string, Book[]>
  @@stream.done
}

class Book {
  title string @description("as on the \\"cover\\"")
  next Book?
}

type Tree = string | Tree[]

class Wood {
  tree Tree
}
`;
const FUNCTIONS = `client<llm> Main {
  provider openai
}
function GetPerson() -> Person[] {
  client Main
  prompt #"{{ ctx.output_format }}"#
}
function GetWood() -> Wood {
  client Main
  prompt #"{{ ctx.output_format }}"#
}
`;

const written = (types: string, name: string): string => {
  const { function: called, schema } = runnableOf(types + FUNCTIONS, name);
  return schemaText(recordedSchema({ returns: called.returns, schema }).ir)!;
};

describe('the types of a recording, as BAML again', () => {
  it('say what was written', () => {
    const text = written(TYPES, 'GetPerson');
    for (const line of [
      '// returns Person[]',
      '  RED @alias("rouge")',
      '  BLUE @description("of the sea")',
      '  name string @stream.not_null',
      '  age int? @check(adult, {{ this >= 18 }})',
      '  shelf map<string, Book[]>',
      '  kind "a" | "b" | Color',
      '  title string @description("as on the \\"cover\\"")',
      '  @@stream.done',
    ]) {
      assert.ok(text.split('\n').includes(line), `${line}\n\n${text}`);
    }
    assert.match(written(TYPES, 'GetWood'), /^type Tree = string \| Tree\[\]$/m);
  });

  it('mean the same when they are read again', () => {
    for (const name of ['GetPerson', 'GetWood']) {
      const once = written(TYPES, name);
      assert.equal(written(once, name), once);
    }
  });

  it('are nothing when the recording holds none', () => {
    for (const ir of [null, 'x', { schema: {} }, []]) assert.equal(schemaText(ir), undefined);
  });
});
