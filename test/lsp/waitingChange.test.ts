import assert from 'node:assert/strict';
import fc from 'fast-check';
import { AbstractMessageReader, Disposable, type DataCallback, type Message } from 'vscode-jsonrpc/node';
import type { DidChangeTextDocumentParams } from 'vscode-languageserver-protocol/node';
import { applyChanges } from '../../server/src/lsp/textChanges';
import { WaitingChange } from '../../server/src/lsp/waitingChange';

class ByHand extends AbstractMessageReader {
  hear: DataCallback = () => undefined;

  listen(heard: DataCallback): Disposable {
    this.hear = heard;
    return Disposable.create(() => undefined);
  }
}

/** A queue of messages as the library keeps one. */
function queue() {
  const waiting = new WaitingChange();
  const reader = new ByHand();
  const messages: Message[] = [];
  waiting.joining(reader).listen((message) => void messages.push(message));
  return {
    messages,
    hear: (message: unknown) => reader.hear(structuredClone(message) as Message),
    take: () => {
      const message = messages.shift();
      if (message) waiting.taken(message);
      return message;
    },
  };
}

const change = (uri: string, version: number, ...contentChanges: readonly unknown[]) => ({
  jsonrpc: '2.0',
  method: 'textDocument/didChange',
  params: { textDocument: { uri, version }, contentChanges },
});
const request = (id: number) => ({ jsonrpc: '2.0', id, method: 'textDocument/hover' });

describe('changes that wait', () => {
  it('are one change, with the newest version', () => {
    const { hear, messages } = queue();
    hear(change('a', 1, { text: 'x' }));
    hear(change('a', 2, { text: 'y' }, { text: 'z' }));
    hear(change('a', 5));
    assert.deepEqual(messages, [change('a', 5, { text: 'x' }, { text: 'y' }, { text: 'z' })]);
  });

  it('stay apart when they are of other documents, when something is between them, and when the first is being handled', () => {
    const { hear, messages, take } = queue();
    const apart = [change('a', 1, { text: 'x' }), change('b', 1), change('a', 2), request(1), change('a', 3)];
    for (const one of apart) hear(one);
    assert.deepEqual(messages, apart);
    while (take());
    hear(change('a', 4));
    assert.deepEqual(take(), change('a', 4));
    hear(change('a', 5));
    assert.deepEqual(messages, [change('a', 5)]);
  });

  it('a broken one fails alone', () => {
    const broken = [
      change('a', 2, null),
      change('a', 2, { range: 1, text: 'x' }),
      { ...change('a', 2), params: null },
      { ...change('a', 2), params: { textDocument: { uri: 'a' }, contentChanges: [] } },
      { ...change('a', 2), params: { textDocument: { uri: 'a', version: 2 }, contentChanges: {} } },
      { ...change('a', 2), id: 7 },
      null,
      5,
    ];
    for (const one of broken) {
      const { hear, messages } = queue();
      const all = [change('a', 1, { text: 'x' }), one, change('a', 3, { text: 'y' })];
      for (const message of all) hear(message);
      assert.deepEqual(messages, all, JSON.stringify(one));
    }
  });

  it('tell the same text and version at every request, whenever they are handled', () => {
    const uri = fc.constantFrom('a', 'b');
    const step = fc.oneof(
      { weight: 6, arbitrary: fc.record({ kind: fc.constant('key' as const), uri, at: fc.nat(9), text: fc.string() }) },
      { weight: 1, arbitrary: fc.record({ kind: fc.constant('ask' as const) }) },
      { weight: 2, arbitrary: fc.record({ kind: fc.constant('handle' as const), count: fc.nat(3) }) },
    );
    fc.assert(
      fc.property(fc.array(step, { maxLength: 40 }), (steps) => {
        const { hear, take } = queue();
        const plain = editorOf();
        const joined = editorOf();
        let version = 0;
        for (const one of steps) {
          if (one.kind === 'handle') {
            for (let i = 0; i < one.count; i++) joined.handle(take());
            continue;
          }
          const place = one.kind === 'key' && { line: 0, character: one.at };
          const message =
            one.kind === 'key'
              ? change(one.uri, ++version, { range: { start: place, end: place }, text: one.text })
              : request(++version);
          plain.handle(message as unknown as Message);
          hear(message);
        }
        for (let message = take(); message; message = take()) joined.handle(message);
        assert.deepEqual(joined.seen, plain.seen);
        assert.deepEqual(joined.texts, plain.texts);
      }),
    );
  });
});

/** The texts of documents, and what they were when something was asked. */
function editorOf() {
  const texts = new Map<string, { text: string; version: number }>();
  const seen: unknown[] = [];
  const handle = (message: Message | undefined): void => {
    if (!message) return;
    const { id, params } = message as unknown as { id?: number; params: DidChangeTextDocumentParams };
    if (id !== undefined) return void seen.push([id, [...texts].map(([uri, one]) => [uri, one.text, one.version])]);
    const { uri, version } = params.textDocument;
    texts.set(uri, { text: applyChanges(texts.get(uri)?.text ?? '0123456789', params.contentChanges), version });
  };
  return { texts, seen, handle };
}
