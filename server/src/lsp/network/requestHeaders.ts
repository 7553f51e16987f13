/** The headers of a request as they are sent, checked while there is no connection yet. */
import { validateHeaderName, validateHeaderValue } from 'node:http';
import { FailedRun } from '../../runtime/errors';

/** What belongs to the connection, which is ours, not to the request. */
const OF_THE_CONNECTION =
  /^(connection|keep-alive|proxy-.*|te|trailer|transfer-encoding|upgrade|expect|content-length)$/;

const LONGEST_NAME_SHOWN = 60;

/**
 * `host`, the headers that were given, in small letters, and the length of the body. Throws FailedRun, which quotes no value, for
 * every header that Node's HTTP client would not send: `Headers` lets some of them pass.
 */
export function headersOf(
  given: RequestInit['headers'],
  body: Uint8Array | undefined,
  target: URL,
): Readonly<Record<string, string>> {
  const checked = new Headers();
  const entries = given instanceof Headers || Array.isArray(given) ? given : Object.entries(given ?? {});
  for (const [name = '', value = ''] of entries) {
    checkName(name);
    checked.append(name, headerValue(name, String(value)));
  }
  const headers = [...checked].filter(([name]) => !OF_THE_CONNECTION.test(name));
  const length: Readonly<Record<string, string>> = body ? { 'content-length': String(body.length) } : {};
  return { host: target.host, ...Object.fromEntries(headers), ...length };
}

/**
 * `value` without the white space around it. `where` says to the person where it comes from. Throws FailedRun, which does not quote
 * it, when it cannot be sent.
 */
export function headerValue(name: string, value: string, where = 'where the client is declared'): string {
  try {
    const plain = new Headers([[name, value]]).get(name) ?? '';
    validateHeaderValue(name, plain);
    return plain;
  } catch {
    // What is white space at the beginning is passed over, so the first one that is left is why.
    const [bad] = /[^\t\x20-\x7e\x80-\xff]/u.exec(value.replace(/^[\t\n\r ]+/, '')) ?? [];
    const which = bad === undefined ? '' : ` (U+${bad.codePointAt(0)!.toString(16).toUpperCase().padStart(4, '0')})`;
    throw new FailedRun({
      kind: 'configuration',
      message: `The header \`${name}\` cannot be sent: there is a character in its value that HTTP does not allow${which}.`,
      hint: `Look for it ${where}, also in the variable the value is taken from: such characters are copied along unseen.`,
    });
  }
}

function checkName(name: string): void {
  try {
    validateHeaderName(name);
  } catch {
    const shown = name.replace(/[^\x20-\x7e]/g, '?');
    const cut = shown.length > LONGEST_NAME_SHOWN ? `${shown.slice(0, LONGEST_NAME_SHOWN)}…` : shown;
    throw new FailedRun({
      kind: 'configuration',
      message: cut ? `HTTP does not allow a header with the name \`${cut}\`.` : 'There is a header without a name.',
      hint: "Write the name in letters, digits and '-', as in `x-api-version`.",
    });
  }
}
