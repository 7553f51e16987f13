import assert from 'node:assert/strict';
import type { ClientCapabilities, SignatureHelp } from 'vscode-languageserver-protocol/node';
import { connect, temporaryFolder, type TestClient } from '../../support/connection';

const OFFSETS: ClientCapabilities = {
  textDocument: { signatureHelp: { signatureInformation: { parameterInformation: { labelOffsetSupport: true } } } },
};
const TEXT = 'template_string T(a: int, b: int) #"{{ T(1, "#\n';

describe('signature help in the editor', () => {
  let client: TestClient;
  const folder = temporaryFolder({ 'baml_src/other.baml': '' });
  const uri = folder.uri('baml_src/main.baml');
  after(() => folder.remove());
  afterEach(() => client.stop());

  async function ask(capabilities: ClientCapabilities, character: number): Promise<SignatureHelp | null> {
    client = await connect([folder.path], {}, { capabilities });
    client.open(uri, TEXT);
    return client.connection.sendRequest('textDocument/signatureHelp', {
      textDocument: { uri },
      position: { line: 0, character },
    });
  }

  it('marks the parameter by its place in the label', async () => {
    const help = (await ask(OFFSETS, TEXT.indexOf('1, ') + 3))!;
    assert.equal(help.activeParameter, 1);
    assert.equal(help.signatures[0]!.label, 'T(a: int, b: int)');
    assert.deepEqual(
      help.signatures[0]!.parameters!.map(({ label }) => label),
      [
        [2, 8],
        [10, 16],
      ],
    );
  });

  it('marks it by its text for an editor that knows no places', async () => {
    const help = (await ask({}, TEXT.indexOf('1, ') + 3))!;
    assert.deepEqual(
      help.signatures[0]!.parameters!.map(({ label }) => label),
      ['a: int', 'b: int'],
    );
  });

  it('says nothing outside of calls', async () => {
    assert.equal(await ask({}, 3), null);
  });
});
