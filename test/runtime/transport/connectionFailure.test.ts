import assert from 'node:assert/strict';
import { connectionFailure } from '../../../server/src/runtime/transport/connectionFailure';

const URL_ = 'https://api.example.com:8443/v1/chat/completions';
const because = (cause: object): Error => Object.assign(new TypeError('fetch failed'), { cause });

describe('words for a failed connection', () => {
  const cases: [error: unknown, answering: boolean, message: string | RegExp][] = [
    [because({ code: 'ECONNREFUSED' }), false, 'Nothing answers at api.example.com:8443: the connection was refused.'],
    [because({ errors: [{ code: 'ECONNREFUSED' }, { code: 'ECONNREFUSED' }] }), false, /^Nothing answers/],
    [
      because({ code: 'ENOTFOUND', message: 'getaddrinfo ENOTFOUND' }),
      false,
      /^There is no host api\.example\.com:8443/,
    ],
    [because({ code: 'EAI_AGAIN' }), false, /could not be looked up/],
    [because({ code: 'UND_ERR_CONNECT_TIMEOUT' }), false, /could not be reached in time/],
    [
      because({ code: 'TOO_MANY_INTERIM_ANSWERS' }),
      false,
      'api.example.com:8443 sent one interim answer (1xx) after another and no final one.',
    ],
    [because({ code: 'CERT_HAS_EXPIRED' }), false, /certificate .* has expired/],
    [because({ code: 'ERR_SSL_WRONG_VERSION_NUMBER', message: 'wrong version number' }), false, /does not speak TLS/],
    [
      because({ code: 'UND_ERR_SOCKET', message: 'other side closed' }),
      true,
      /^The connection was lost in the middle of the answer\. api/,
    ],
    [new TypeError('terminated'), true, /^The connection was lost in the middle/],
    [
      because({ code: 'ESOMETHING', message: 'odd' }),
      false,
      'The request to api.example.com:8443 failed (ESOMETHING: odd).',
    ],
    ['a string', false, 'The request to api.example.com:8443 failed (no reason was given).'],
    [null, true, /was lost in the middle of the answer \(no reason/],
  ];
  for (const [error, answering, message] of cases) {
    it(String(message), () => {
      const failure = connectionFailure(error, URL_, answering);
      assert.equal(failure.kind, 'connection');
      if (typeof message === 'string') assert.equal(failure.message, message);
      else assert.match(failure.message, message);
    });
  }

  it('tell a body that cannot be unpacked from a connection that was lost', () => {
    for (const code of ['Z_DATA_ERROR', 'ERR__ERROR_FORMAT_PADDING_2']) {
      const cause = Object.assign(new Error('incorrect header check'), { code });
      const failure = connectionFailure(new TypeError('terminated', { cause }), URL_, true);
      assert.equal(failure.kind, 'protocol');
      assert.match(failure.message, /cannot be unpacked/);
    }
  });

  it('end for causes that lead in a circle', () => {
    const circle: { cause?: unknown } = {};
    circle.cause = circle;
    assert.equal(
      connectionFailure(circle, 'not a url', false).message,
      'The request to the server failed (no reason was given).',
    );
  });
});
