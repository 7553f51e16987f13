/** Single events of OpenAI's chat format; whole answers are in `answer.test.ts`. */
import assert from 'node:assert/strict';
import type { ProviderEvent } from '../../../server/src/runtime/providers/answerFormat';
import { openaiAnswer } from '../../../server/src/runtime/providers/openaiAnswer';

const readChatEvent = (data: string): ProviderEvent => openaiAnswer.readEvent({ data });
const readChatAnswer = openaiAnswer.readAnswer;

describe('an event of a chat stream', () => {
  const delta = (delta: object, more: object = {}): object => ({ choices: [{ index: 0, delta, ...more }] });
  const cases: [name: string, event: object, read: Omit<ProviderEvent & { kind: 'delta' }, 'kind'>][] = [
    ['text', delta({ content: 'a' }), { text: 'a' }],
    ['text in parts', delta({ content: [{ type: 'text', text: 'a' }, { type: 'x' }, { text: 'b' }] }), { text: 'ab' }],
    ['no text', delta({ role: 'assistant', content: null }), { text: '' }],
    ['reasoning as DeepSeek sends it', delta({ reasoning_content: 'hm' }), { text: '', reasoning: 'hm' }],
    ['reasoning as OpenRouter sends it', delta({ reasoning: 'hm' }), { text: '', reasoning: 'hm' }],
    ['a refusal', delta({ refusal: 'no' }), { text: '', refusal: 'no' }],
    ['a finish reason', delta({}, { finish_reason: 'stop' }), { text: '', finishReason: 'stop' }],
    ['another choice', { choices: [{ index: 1, delta: { content: 'b' }, finish_reason: 'stop' }] }, { text: '' }],
    [
      'usage',
      { choices: [], usage: { prompt_tokens: 3, completion_tokens: 0 } },
      { text: '', usage: { inputTokens: 3, outputTokens: 0 } },
    ],
    [
      'usage that is none',
      { choices: [], usage: { prompt_tokens: -1, completion_tokens: 'x', prompt_tokens_details: 7 } },
      { text: '' },
    ],
    ['an error', { error: { message: 'broken' } }, { text: '', error: { kind: 'provider', message: 'broken' } }],
    ['an error without words', { error: {} }, { text: '', error: { kind: 'provider', message: 'unknown error' } }],
    ['no error', { ...delta({ content: 'a' }), error: null }, { text: 'a' }],
  ];
  for (const [name, event, read] of cases) {
    it(name, () => assert.deepEqual(readChatEvent(JSON.stringify(event)), { kind: 'delta', ...read }));
  }

  it('the last one', () => {
    assert.deepEqual(readChatEvent(' [DONE] '), { kind: 'done' });
  });

  it('one whose name says that it is an error', () => {
    assert.deepEqual(openaiAnswer.readEvent({ data: '{"detail":"no GPU"}', name: 'error', isError: true }), {
      kind: 'delta',
      text: '',
      error: { kind: 'provider', message: 'no GPU' },
    });
  });

  it('one that cannot be read', () => {
    assert.deepEqual(readChatEvent('{"a":'), { kind: 'unreadable', reason: 'not JSON' });
    assert.deepEqual(readChatEvent('[1]'), { kind: 'unreadable', reason: 'not a JSON object' });
    assert.equal(readChatEvent('['.repeat(50_000)).kind, 'unreadable');
    assert.equal(readChatEvent('['.repeat(50_000) + ']'.repeat(50_000)).kind, 'unreadable');
  });
});

describe('a whole chat answer', () => {
  it('has its text in a message', () => {
    const body = { choices: [{ message: { content: 'a' }, finish_reason: 'stop' }], usage: { completion_tokens: 1 } };
    assert.deepEqual(readChatAnswer(JSON.stringify(body)), {
      kind: 'delta',
      text: 'a',
      usage: { outputTokens: 1 },
      finishReason: 'stop',
    });
  });

  it('needs a choice', () => {
    for (const body of ['{}', '{"choices":[]}', '{"choices":1}']) {
      const answer = readChatAnswer(body);
      assert.deepEqual(answer.kind === 'delta' && answer.error, {
        kind: 'protocol',
        message: 'The answer has no `choices`.',
      });
    }
  });
});
