/** Writes frames of AWS's event stream, for tests of what reads them. */
import { crc32 } from '../../server/src/runtime/transport/crc32';

/** A frame with string headers and a payload. */
export function awsFrame(headers: Readonly<Record<string, string>>, payload: string): Buffer {
  const written = Object.entries(headers).map(([name, value]) =>
    Buffer.concat([
      Buffer.from([Buffer.byteLength(name)]),
      Buffer.from(name),
      Buffer.from([7]),
      number16(Buffer.byteLength(value)),
      Buffer.from(value),
    ]),
  );
  return awsFrameOf(Buffer.concat(written), Buffer.from(payload));
}

/** A frame around the bytes of headers and payload. */
export function awsFrameOf(headers: Uint8Array, payload: Uint8Array): Buffer {
  const lengths = Buffer.concat([number32(12 + headers.length + payload.length + 4), number32(headers.length)]);
  const rest = Buffer.concat([lengths, number32(crc32(lengths)), headers, payload]);
  return Buffer.concat([rest, number32(crc32(rest))]);
}

/** An event as Bedrock sends it. */
export function awsEvent(type: string, payload: object): Buffer {
  const headers = { ':event-type': type, ':content-type': 'application/json', ':message-type': 'event' };
  return awsFrame(headers, JSON.stringify(payload));
}

function number32(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(value);
  return bytes;
}

function number16(value: number): Buffer {
  const bytes = Buffer.alloc(2);
  bytes.writeUInt16BE(value);
  return bytes;
}
