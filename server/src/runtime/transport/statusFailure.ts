/** Words for an answer with an error status: what the provider says, and what to do about it. */
import type { RunFailure } from '../errors';
import { errorMessageOf } from '../providers/errorBody';

export interface StatusFacts {
  readonly status: number;
  readonly statusText: string;
  readonly retryAfter: string | null;
  /** The beginning of the body, with secrets masked. */
  readonly body: string;
  /** Environment variables the key came from. */
  readonly keyVariables: readonly string[];
}

export function statusFailure(facts: StatusFacts): RunFailure {
  const { status, body } = facts;
  const name = facts.statusText || STATUS_NAMES[status] || '';
  const said = errorMessageOf(body) ?? (isPage(body) ? pageTitle(body) : firstLine(body));
  const hint = hintFor(facts);
  return {
    kind: 'http',
    message: `The provider answered ${[status, name].filter(Boolean).join(' ')}${said ? `: ${said}` : '.'}`,
    ...(hint ? { hint } : {}),
    status,
    ...(body ? { body: excerpt(body) } : {}),
  };
}

/** As much of a body as is worth keeping. */
export function excerpt(body: string): string {
  return body.length > 2000 ? `${body.slice(0, 2000)}…` : body;
}

/** Whether a body is a web page. */
export function isPage(body: string): boolean {
  return /^\s*<(!doctype|html|head|body|\?xml|h1|title)/i.test(body);
}

const STATUS_NAMES: Readonly<Record<number, string>> = {
  400: 'Bad Request',
  401: 'Unauthorized',
  402: 'Payment Required',
  403: 'Forbidden',
  404: 'Not Found',
  408: 'Request Timeout',
  413: 'Content Too Large',
  422: 'Unprocessable Content',
  429: 'Too Many Requests',
  500: 'Internal Server Error',
  502: 'Bad Gateway',
  503: 'Service Unavailable',
  504: 'Gateway Timeout',
  529: 'Overloaded',
};

function hintFor({ status, retryAfter, keyVariables }: StatusFacts): string | undefined {
  const key = keyVariables.length ? `the environment variable ${keyVariables.join(', ')}` : '`api_key`';
  switch (status) {
    case 401:
      return `The key was not accepted. Check ${key}.`;
    case 402:
      return 'The account has no credit left.';
    case 403:
      return `The key may not use this model or this address. Check ${key} and \`model\`.`;
    case 404:
      return 'Check `model` and `base_url`: the provider knows no such model or path.';
    case 408:
      return 'The provider gave up waiting. Try again.';
    case 413:
      return 'The request is too large. Shorten the prompt, or send smaller media.';
    case 429:
      return `Too many requests, or the quota is used up.${waitWords(retryAfter)}`;
    default:
      return status >= 500
        ? `The fault is on the provider's side.${waitWords(retryAfter) || ' Try again later.'}`
        : undefined;
  }
}

function waitWords(retryAfter: string | null): string {
  if (!retryAfter) return '';
  return /^\d+(\.\d+)?$/.test(retryAfter)
    ? ` Try again in ${retryAfter} s.`
    : ` Try again after ${retryAfter.slice(0, 60)}.`;
}

function pageTitle(body: string): string {
  const title = /<(title|h1)[^>]*>([^<]{1,200})</i.exec(body)?.[2]?.trim();
  return title ? `a web page, “${title}”` : 'a web page';
}

function firstLine(body: string): string {
  return (body.trim().split(/[\r\n]/, 1)[0] ?? '').slice(0, 300);
}
