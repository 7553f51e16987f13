import assert from 'node:assert/strict';
import { broughtText } from '../../../server/src/runtime/simulate/broughtText';

const openai = (content: string): string => `data: ${JSON.stringify({ choices: [{ delta: { content } }] })}\n\n`;
const anthropic = (text: string): string =>
  `event: content_block_delta\ndata: ${JSON.stringify({ type: 'content_block_delta', index: 0, delta: { type: 'text_delta', text } })}\n\n`;

describe('text somebody brings', () => {
  it('is an answer when it is no event stream', () => {
    for (const text of ['{"a": 1}', 'Here is: {"data": 1}', '', 'data: [1, 2]', 'data: not an event of anybody']) {
      assert.deepEqual(broughtText(text), { format: null, pieces: [text] });
    }
  });

  it('is read as the events of the provider they come from, in the pieces they came in', () => {
    const pieces = ['{"a"', ': ', '1}'];
    assert.deepEqual(broughtText(`${pieces.map(openai).join('')}data: [DONE]\n\n`), { format: 'openai', pieces });
    assert.deepEqual(broughtText(`: ping\r\n${pieces.map(anthropic).join('').replaceAll('\n', '\r\n')}`), {
      format: 'anthropic',
      pieces,
    });
  });
});
