/**
 * Signature Version 4, and the AWS credentials of this machine, both by AWS's own packages. A bundle of its own, loaded with
 * the first request to AWS.
 */
import { Sha256 } from '@aws-crypto/sha256-js';
import { defaultProvider } from '@aws-sdk/credential-provider-node';
import { SignatureV4 } from '@smithy/signature-v4';
import type { SignedHeaders } from '../../runtime/host';
import type { AwsSigning, ReadyRequest } from '../../runtime/request/plannedRequest';

/**
 * The headers that sign `request` at the time `at`. Without keys the default chain is asked: the profile's files, SSO, a
 * process, a container, the machine. Rejects when it has none.
 */
export async function signAws(request: ReadyRequest, how: AwsSigning, at: Date = new Date()): Promise<SignedHeaders> {
  const keys = how.keys ?? (await defaultProvider(how.profile === undefined ? {} : { profile: how.profile })());
  const signer = new SignatureV4({
    credentials: keys,
    region: how.region,
    service: how.service,
    sha256: Sha256,
    // The header with the checksum of the body: only S3 wants it.
    applyChecksum: false,
  });
  const url = new URL(request.url);
  const { headers } = await signer.sign(
    {
      method: request.method,
      protocol: url.protocol,
      hostname: url.hostname,
      ...(url.port ? { port: Number(url.port) } : {}),
      path: url.pathname,
      query: Object.fromEntries(url.searchParams),
      headers: { ...request.headers, host: url.host },
      body: request.body,
    },
    { signingDate: at },
  );
  // The host is written by whoever sends the request.
  const { host: _, ...signed } = headers;
  const secrets = [signed['authorization'], signed['x-amz-security-token'], keys.secretAccessKey, keys.sessionToken];
  return { headers: signed, secrets: secrets.filter((secret) => secret !== undefined) };
}
