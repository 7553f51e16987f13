import assert from 'node:assert/strict';
import {
  deltaOf,
  objectsIn,
  providerError,
  readJson,
  textIn,
  usageOf,
} from '../../../server/src/runtime/providers/answerParts';

describe('parts of answers', () => {
  it('are present only when they say something', () => {
    assert.deepEqual(deltaOf({}), { kind: 'delta', text: '' });
    assert.deepEqual(deltaOf({ text: 'a', reasoning: '', refusal: '', finishReason: 7, ends: undefined }), {
      kind: 'delta',
      text: 'a',
    });
    const error = providerError('broken');
    assert.deepEqual(deltaOf({ finishReason: 'stop', ends: 'answer', error }), {
      kind: 'delta',
      text: '',
      finishReason: 'stop',
      ends: 'answer',
      error,
    });
  });

  it('counts are numbers from 0 up', () => {
    assert.deepEqual(usageOf(1, 0, 2), { inputTokens: 1, outputTokens: 0, cachedInputTokens: 2 });
    assert.deepEqual(usageOf(1, 9, undefined, 4), { inputTokens: 1, outputTokens: 9, reasoningTokens: 4 });
    assert.deepEqual(usageOf('1', -1, 3.5), { cachedInputTokens: 3.5 });
    assert.equal(usageOf(undefined, null, Infinity), undefined);
  });

  it('what is of another kind is taken as absent', () => {
    assert.equal(textIn(7), '');
    assert.deepEqual(objectsIn([{ a: 1 }, 7, null, []]), [{ a: 1 }]);
    assert.deepEqual(objectsIn('x'), []);
  });

  it('only an object is an event', () => {
    const read = (text: string) => readJson(text, () => deltaOf({}));
    assert.deepEqual(read('{}'), { kind: 'delta', text: '' });
    assert.deepEqual(read('{'), { kind: 'unreadable', reason: 'not JSON' });
    assert.deepEqual(read('[]'), { kind: 'unreadable', reason: 'not a JSON object' });
  });
});
