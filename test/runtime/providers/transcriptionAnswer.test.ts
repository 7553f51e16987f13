import assert from 'node:assert/strict';
import { transcriptionAnswer } from '../../../server/src/runtime/providers/transcriptionAnswer';

describe('a transcription', () => {
  const read = (event: object): unknown => transcriptionAnswer.readEvent({ data: JSON.stringify(event) });

  it('grows by its deltas; the last event repeats the text and brings the usage', () => {
    assert.deepEqual(read({ type: 'transcript.text.delta', delta: 'a' }), { kind: 'delta', text: 'a' });
    assert.deepEqual(read({ type: 'transcript.text.done', text: 'a', usage: { input_tokens: 3, output_tokens: 1 } }), {
      kind: 'delta',
      text: '',
      usage: { inputTokens: 3, outputTokens: 1 },
      finishReason: 'stop',
      ends: 'stream',
    });
    assert.deepEqual(transcriptionAnswer.readEvent({ data: '[DONE]' }), { kind: 'done' });
  });

  it('may fail', () => {
    for (const event of [{ error: { message: 'no' } }, { type: 'error', message: 'no' }]) {
      assert.deepEqual(read(event), { kind: 'delta', text: '', error: { kind: 'provider', message: 'no' } });
    }
    assert.match(JSON.stringify(transcriptionAnswer.readAnswer('{"error":"no"}')), /provider.*"no"/);
  });

  it('is a text when it does not stream', () => {
    assert.deepEqual(transcriptionAnswer.readAnswer('{"text":"a"}'), {
      kind: 'delta',
      text: 'a',
      finishReason: 'stop',
      ends: 'stream',
    });
    assert.match(JSON.stringify(transcriptionAnswer.readAnswer('{}')), /protocol.*no `text`/);
  });
});
