/** Words for a proxy that stands in the way. */
import { FailedRun } from '../../runtime/errors';
import { connectionFailure } from '../../runtime/transport/connectionFailure';

const WHERE_IT_IS_SET = '`http.proxy`, or the variables HTTP_PROXY and HTTPS_PROXY';

/** There is no connection to the proxy, or it was lost. Names no credentials. */
export function proxyFailed(error: unknown, proxy: URL): FailedRun {
  const { message } = connectionFailure(error, proxy.href, false);
  return new FailedRun({
    kind: 'connection',
    message: `The proxy could not be used. ${message}`,
    hint: `Is the proxy running, and is its address right (${WHERE_IT_IS_SET})?`,
  });
}

/** The proxy has answered itself, and not with a way to `target`. */
export function proxyRefused(proxy: URL, target: URL, status: number, statusText: string): FailedRun {
  return new FailedRun({
    kind: 'connection',
    message: `The proxy ${proxy.host} answered ${`${status} ${statusText}`.trim()} and lets nothing through to ${target.host}.`,
    hint:
      status === 407
        ? 'It wants to know who asks: set `http.proxyAuthorization`, or put name and password into the address of the proxy.'
        : `Ask who runs the proxy, or name the host in \`http.noProxy\` or NO_PROXY if it can be reached directly. The proxy is set in ${WHERE_IT_IS_SET}.`,
  });
}
