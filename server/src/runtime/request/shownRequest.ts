/** A request for people: as HTTP to read, and as a command to repeat it. Keys stand in it as the names of their variables. */
import { maskSecrets } from '../secrets';
import { draftRequest, type DraftRequest } from './draftRequest';
import type { Authorization, PlannedRequest } from './plannedRequest';
import { cutAtMarks, variableMark, withVariables } from './variableMarks';

export interface ShownRequest {
  /** The request as HTTP: a line, headers, an empty line, the body. JSON is indented. */
  readonly text: string;
  /** A command for a POSIX shell; variables are taken from its environment. */
  readonly curl: string;
}

/**
 * `planned` was made with marks for variables (`variableMarks.ts`). `secrets` are values that are written in the file
 * itself; they are shown as `***`.
 */
export function shownRequest(planned: PlannedRequest, secrets: readonly string[], streaming: boolean): ShownRequest {
  const hidden = secrets.filter((secret) => cutAtMarks(secret).every((piece) => typeof piece === 'string'));
  const draft = draftRequest(planned);
  const request: DraftRequest = {
    url: maskSecrets(draft.url, hidden),
    headers: Object.fromEntries(
      Object.entries(draft.headers).map(([name, value]) => [name, maskSecrets(value, hidden)]),
    ),
    body: maskSecrets(draft.body, hidden),
  };
  return {
    text: httpText(request, planned.authorization),
    curl: curlCommand(request, planned.authorization, streaming),
  };
}

function httpText({ url, headers, body }: DraftRequest, authorization: Authorization | undefined): string {
  const proof = authorization && `authorization: <${proofInWords(authorization)}>`;
  const lines = [
    `POST ${url}`,
    ...Object.entries(headers).map(([name, value]) => `${name}: ${value}`),
    ...(proof === undefined ? [] : [proof]),
    '',
    indented(body),
  ];
  return withVariables(lines.join('\n')) + '\n';
}

function proofInWords(authorization: Authorization): string {
  if (authorization.kind === 'google') return 'an access token of Google Cloud';
  return `AWS Signature Version 4, service ${authorization.service}, region ${authorization.region}`;
}

/** JSON on several lines, its text otherwise unchanged: numbers keep their digits. Anything else stays as it is. */
function indented(body: string): string {
  try {
    JSON.parse(body);
  } catch {
    return body;
  }
  let depth = 0;
  const line = (): string => '\n' + '  '.repeat(depth);
  return body.replace(/"(?:[^"\\]|\\.)*"|[{[]\s*[}\]]|[{}[\],:]|\s+/g, (token) => {
    if (/^[{[]\s*[}\]]$/.test(token)) return token[0]! + token.at(-1)!;
    switch (token) {
      case '{':
      case '[':
        depth++;
        return token + line();
      case '}':
      case ']':
        depth--;
        return line() + token;
      case ',':
        return token + line();
      case ':':
        return ': ';
      default:
        return /^\s/.test(token) ? '' : token;
    }
  });
}

function curlCommand(request: DraftRequest, authorization: Authorization | undefined, streaming: boolean): string {
  const parts = [
    `curl ${streaming ? '--no-buffer ' : ''}${quoted(request.url)}`,
    ...Object.entries(request.headers).map(([name, value]) => `-H ${quoted(`${name}: ${value}`)}`),
    ...proofArguments(authorization),
    `--data-binary ${quoted(request.body)}`,
  ];
  return parts.join(' \\\n  ');
}

function proofArguments(authorization: Authorization | undefined): readonly string[] {
  if (!authorization) return [];
  if (authorization.kind === 'google') return [`-H "authorization: Bearer $(gcloud auth print-access-token)"`];
  const { service, region, keys } = authorization;
  const id = keys?.accessKeyId ?? variableMark('AWS_ACCESS_KEY_ID');
  const secret = variableMark('AWS_SECRET_ACCESS_KEY');
  const isMarked = keys !== undefined && cutAtMarks(keys.secretAccessKey).some((piece) => typeof piece !== 'string');
  return [
    `--aws-sigv4 ${quoted(`aws:amz:${region}:${service}`)}`,
    `--user ${quoted(`${id}:${isMarked ? keys.secretAccessKey : secret}`)}`,
  ];
}

/** A word of a POSIX shell: everything literal but variables. */
function quoted(text: string): string {
  return cutAtMarks(text)
    .map((piece) => (typeof piece === 'string' ? `'${piece.replaceAll("'", `'\\''`)}'` : `"$${piece.variable}"`))
    .join('');
}
