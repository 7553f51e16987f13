/** A multipart body as the list of its parts, as the request cases write it. */
import type { Json } from '../../server/src/ir/json';

export function readForm(body: string | Uint8Array, contentType: string): Json {
  const boundary = /boundary=(.*)$/.exec(contentType)?.[1] ?? '';
  const text = Buffer.from(body).toString('utf8');
  return text
    .split(`--${boundary}`)
    .slice(1, -1)
    .map((part) => {
      const [head = '', ...rest] = part.replace(/^\r\n/, '').split('\r\n\r\n');
      const [, name = '', filename] = /name="([^"]*)"(?:; filename="([^"]*)")?/.exec(head) ?? [];
      const type = /^Content-Type: (.*)$/im.exec(head)?.[1];
      return {
        name,
        ...(filename === undefined ? {} : { filename }),
        ...(type === undefined ? {} : { content_type: type.trim() }),
        value: rest.join('\r\n\r\n').replace(/\r\n$/, ''),
      };
    });
}
