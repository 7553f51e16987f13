import assert from 'node:assert/strict';
import type { AnswerName } from '../../../server/src/runtime/providers/answerFormat';
import { answerFormat } from '../../../server/src/runtime/providers/answerFormats';

const NAMES: readonly AnswerName[] = [
  'openai',
  'openai-responses',
  'openai-transcription',
  'anthropic',
  'google',
  'vertex',
  'aws-bedrock',
];

describe('the wire formats', () => {
  it('read hostile members as if they were absent, and anything without throwing', () => {
    const values = ['null', '7', '"x"', '[]', '{}', '[[]]', '{"type":7}', `${'['.repeat(50_000)}`, '{'];
    const members = [
      'choices',
      'content',
      'output',
      'candidates',
      'usage',
      'usageMetadata',
      'delta',
      'message',
      'response',
    ];
    const types = [
      'message_start',
      'content_block_delta',
      'message_delta',
      'response.completed',
      'transcript.text.done',
    ];
    const bodies = [
      ...values,
      ...members.flatMap((member) => values.map((value) => `{"${member}":${value}}`)),
      ...types.flatMap((type) => [
        `{"type":"${type}"}`,
        ...members.map((member) => `{"type":"${type}","${member}":[7]}`),
      ]),
    ];
    for (const format of NAMES) {
      for (const data of bodies) {
        for (const name of ['', 'contentBlockDelta', 'metadata', 'messageStop']) {
          const event = answerFormat(format).readEvent({ data, name });
          if (event.kind === 'delta') assert.equal(event.text, '', `${format}: ${data.slice(0, 60)}`);
        }
        const answer = answerFormat(format).readAnswer(data);
        if (answer.kind === 'delta') assert.equal(answer.text, '');
      }
    }
  });
});
