import assert from 'node:assert/strict';
import { CallingCodeRequest, NewTestRequest } from '../../protocol/lsp';
import { connect, temporaryFolder, type TemporaryFolder, type TestClient } from '../support/connection';

const SOURCE = `function Say(text: string) -> string {
  client "openai/gpt-5"
  prompt #"{{ text }}"#
}

test SayTest {
  functions [Say]
  args { text "x" }
}
`;

describe('text the server writes', () => {
  let client: TestClient;
  let folder: TemporaryFolder;
  beforeEach(async () => {
    folder = temporaryFolder({ 'baml_src/a.baml': '' });
    client = await connect([folder.path]);
    client.open(folder.uri('baml_src/a.baml'), SOURCE);
  });
  afterEach(async () => {
    await client.stop();
    folder.remove();
  });

  it('is a test at the end of the file of the function, of the text as typed, with a name of its own', async () => {
    const of = { function: 'Say', uri: folder.uri('baml_src') };
    const made = await client.connection.sendRequest(NewTestRequest, { ...of, args: { text: 'one' }, result: 'two' });
    assert.deepEqual(made, {
      name: 'SayTest2',
      uri: folder.uri('baml_src/a.baml'),
      line: SOURCE.split('\n').length - 1,
      character: 0,
      text: `
test SayTest2 {
  functions [Say]
  args {
    text "one"
  }
  @@assert(result, {{ this == "two" }})
}
`,
    });
    const gone = await client.connection.sendRequest(NewTestRequest, { ...of, function: 'Gone', args: {} });
    assert.equal(gone, null);
  });

  it('is code that calls a function', async () => {
    const of = { function: 'Say', uri: folder.uri('baml_src') };
    const codes = await client.connection.sendRequest(CallingCodeRequest, of);
    assert.ok(codes?.some(({ language, code }) => language === 'Go' && code.includes('Stream.Say(ctx, text)')));
    assert.equal(await client.connection.sendRequest(CallingCodeRequest, { ...of, function: 'Gone' }), null);
  });
});
