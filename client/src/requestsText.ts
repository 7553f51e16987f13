/** Requests as one text, in the notation of `.http` files: `###` stands before each. */
import type { ClientRequest } from '../../protocol/request';

/** Which request it is: `Fast (openai), streamed, as a run sends it`. */
export function titleOf({ client, provider, streaming, isSent }: ClientRequest): string {
  const form = streaming ? 'streamed' : 'not streamed';
  return `${client} (${provider}), ${form}${isSent ? ', as a run sends it' : ''}`;
}

export function requestsText(requests: readonly ClientRequest[]): string {
  return requests.map((request) => `### ${titleOf(request)}\n${request.text}`).join('\n');
}
