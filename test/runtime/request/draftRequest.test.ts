import assert from 'node:assert/strict';
import { draftRequest } from '../../../server/src/runtime/request/draftRequest';

describe('the draft of a request', () => {
  it('says what is still missing, in text that stays JSON', () => {
    const draft = draftRequest({
      method: 'POST',
      url: ['https://h/projects/', { credentials: 'project' }, '/x'],
      headers: { a: 'b' },
      body: ['{"data":"', { media: 0, as: 'base64' }, '","type":"', { media: 1, as: 'type' }, '"}'],
      media: [
        { media: 'image', source: { type: 'url', url: 'http://h/a"b' } },
        { media: 'image', source: { type: 'base64', base64: 'QUJD' } },
      ],
    });
    assert.equal(draft.url, 'https://h/projects/<project of the credentials>/x');
    assert.deepEqual(JSON.parse(draft.body), { data: '<base64 of http://h/a"b>', type: '<type of the argument>' });
  });
});
