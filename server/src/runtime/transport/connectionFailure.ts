/** Words for a connection that failed, from the chain of causes that fetch leaves. */
import type { RunFailure } from '../errors';

interface Words {
  readonly message: (host: string) => string;
  readonly hint?: string;
}

const IS_IT_RUNNING = 'Is the server running, and are host and port of `base_url` right?';
const NETWORK = 'Check the network connection, and the proxy if there is one.';
const CERTIFICATE = 'If the server uses a certificate of your company, start the editor with NODE_EXTRA_CA_CERTS.';

const BY_CODE: Readonly<Record<string, Words>> = {
  ECONNREFUSED: { message: (host) => `Nothing answers at ${host}: the connection was refused.`, hint: IS_IT_RUNNING },
  ECONNRESET: { message: (host) => `${host} closed the connection.` },
  EPIPE: { message: (host) => `${host} closed the connection.` },
  UND_ERR_SOCKET: { message: (host) => `${host} closed the connection.` },
  ENOTFOUND: { message: (host) => `There is no host ${host}: its name was not found.`, hint: 'Check `base_url`.' },
  EAI_AGAIN: { message: (host) => `The name ${host} could not be looked up.`, hint: NETWORK },
  ETIMEDOUT: { message: (host) => `${host} did not answer in time.`, hint: NETWORK },
  UND_ERR_CONNECT_TIMEOUT: { message: (host) => `${host} could not be reached in time.`, hint: NETWORK },
  UND_ERR_HEADERS_TIMEOUT: { message: (host) => `${host} took the request but did not begin to answer in time.` },
  UND_ERR_BODY_TIMEOUT: { message: (host) => `${host} stopped sending in the middle of its answer.` },
  HPE_HEADER_OVERFLOW: { message: (host) => `${host} sent headers that are too long.` },
  TOO_MANY_INTERIM_ANSWERS: {
    message: (host) => `${host} sent one interim answer (1xx) after another and no final one.`,
  },
  HPE_INVALID_UPGRADE: { message: (host) => `${host} wants to speak another protocol than HTTP.` },
  UND_ERR_HEADERS_OVERFLOW: { message: (host) => `${host} sent headers that are too long.` },
  EHOSTUNREACH: { message: (host) => `${host} cannot be reached.`, hint: NETWORK },
  ENETUNREACH: { message: (host) => `The network of ${host} cannot be reached.`, hint: NETWORK },
  CERT_HAS_EXPIRED: { message: (host) => `The certificate of ${host} has expired.` },
  DEPTH_ZERO_SELF_SIGNED_CERT: { message: (host) => `The certificate of ${host} is self-signed.`, hint: CERTIFICATE },
  SELF_SIGNED_CERT_IN_CHAIN: { message: (host) => `The certificate of ${host} is not trusted.`, hint: CERTIFICATE },
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: {
    message: (host) => `The certificate of ${host} is not trusted.`,
    hint: CERTIFICATE,
  },
  ERR_TLS_CERT_ALTNAME_INVALID: { message: (host) => `The certificate of ${host} was made for another name.` },
};

/** A failed request or a body that broke off. `answering` says that headers had arrived. Never throws. */
export function connectionFailure(error: unknown, url: string, answering: boolean): RunFailure {
  const causes = causeChain(error);
  const host = hostOf(url);
  // The connection is whole then, whatever fetch calls it.
  if (causes.some(({ code }) => /^(Z_DATA_ERROR|ERR__ERROR_FORMAT)/.test(code))) {
    return {
      kind: 'protocol',
      message: `${host} sent an answer that cannot be unpacked: it is not compressed in the way its headers say.`,
    };
  }
  const known = causes.flatMap(({ code, message }) => BY_CODE[code] ?? byWords(`${code} ${message}`) ?? [])[0];
  if (known) {
    const message = known.message(host);
    return {
      kind: 'connection',
      message: answering ? `The connection was lost in the middle of the answer. ${message}` : message,
      ...(known.hint && !answering ? { hint: known.hint } : {}),
    };
  }
  const innermost = causes[0];
  const detail = [innermost?.code, innermost?.message].filter(Boolean).join(': ') || 'no reason was given';
  return {
    kind: 'connection',
    message: answering
      ? `The connection to ${host} was lost in the middle of the answer (${detail}).`
      : `The request to ${host} failed (${detail}).`,
  };
}

function byWords(message: string): Words | undefined {
  if (/other side closed|terminated|socket hang up/i.test(message)) return BY_CODE.ECONNRESET;
  if (/wrong version number|packet length too long/i.test(message)) {
    return {
      message: (host) => `${host} does not speak TLS.`,
      hint: 'Does `base_url` need http:// instead of https://?',
    };
  }
  if (/HPE_INVALID|Parse Error|invalid.*http/i.test(message))
    return { message: (host) => `${host} does not answer in HTTP.` };
  return undefined;
}

/** Codes and messages from the outside in; the errors of several addresses tried count as causes. */
function causeChain(error: unknown): { code: string; message: string }[] {
  const chain: { code: string; message: string }[] = [];
  const queue: unknown[] = [error];
  while (queue.length && chain.length < 20) {
    const next = queue.shift();
    if (typeof next !== 'object' || next === null) continue;
    const { code, message, cause, errors } = next as Record<string, unknown>;
    chain.push({ code: typeof code === 'string' ? code : '', message: typeof message === 'string' ? message : '' });
    if (cause !== undefined) queue.push(cause);
    if (Array.isArray(errors)) queue.push(...errors.slice(0, 10));
  }
  // The innermost cause says most; "terminated" and "fetch failed" say least.
  return chain.reverse();
}

function hostOf(url: string): string {
  return URL.canParse(url) ? new URL(url).host : 'the server';
}
