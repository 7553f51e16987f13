import assert from 'node:assert/strict';
import fc from 'fast-check';
import {
  headerSecrets,
  isSecretHeader,
  maskContent,
  maskCut,
  maskSecrets,
  publicUrl,
  secretForms,
  StreamMask,
} from '../../server/src/runtime/secrets';

const KEY = 'sk-live-0123456789';

describe('secrets', () => {
  it('are masked in every form they can be written in', () => {
    const secret = 'p"ss wörd/+&';
    const forms = secretForms([secret]);
    for (const written of [
      secret,
      JSON.stringify(secret),
      encodeURIComponent(secret),
      new URLSearchParams({ a: secret }).toString(),
    ]) {
      assert.ok(!maskSecrets(`before ${written} after`, forms).includes('ss'), written);
    }
  });

  it('are masked longest first, so that nothing of the longer one is left', () => {
    assert.equal(maskSecrets('Bearer abcdef', secretForms(['abcdef', 'Bearer abcdef'])), '***');
  });

  it('shorter than four characters are not: they would hide ordinary words', () => {
    assert.equal(maskSecrets('an apple', secretForms(['a', 'an'])), 'an apple');
  });

  it('shorter than eight characters stay in prompts and answers, where they may be ordinary words', () => {
    assert.equal(maskContent('the ollama says', secretForms(['ollama'])), 'the ollama says');
    assert.equal(maskContent(`the ${KEY} says`, secretForms([KEY])), 'the *** says');
  });

  it('of a header are its value and the credentials in it', () => {
    assert.deepEqual(headerSecrets(`Bearer ${KEY}`), [`Bearer ${KEY}`, KEY]);
    assert.deepEqual(headerSecrets(KEY), [KEY]);
  });

  it('are the values of headers that carry credentials', () => {
    for (const name of [
      'authorization',
      'x-api-key',
      'api-key',
      'x-goog-api-key',
      'x-amz-security-token',
      'Cookie',
      'my-token',
      'X-Auth',
    ]) {
      assert.ok(isSecretHeader(name), name);
    }
    for (const name of ['content-type', 'accept', 'x-title', 'monkey', 'x-tokens-left', 'openai-organization']) {
      assert.ok(!isSecretHeader(name), name);
    }
  });

  it('are masked in text that was cut off inside one', () => {
    assert.equal(maskCut(`no ${KEY}, no ${KEY.slice(0, 12)}`, secretForms([KEY])), 'no ***, no ***');
    assert.equal(maskCut('say sk-', secretForms([KEY])), 'say sk-');
  });

  it('are not in a URL that may be shown', () => {
    const url = `https://me:${KEY}@host:81/${KEY}/v1?key=${KEY}#${KEY}`;
    assert.equal(publicUrl(url, secretForms([KEY])), 'https://host:81/***/v1');
  });
});

describe('masking text that arrives in pieces', () => {
  it('finds a secret however it is cut', () => {
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom(KEY, 'sk-l', 'sk-live-', 'other ', '9', 's'), { maxLength: 8 }),
        cuts(),
        (words, sizes) => {
          const text = words.join('');
          const shown = through(new StreamMask(secretForms([KEY])), text, sizes);
          assert.ok(!shown.includes(KEY));
          // Nothing but the secret is lost: at most five of its characters stand in front of the mask.
          const kept = text.split(KEY).map((part) => part.replaceAll(/[-\\]/g, '\\$&'));
          assert.match(shown, new RegExp(`^${kept.join('(?:s|sk|sk-|sk-l|sk-li)?\\*\\*\\*')}$`));
        },
      ),
    );
  });

  it('lets ordinary text pass at once', () => {
    const mask = new StreamMask(secretForms([KEY]));
    assert.deepEqual(
      ['This is ', 'a des', 'k-l', 'sk-li', ' done'].map((piece) => mask.push(piece)),
      ['This is ', 'a des', 'k-l', 'sk-li', ' done'],
    );
    assert.equal(mask.flush(), '');
  });

  it('holds back what may become a secret, and gives it when it does not', () => {
    const mask = new StreamMask(secretForms([KEY]));
    assert.equal(mask.push('a sk-live-'), 'a ');
    assert.equal(mask.push('stream'), 'sk-live-stream');
    assert.equal(mask.push('sk-live-'), '');
    assert.equal(mask.flush(), 'sk-live-');
  });

  it('does not give away a secret that was cut off by the end', () => {
    for (let length = KEY.length / 2; length < KEY.length; length++) {
      const mask = new StreamMask(secretForms([KEY]));
      assert.equal(mask.push(`key: ${KEY.slice(0, length)}`), 'key: ');
      assert.equal(mask.flush(), '***');
      // In single characters the first five have passed before anybody could know.
      const ones = Array.from(KEY, () => 1);
      assert.equal(through(new StreamMask(secretForms([KEY])), KEY.slice(0, length), ones), 'sk-li***');
    }
  });

  it('changes nothing without secrets', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), cuts(), (text, sizes) => {
        assert.equal(through(new StreamMask([]), text, sizes), text);
        assert.equal(through(new StreamMask(['ollama']), text, sizes), text);
      }),
    );
  });

  it('of a long secret costs little', () => {
    const mask = new StreamMask(secretForms(['{"a":"' + 'x'.repeat(50_000)]));
    const begin = performance.now();
    for (let count = 0; count < 5000; count++) mask.push('{"a":"xxx');
    assert.ok(performance.now() - begin < 2000);
  });
});

function cuts() {
  return fc.array(fc.integer({ min: 1, max: 12 }), { maxLength: 30 });
}

function through(mask: StreamMask, text: string, sizes: readonly number[]): string {
  let shown = '';
  let at = 0;
  for (const size of [...sizes, text.length]) {
    shown += mask.push(text.slice(at, at + size));
    at += size;
  }
  return shown + mask.flush();
}
