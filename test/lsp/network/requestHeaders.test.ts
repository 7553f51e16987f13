import assert from 'node:assert/strict';
import { request } from 'node:http';
import { headersOf, headerValue } from '../../../server/src/lsp/network/requestHeaders';
import { FailedRun } from '../../../server/src/runtime/errors';

const TARGET = new URL('https://api.example:444/v1');
const failureOf = (act: () => unknown): FailedRun['failure'] => {
  try {
    act();
  } catch (error) {
    assert.ok(error instanceof FailedRun, String(error));
    return error.failure;
  }
  return assert.fail('it was taken');
};

describe('the headers of a request', () => {
  const taken: readonly [given: RequestInit['headers'], body: string | undefined, sent: object][] = [
    [undefined, undefined, {}],
    [undefined, 'é', { 'content-length': '2' }],
    [{ 'X-Key': ' a b\n', Empty: '' }, undefined, { empty: '', 'x-key': 'a b' }],
    [{ 'x-key': 'caf\u00e9 ~\t!' }, undefined, { 'x-key': 'caf\u00e9 ~\t!' }],
    [new Headers({ accept: '*/*' }), undefined, { accept: '*/*' }],
    [
      [
        ['x-a', '1'],
        ['X-A', '2'],
      ],
      undefined,
      { 'x-a': '1, 2' },
    ],
    [{ connection: 'upgrade', 'Content-Length': '7', 'proxy-authorization': 'x' }, 'x', { 'content-length': '1' }],
  ];
  for (const [given, body, sent] of taken) {
    it(`are ${JSON.stringify(sent)} for ${JSON.stringify(given)}`, () => {
      const headers = headersOf(given, body === undefined ? undefined : Buffer.from(body), TARGET);
      assert.deepEqual(headers, { host: 'api.example:444', ...sent });
    });
  }

  it('ask for another name where that is said', () => {
    assert.equal(headersOf({ host: 'other.example' }, undefined, TARGET)['host'], 'other.example');
  });

  const refused: readonly [value: string, character: string][] = [
    ['SECRET\u0001', 'U+0001'],
    ['SECRET\u007f', 'U+007F'],
    ['\nSECRET\nx', 'U+000A'],
    ['SECRET\u0000', 'U+0000'],
    ['SECRET–', 'U+2013'],
    ['SECRET😀', 'U+1F600'],
    ['SECRET\ud800', 'U+D800'],
    ['\ufeffSECRET', 'U+FEFF'],
  ];
  for (const [value, character] of refused) {
    it(`are refused where a value has ${character}, and the value is not told`, () => {
      const failure = failureOf(() => headersOf({ 'x-key': value }, undefined, TARGET));
      assert.equal(failure.kind, 'configuration');
      assert.match(failure.message, /^The header `x-key` cannot be sent: /);
      assert.ok(failure.message.includes(`(${character})`), failure.message);
      assert.doesNotMatch(JSON.stringify(failure), /SECRET/);
    });
  }

  const names: readonly [name: string, shown: string][] = [
    ['x key', '`x key`'],
    ['x\u0001', '`x?`'],
    ['', 'without a name'],
    [`ü${'x'.repeat(1000)}`, `\`?${'x'.repeat(59)}…\``],
  ];
  for (const [name, shown] of names) {
    it(`are refused where the name is one like ${shown}, and the value is not told`, () => {
      const { message } = failureOf(() => headersOf({ [name]: 'SECRET' }, undefined, TARGET));
      assert.ok(message.includes(shown), message);
      assert.doesNotMatch(message, /SECRET/);
    });
  }

  it('are refused exactly where Node’s HTTP client refuses them', () => {
    const isSent = (act: () => unknown): boolean => {
      try {
        act();
        return true;
      } catch {
        return false;
      }
    };
    const createConnection = (): undefined => undefined;
    for (let code = 0; code < 0x180; code++) {
      const character = String.fromCharCode(code);
      for (const headers of [{ 'x-key': `a${character}b` }, { [`a${character}b`]: 'x' }]) {
        const byNode = isSent(() =>
          request({ headers, createConnection })
            .on('error', () => undefined)
            .destroy(),
        );
        assert.equal(
          isSent(() => headersOf(headers, undefined, TARGET)),
          byNode,
          JSON.stringify(headers),
        );
      }
    }
  });
});

describe('the value of a header', () => {
  it('is refused with the place it comes from', () => {
    const failure = failureOf(() => headerValue('proxy-authorization', 'SECRET\u007f', 'in the setting `x`'));
    assert.match(failure.hint ?? '', /^Look for it in the setting `x`, /);
    assert.doesNotMatch(JSON.stringify(failure), /SECRET/);
  });
});
