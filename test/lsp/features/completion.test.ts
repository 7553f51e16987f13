import assert from 'node:assert/strict';
import type { ClientCapabilities, CompletionItem, CompletionList } from 'vscode-languageserver-protocol/node';
import { connect, temporaryFolder, type TestClient } from '../../support/connection';

const EDITOR: ClientCapabilities = {
  textDocument: {
    completion: {
      completionItem: { snippetSupport: true, insertReplaceSupport: true, documentationFormat: ['markdown'] },
      completionList: { itemDefaults: ['editRange', 'data'] },
    },
  },
};

const TYPES = '/// People we know.\nclass Person {\n  name string\n}\n';

describe('completion in the editor', () => {
  let client: TestClient;
  const folder = temporaryFolder({ 'baml_src/types.baml': TYPES });
  const uri = folder.uri('baml_src/main.baml');
  after(() => folder.remove());
  afterEach(() => client.stop());

  async function open(text: string, capabilities?: ClientCapabilities): Promise<void> {
    client = await connect([folder.path], {}, capabilities ? { capabilities } : {});
    client.open(uri, text);
    await client.diagnostics(uri);
  }

  const ask = (line: number, character: number, context?: object): Promise<CompletionList | null> =>
    client.connection.sendRequest('textDocument/completion', {
      textDocument: { uri },
      position: { line, character },
      ...(context && { context }),
    });

  it('sends the edit range once, both ways, to an editor that knows how', async () => {
    await open('class A {\n  x strx\n}\n', EDITOR);
    const list = (await ask(1, 7))!;
    assert.equal(list.isIncomplete, false);
    const line = (from: number, to: number) => ({
      start: { line: 1, character: from },
      end: { line: 1, character: to },
    });
    assert.deepEqual(list.itemDefaults, { editRange: { insert: line(4, 7), replace: line(4, 8) }, data: { uri } });
    const map = list.items.find(({ label }) => label === 'map')!;
    assert.equal(map.textEditText, 'map<${1:string}, ${2:string}>$0');
    assert.equal(map.insertTextFormat, 2);
    assert.equal(map.textEdit, undefined);
  });

  it('sends a plain edit with each item to an editor that says nothing about itself', async () => {
    await open('class A {\n  x strx\n}\n');
    const list = (await ask(1, 7))!;
    assert.deepEqual(list.itemDefaults, {});
    const map = list.items.find(({ label }) => label === 'map')!;
    assert.deepEqual(map.textEdit, {
      newText: 'map<string, string>',
      range: { start: { line: 1, character: 4 }, end: { line: 1, character: 7 } },
    });
    assert.equal(map.insertTextFormat, undefined);
  });

  it('tells about a declaration of another file when it is looked at', async () => {
    await open('class A {\n  x \n}\n', EDITOR);
    const list = (await ask(1, 4))!;
    // An editor fills in what the list says for all.
    const item = { ...list.items.find(({ label }) => label === 'Person')!, data: list.itemDefaults!.data };
    assert.equal(item.documentation, undefined);
    const resolved: CompletionItem = await client.connection.sendRequest('completionItem/resolve', item);
    assert.equal(resolved.detail, 'class');
    assert.deepEqual(resolved.documentation, {
      kind: 'markdown',
      value: 'People we know.\n\n```baml\nclass Person {\n  name string\n}\n```',
    });
  });

  it('tells about it in an editor that knows no defaults', async () => {
    await open('class A {\n  x \n}\n');
    const item = (await ask(1, 4))!.items.find(({ label }) => label === 'Person')!;
    const resolved: CompletionItem = await client.connection.sendRequest('completionItem/resolve', item);
    assert.match((resolved.documentation as { value: string }).value, /^People we know\./);
  });

  it('gives back an item that is no declaration as it is', async () => {
    await open('class A {\n  x \n}\n', EDITOR);
    const item = (await ask(1, 4))!.items.find(({ label }) => label === 'int')!;
    assert.deepEqual(await client.connection.sendRequest('completionItem/resolve', item), item);
  });

  it('answers on the text as typed, right behind the keystroke', async () => {
    await open('class A {\n  x \n}\n', EDITOR);
    client.change(uri, 2, {
      range: { start: { line: 1, character: 4 }, end: { line: 1, character: 4 } },
      text: 'string @str',
    });
    const list = (await ask(1, 15, { triggerKind: 1 }))!;
    const done = list.items.find(({ label }) => label === '@stream.done');
    assert.ok(done);
    assert.deepEqual(list.itemDefaults?.editRange, {
      insert: { start: { line: 1, character: 11 }, end: { line: 1, character: 15 } },
      replace: { start: { line: 1, character: 11 }, end: { line: 1, character: 15 } },
    });
  });

  it('opens by itself behind a blank only where something has to follow', async () => {
    await open('class A {\n  x \n  y int \n}\n', EDITOR);
    const blank = { triggerKind: 2, triggerCharacter: ' ' };
    assert.ok((await ask(1, 4, blank))?.items.length);
    assert.equal(await ask(2, 8, blank), null);
    assert.ok((await ask(2, 8))?.items.length);
  });
});
