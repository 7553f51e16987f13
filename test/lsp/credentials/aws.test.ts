/** The signature, against the ones that the official runtime's AWS SDK made for the recorded requests. */
import assert from 'node:assert/strict';
import { signAws } from '../../../server/src/lsp/credentials/aws';
import { readCases } from '../../conformance/requests';

describe('signing for AWS', () => {
  const cases = readCases(`${__TEST_ROOT__}/fixtures/requests`).filter(({ id }) => id.startsWith('bedrock-wire'));
  for (const one of cases) {
    it(one.id, async () => {
      const { expected } = one as unknown as {
        expected: { url: string; headers: Record<string, string>; body_text: string };
      };
      const { headers } = expected;
      const names = /SignedHeaders=([^,]*)/.exec(headers.authorization!)![1]!.split(';');
      const signed = names.filter((name) => !['host', 'x-amz-date', 'x-amz-security-token'].includes(name));
      const token = headers['x-amz-security-token'];
      const result = await signAws(
        {
          method: 'POST',
          url: expected.url,
          headers: Object.fromEntries(signed.map((name) => [name, headers[name]!])),
          body: expected.body_text,
        },
        {
          kind: 'aws',
          service: 'bedrock',
          region: /Credential=[^/]*\/\d+\/([^/]*)/.exec(headers.authorization!)![1]!,
          keys: {
            accessKeyId: /access_key_id "([^"]*)"/.exec(one.baml)![1]!,
            secretAccessKey: /secret_access_key "([^"]*)"/.exec(one.baml)![1]!,
            ...(token === undefined ? {} : { sessionToken: token }),
          },
        },
        dateOf(headers['x-amz-date']!),
      );
      assert.equal(signatureOf(result.headers.authorization!), signatureOf(headers.authorization!));
      assert.equal(result.headers.host, undefined);
      assert.ok(result.secrets.includes(result.headers.authorization!));
    });
  }
});

function dateOf(text: string): Date {
  return new Date(text.replace(/(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z/, '$1-$2-$3T$4:$5:$6Z'));
}

function signatureOf(authorization: string): string {
  return /SignedHeaders=.*/.exec(authorization)![0];
}
