/** Single events of Bedrock's format; whole answers are in `answer.test.ts`. */
import assert from 'node:assert/strict';
import type { Delta } from '../../../server/src/runtime/providers/answerFormat';
import { bedrockAnswer } from '../../../server/src/runtime/providers/bedrockAnswer';

describe('an event of a Bedrock stream', () => {
  const cases: [name: string, payload: object, read: Partial<Delta>][] = [
    ['contentBlockDelta', { delta: { text: 'a' }, p: 'abc' }, { text: 'a' }],
    ['contentBlockDelta', { delta: { reasoningContent: { text: 'hm' } } }, { reasoning: 'hm' }],
    ['contentBlockDelta', { delta: { toolUse: { input: '{' } } }, {}],
    ['messageStop', { stopReason: 'max_tokens' }, { finishReason: 'max_tokens', ends: 'answer' }],
    [
      'metadata',
      { usage: { inputTokens: 3, outputTokens: 2, cacheReadInputTokens: 1 } },
      { usage: { inputTokens: 3, outputTokens: 2, cachedInputTokens: 1 } },
    ],
    ['brandNewEvent', { delta: { text: 'x' } }, {}],
  ];
  for (const [name, payload, read] of cases) {
    it(`${name} ${JSON.stringify(payload)}`, () =>
      assert.deepEqual(bedrockAnswer.readEvent({ name, data: JSON.stringify(payload) }), {
        kind: 'delta',
        text: '',
        ...read,
      }));
  }

  const exceptions: [name: string, data: string, message: string][] = [
    ['throttlingException', '{"message":"Too many tokens"}', 'Too many tokens (throttlingException)'],
    ['modelStreamErrorException', '{"message":"m","originalMessage":"o"}', 'm o (modelStreamErrorException)'],
    ['', '', 'unknown error'],
  ];
  for (const [name, data, message] of exceptions) {
    it(`exception: ${message}`, () =>
      assert.deepEqual(bedrockAnswer.readEvent({ name, data, isError: true }), {
        kind: 'delta',
        text: '',
        error: { kind: 'provider', message },
      }));
  }
});

describe('a whole Bedrock answer', () => {
  const read = (body: object): unknown => bedrockAnswer.readAnswer(JSON.stringify(body));

  it('joins its blocks and keeps thoughts apart', () => {
    const content = [{ reasoningContent: { reasoningText: { text: 'hm' } } }, { text: 'a' }, { text: 'b' }];
    assert.deepEqual(read({ output: { message: { content } }, stopReason: 'end_turn' }), {
      kind: 'delta',
      text: 'ab',
      reasoning: 'hm',
      finishReason: 'end_turn',
      ends: 'answer',
    });
  });

  it('needs an output', () => {
    assert.match(JSON.stringify(read({})), /protocol.*no `output`/);
    assert.match(JSON.stringify(read({ message: 'no such model' })), /provider.*no such model/);
  });
});
