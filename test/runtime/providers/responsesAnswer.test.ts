/** Single events of the responses API; whole answers are in `answer.test.ts`. */
import assert from 'node:assert/strict';
import type { Delta } from '../../../server/src/runtime/providers/answerFormat';
import { responsesAnswer } from '../../../server/src/runtime/providers/responsesAnswer';

describe('an event of a responses stream', () => {
  const usage = { input_tokens: 3, output_tokens: 2, input_tokens_details: { cached_tokens: 1 } };
  const cases: [name: string, event: object, read: Partial<Delta>][] = [
    ['text', { type: 'response.output_text.delta', delta: 'a' }, { text: 'a' }],
    ['what repeats the text', { type: 'response.output_text.done', text: 'a' }, {}],
    ['a summary of thoughts', { type: 'response.reasoning_summary_text.delta', delta: 'hm' }, { reasoning: 'hm' }],
    ['thoughts', { type: 'response.reasoning_text.delta', delta: 'hm' }, { reasoning: 'hm' }],
    ['a refusal', { type: 'response.refusal.delta', delta: 'no' }, { refusal: 'no' }],
    [
      'the end',
      { type: 'response.completed', response: { status: 'completed', usage, error: null } },
      {
        finishReason: 'completed',
        usage: { inputTokens: 3, outputTokens: 2, cachedInputTokens: 1 },
        ends: 'stream',
      },
    ],
    [
      'an end that came too early, with its reason',
      {
        type: 'response.incomplete',
        response: { status: 'incomplete', incomplete_details: { reason: 'max_output_tokens' } },
      },
      { finishReason: 'max_output_tokens', ends: 'stream' },
    ],
    [
      'a failure',
      { type: 'response.failed', response: { status: 'failed', error: { message: 'broken' } } },
      { finishReason: 'failed', ends: 'stream', ...error('broken') },
    ],
    [
      'a failure without words',
      { type: 'response.failed', response: { status: 'failed', error: null } },
      { finishReason: 'failed', ends: 'stream', ...error('the response failed, without a reason') },
    ],
    ['an error', { type: 'error', code: 'x', message: 'Too many tokens.' }, error('Too many tokens.')],
    ['an error of a gateway', { error: { message: 'no' } }, error('no')],
    ['an event from the future', { type: 'response.shiny', delta: 'x' }, {}],
  ];
  for (const [name, event, read] of cases) {
    it(name, () =>
      assert.deepEqual(responsesAnswer.readEvent({ data: JSON.stringify(event) }), {
        kind: 'delta',
        text: '',
        ...read,
      }),
    );
  }
});

describe('a whole responses answer', () => {
  it('joins its messages and keeps thoughts apart', () => {
    const output = [
      { type: 'reasoning', summary: [{ text: 'hm' }] },
      {
        type: 'message',
        content: [
          { type: 'output_text', text: 'a' },
          { type: 'output_text', text: 'b' },
        ],
      },
      { type: 'message', content: [{ type: 'refusal', refusal: 'no' }] },
    ];
    assert.deepEqual(responsesAnswer.readAnswer(JSON.stringify({ status: 'completed', output })), {
      kind: 'delta',
      text: 'ab',
      reasoning: 'hm',
      refusal: 'no',
      finishReason: 'completed',
      ends: 'stream',
    });
  });

  it('needs an output', () => {
    assert.match(JSON.stringify(responsesAnswer.readAnswer('{}')), /protocol.*no `output`/);
    assert.match(JSON.stringify(responsesAnswer.readAnswer('{"error":{"message":"no"}}')), /provider.*"no"/);
  });
});

function error(message: string): Partial<Delta> {
  return { error: { kind: 'provider', message } };
}
