/** Single events of Google's format; whole answers are in `answer.test.ts`. */
import assert from 'node:assert/strict';
import type { Delta } from '../../../server/src/runtime/providers/answerFormat';
import { googleAnswer } from '../../../server/src/runtime/providers/googleAnswer';

describe('an event of a Gemini stream', () => {
  const parts = (...parts: object[]): object => ({ candidates: [{ content: { parts } }] });
  const cases: [name: string, event: object, read: Partial<Delta>][] = [
    ['all parts', parts({ text: 'a' }, { text: 'b' }), { text: 'ab' }],
    ['thoughts', parts({ text: 'hm', thought: true }, { text: 'a' }), { text: 'a', reasoning: 'hm' }],
    ['a function call', parts({ functionCall: { name: 'f' } }), {}],
    ['another candidate', { candidates: [{ index: 1, content: { parts: [{ text: 'b' }] } }] }, {}],
    ['a finish reason', { candidates: [{ finishReason: 'MAX_TOKENS' }] }, { finishReason: 'MAX_TOKENS' }],
    [
      'usage',
      { usageMetadata: { promptTokenCount: 3, candidatesTokenCount: 2, cachedContentTokenCount: 1 } },
      { usage: { inputTokens: 3, outputTokens: 2, cachedInputTokens: 1 } },
    ],
    ['an error', { error: { code: 503, message: 'overloaded' } }, error('overloaded')],
    ['a blocked prompt', { promptFeedback: { blockReason: 'SAFETY' } }, error('the prompt was blocked (SAFETY)')],
  ];
  for (const [name, event, read] of cases) {
    it(name, () =>
      assert.deepEqual(googleAnswer.readEvent({ data: JSON.stringify(event) }), { kind: 'delta', text: '', ...read }),
    );
  }
});

describe('a whole Gemini answer', () => {
  const piece = (text: string, more: object = {}): object => ({
    candidates: [{ content: { parts: [{ text }] }, ...more }],
  });

  it('may be a list of all the pieces', () => {
    const body = JSON.stringify([
      { ...piece('a'), usageMetadata: { promptTokenCount: 3 } },
      { ...piece('b', { finishReason: 'STOP' }), usageMetadata: { candidatesTokenCount: 2 } },
    ]);
    assert.deepEqual(googleAnswer.readAnswer(body), {
      kind: 'delta',
      text: 'ab',
      finishReason: 'STOP',
      usage: { inputTokens: 3, outputTokens: 2 },
    });
    assert.match(JSON.stringify(googleAnswer.readAnswer('[{"error":{"message":"no"}}]')), /provider.*"no"/);
    assert.equal(googleAnswer.readAnswer('[]').kind, 'unreadable');
  });

  it('needs a candidate', () => {
    assert.match(JSON.stringify(googleAnswer.readAnswer('{}')), /protocol.*no `candidates`/);
    assert.match(JSON.stringify(googleAnswer.readAnswer(JSON.stringify(piece('a')))), /"text":"a"/);
  });
});

function error(message: string): Partial<Delta> {
  return { error: { kind: 'provider', message } };
}
