/** Single events of Anthropic's format; whole answers are in `answer.test.ts`. */
import assert from 'node:assert/strict';
import type { Delta } from '../../../server/src/runtime/providers/answerFormat';
import { anthropicAnswer } from '../../../server/src/runtime/providers/anthropicAnswer';

describe('an event of an Anthropic stream', () => {
  const cases: [name: string, event: object, read: Partial<Delta>][] = [
    ['text', { type: 'content_block_delta', delta: { type: 'text_delta', text: 'a' } }, { text: 'a' }],
    [
      'text at the start of a block',
      { type: 'content_block_start', content_block: { type: 'text', text: 'a' } },
      { text: 'a' },
    ],
    [
      'thoughts',
      { type: 'content_block_delta', delta: { type: 'thinking_delta', thinking: 'hm' } },
      { reasoning: 'hm' },
    ],
    ['a signature', { type: 'content_block_delta', delta: { type: 'signature_delta', signature: 's' } }, {}],
    ['a tool call', { type: 'content_block_delta', delta: { type: 'input_json_delta', partial_json: '{' } }, {}],
    [
      'usage at the start',
      { type: 'message_start', message: { usage: { input_tokens: 3, output_tokens: 1, cache_read_input_tokens: 9 } } },
      { usage: { inputTokens: 3, outputTokens: 1, cachedInputTokens: 9 } },
    ],
    [
      'the finish reason, with the output tokens alone',
      { type: 'message_delta', delta: { stop_reason: 'end_turn' }, usage: { output_tokens: 2 } },
      { finishReason: 'end_turn', usage: { outputTokens: 2 }, ends: 'answer' },
    ],
    ['a ping', { type: 'ping' }, {}],
    ['an event from the future', { type: 'shiny', text: 'x' }, {}],
    ['an error', { type: 'error', error: { type: 'overloaded_error', message: 'Overloaded' } }, error('Overloaded')],
    ['an error without words', { type: 'error' }, error('unknown error')],
    ['an error without a type', { error: { message: 'no' } }, error('no')],
  ];
  for (const [name, event, read] of cases) {
    it(name, () =>
      assert.deepEqual(anthropicAnswer.readEvent({ data: JSON.stringify(event) }), {
        kind: 'delta',
        text: '',
        ...read,
      }),
    );
  }

  it('the last one', () => {
    assert.deepEqual(anthropicAnswer.readEvent({ data: '{"type":"message_stop"}' }), { kind: 'done' });
  });
});

describe('a whole Anthropic answer', () => {
  const read = (body: object): unknown => anthropicAnswer.readAnswer(JSON.stringify(body));

  it('joins its text blocks and keeps thoughts apart', () => {
    const content = [
      { type: 'thinking', thinking: 'hm' },
      { type: 'text', text: 'a' },
      { type: 'redacted_thinking', data: 'x' },
      { type: 'text', text: 'b' },
    ];
    assert.deepEqual(read({ content, stop_reason: 'end_turn' }), {
      kind: 'delta',
      text: 'ab',
      reasoning: 'hm',
      finishReason: 'end_turn',
      ends: 'answer',
    });
  });

  it('needs text', () => {
    assert.match(JSON.stringify(read({ content: [] })), /protocol.*no text/);
    assert.doesNotMatch(JSON.stringify(read({ content: [{ type: 'text', text: '' }] })), /error/);
  });

  it('may be an error', () => {
    assert.deepEqual(read({ type: 'error', error: { message: 'no' } }), { kind: 'delta', text: '', ...error('no') });
  });
});

function error(message: string): Partial<Delta> {
  return { error: { kind: 'provider', message } };
}
