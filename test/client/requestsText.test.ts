import assert from 'node:assert/strict';
import { requestsText } from '../../client/src/requestsText';

const request = {
  client: 'Fast',
  provider: 'openai',
  streaming: true,
  isSent: true,
  text: 'POST https://a\n',
  curl: '',
};

describe('requests as text', () => {
  it('says before each whose it is, in which form, and whether a run sends it', () => {
    const whole = { ...request, streaming: false, isSent: false, text: 'POST https://b\n' };
    assert.equal(
      requestsText([request, whole]),
      '### Fast (openai), streamed, as a run sends it\nPOST https://a\n\n### Fast (openai), not streamed\nPOST https://b\n',
    );
  });
});
